import { testDatabase } from '@throughline/db/testing'
import {
  AuthError,
  ConfigError,
  InputError,
  RateLimitedError,
  ScopeNotFoundError,
  TransientError,
} from '@throughline/plugin-kit'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { failureOf } from '../../../src/sync/runs/handle-failure.ts'
import { decideRetry, RETRY_LIMIT } from '../../../src/sync/runs/retry-policy.ts'

const NOW = new Date('2030-01-01T00:00:00Z')
const latest = () => 1
const after = (error: unknown, failures = 1) => decideRetry({ ...failureOf(error), failures }, NOW, latest)
/** Seconds until the next try. */
const pause = (failures: number) => {
  const next = after(new TransientError('x'), failures)
  return next.kind === 'RETRY' ? (next.at.getTime() - NOW.getTime()) / 1000 : next.kind
}

test.each([
  ['what somebody must configure', new ConfigError('x'), 'PAUSE'],
  ['who we are', new AuthError('x'), 'PAUSE'],
  ['what passes by itself', new TransientError('x'), 'RETRY'],
  ['a pause that was asked for', new RateLimitedError('x', 60), 'RETRY'],
  ['a pause of unknown length', new RateLimitedError('x'), 'RETRY'],
  ['a scope that is gone', new ScopeNotFoundError('x'), 'FAIL'],
  ['input that cannot be read', new InputError({ file: 'a', problem: 'b', hint: 'c' }), 'FAIL'],
  ['what nobody has thought of', new Error('x'), 'FAIL'],
] as const)('%s decides by its class', (_what, error, kind) => {
  expect(after(error).kind).toBe(kind)
})

test('pauses double, and end after eight in a row', () => {
  expect([1, 2, 3, 8].map(pause)).toEqual([5, 10, 20, 640])
  expect(pause(RETRY_LIMIT + 1)).toBe('FAIL')
})

test('a pause that was asked for is kept to, and does not count as a failure', () => {
  const next = decideRetry({ code: 'RATE_LIMITED', retryAfter: 90, failures: 50 }, NOW, () => 0)
  expect(next).toEqual({ kind: 'RETRY', at: new Date(NOW.getTime() + 90_000) })
})

test('a run whose database is lost is tried again', async () => {
  const { db, drop } = await testDatabase()
  try {
    const error: unknown = await sql`select pg_terminate_backend(pg_backend_pid())`
      .execute(db.kysely)
      .catch((thrown: unknown) => thrown)
    expect(failureOf(error).code).toBe('UNAVAILABLE')
    expect(after(error).kind).toBe('RETRY')
  } finally {
    await drop()
  }
})
