import { expect } from 'vitest'
import { ERROR_CODES } from '../../../src/graph/errors.ts'
import type { TestApi } from '../../harness.ts'

/** What came back over HTTP, whatever was sent. */
export interface RawAnswer {
  readonly status: number
  readonly type: string | null
  /** The codes of all errors, also of those inside a mutation's union; REJECTED for each row of its input that was. */
  readonly codes: readonly string[]
  readonly text: string
}

/** Sends bytes of any kind to the endpoint, with a good token unless another header says otherwise. */
export async function send(
  api: TestApi,
  body: BodyInit | undefined,
  {
    method = 'POST',
    headers = {},
    search = '',
  }: { method?: string; headers?: Record<string, string>; search?: string } = {},
): Promise<RawAnswer> {
  const response = await fetch(`${api.url}${search}`, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${api.token}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), codes: codesIn(text), text }
}

export async function ask(api: TestApi, query: string, variables: unknown = {}): Promise<RawAnswer> {
  return send(api, JSON.stringify({ query, variables }))
}

function codesIn(text: string): string[] {
  const body = parsed(text)
  if (!isObject(body)) return []
  const top = Array.isArray(body.errors)
    ? body.errors.map((error) =>
        isObject(error) && isObject(error.extensions) ? String(error.extensions.code) : 'none',
      )
    : []
  const inUnions = Object.values(isObject(body.data) ? body.data : {}).flatMap((value) => {
    if (!isObject(value)) return []
    const rows: readonly unknown[] = Array.isArray(value.results) ? value.results : []
    const rejected = rows.filter((row) => isObject(row) && row.outcome === 'REJECTED')
    return [...(typeof value.code === 'string' ? [value.code] : []), ...rejected.map(() => 'REJECTED')]
  })
  return [...top, ...inUnions]
}

/** Every error has a code of ours, and none says that it was our fault. */
export function expectCallersFault(answer: RawAnswer, what: string): void {
  const known: readonly string[] = [...ERROR_CODES, 'INVALID_INPUT', 'REJECTED']
  const wrong = answer.codes.filter(
    (code) => !known.includes(code) || code === 'INTERNAL' || code === 'UNAVAILABLE',
  )
  expect(wrong, `${what}\n${answer.text.slice(0, 2_000)}`).toEqual([])
  expect(answer.status, `${what}\n${answer.text.slice(0, 2_000)}`).toBeLessThan(500)
}

/** Refused, and as the caller's fault. */
export function expectRefused(answer: RawAnswer, what: string): void {
  expectCallersFault(answer, what)
  expect(answer.codes, `${what} is taken\n${answer.text.slice(0, 2_000)}`).not.toEqual([])
}

/** The server still does its work. */
export async function expectAlive(api: TestApi): Promise<void> {
  const { status, codes } = await ask(api, '{ teams { totalCount } }')
  expect({ status, codes }).toEqual({ status: 200, codes: [] })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not everything that answers speaks JSON.
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
