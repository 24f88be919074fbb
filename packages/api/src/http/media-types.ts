import type { Plugin } from 'graphql-yoga'
import { graphqlError } from '../graph/errors.ts'
import { refusal } from './refusal.ts'

const HINTS: Readonly<Record<number, string>> = {
  406: 'No media type that `accept` lists can be sent; accept application/graphql-response+json or application/json, and text/event-stream for a subscription.',
  415: 'The media type of the body is not known; send JSON with the header content-type: application/json.',
}

/** What an operation can be answered with, whatever it is. */
const SENT = [
  ['application', 'graphql-response+json'],
  ['application', 'json'],
  ['text', 'event-stream'],
  ['multipart', 'mixed'],
] as const

/**
 * Refuses a request that lists no media type that can be sent, before it is executed: the layer below compares them
 * only with the result, when a mutation has taken effect.
 */
export function withAcceptable(): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      if (isAcceptable(request.headers.get('accept'))) return
      endResponse(new fetchAPI.Response(null, { status: 406 }))
    },
  }
}

/** Reads the header as the layer below does, also without weights: what passes here must be sent there. */
function isAcceptable(accept: string | null): boolean {
  return (accept || '*/*')
    .replace(/\s/g, '')
    .toLowerCase()
    .split(',')
    .some((listed) => {
      const [mediaType = '', ...parameters] = listed.split(';')
      const charset = parameters.find((parameter) => parameter.includes('charset='))
      if (charset !== undefined && charset !== 'charset=utf-8') return false
      const [type, subtype] = mediaType.split('/')
      return SENT.some(([a, b]) => (type === '*' || type === a) && (subtype === '*' || subtype === b))
    })
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
