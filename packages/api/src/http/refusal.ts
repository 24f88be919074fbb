import type { GraphQLError } from 'graphql'
import type { FetchAPI } from 'graphql-yoga'
import type { Logger } from 'pino'
import { shownError } from './errors.ts'

/** The response to a request that is refused before its document is read; its media type is application/json. */
export function refusal(
  fetchAPI: FetchAPI,
  { message, extensions }: GraphQLError,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { http: _, ...shown } = extensions
  return fetchAPI.Response.json(
    { errors: [{ message, extensions: shown }] },
    { status, headers: { ...headers } },
  )
}

/** The response if what decides on a request fails, for instance because the database is out of reach. */
export function failedRefusal(fetchAPI: FetchAPI, error: unknown, log: Logger): Response {
  const shown = shownError(error, log)
  const { code, retryAfter } = shown.extensions
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return refusal(fetchAPI, shown, code === 'UNAVAILABLE' ? 503 : 500, headers)
}
