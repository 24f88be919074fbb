import type { Plugin } from 'graphql-yoga'
import { graphqlError } from '../graph/errors.ts'
import { refusal } from './refusal.ts'

const HINTS: Readonly<Record<number, string>> = {
  406: 'No media type that `accept` lists can be sent; accept application/graphql-response+json or application/json, and text/event-stream for a subscription.',
  415: 'The media type of the body is not known; send JSON with the header content-type: application/json.',
}

/** What an operation can be answered with, whatever it is; the first where a caller prefers none. */
const SENT = [
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
] as const

/**
 * Refuses a request that accepts no media type that can be sent, before it is executed: the layer below compares them
 * only with the result, when a mutation has taken effect. That layer knows no weights, so it gets a header without them.
 */
export function withAcceptable(): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      const accepted = acceptedTypes(request.headers.get('accept'))
      if (accepted.length === 0) endResponse(new fetchAPI.Response(null, { status: 406 }))
      else request.headers.set('accept', accepted.join(', '))
    },
  }
}

interface MediaRange {
  readonly type: string
  readonly subtype: string
  /** From 0, not acceptable, to 1. */
  readonly weight: number
}

/** The media types of an `accept` header that can be sent, the preferred first: RFC 9110, section 12.5.1. */
function acceptedTypes(accept: string | null): string[] {
  const ranges = rangesOf(accept || '*/*')
  return SENT.map((mediaType) => ({ mediaType, place: mostSpecific(ranges, mediaType) }))
    .map((one) => ({ ...one, weight: ranges[one.place]?.weight ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ mediaType }) => mediaType)
}

function rangesOf(accept: string): MediaRange[] {
  return accept
    .replace(/\s/g, '')
    .toLowerCase()
    .split(',')
    .flatMap((listed) => {
      const [mediaType = '', ...parameters] = listed.split(';')
      const charset = parameters.find((parameter) => parameter.startsWith('charset='))
      if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) return []
      const [type = '', subtype = ''] = mediaType.split('/')
      const [, weight = '1'] =
        parameters.map((parameter) => /^q=([01](?:\.\d*)?)$/.exec(parameter)).find(Boolean) ?? []
      return [{ type, subtype, weight: Math.min(1, Number(weight)) }]
    })
}

/** The place of the range that decides on a media type: itself before its type, and that before all; -1 for none. */
function mostSpecific(ranges: readonly MediaRange[], mediaType: string): number {
  const [type, subtype] = mediaType.split('/')
  for (const [a, b] of [
    [type, subtype],
    [type, '*'],
    ['*', '*'],
  ]) {
    const place = ranges.findIndex((range) => range.type === a && range.subtype === b)
    if (place !== -1) return place
  }
  return -1
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
