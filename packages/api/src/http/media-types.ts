import type { Plugin } from 'graphql-yoga'
import { graphqlError } from '../graph/errors.ts'
import { refusal } from './refusal.ts'

const HINTS: Readonly<Record<number, string>> = {
  406: 'No media type that `accept` lists can be sent; accept application/graphql-response+json or application/json, and text/event-stream for a subscription.',
  415: 'The media type of the body is not known; send JSON with the header content-type: application/json.',
}

/** Gives the responses to unknown media types, which the layer below sends without a body, an error. */
export function withMediaTypeErrors(): Plugin {
  return {
    onResponse({ response, setResponse, fetchAPI }) {
      const hint = HINTS[response.status]
      if (hint === undefined || response.body !== null) return
      const headers = Object.fromEntries(response.headers)
      setResponse(refusal(fetchAPI, graphqlError('BAD_USER_INPUT', hint), response.status, headers))
    },
  }
}
