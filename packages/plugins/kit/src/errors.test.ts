import { expect, test } from 'vitest'
import {
  AuthError,
  ConfigError,
  ERROR_CODES,
  errorCodeOf,
  InputError,
  InvalidRecordError,
  PluginError,
  RateLimitedError,
  ScopeNotFoundError,
  TransientError,
} from './errors.ts'

test('every error has a code of its own and its name', () => {
  const errors = [
    new ConfigError('x'),
    new AuthError('x'),
    new RateLimitedError('x', 30),
    new TransientError('x'),
    new InvalidRecordError('x'),
    new ScopeNotFoundError('x'),
    new InputError({ file: 'a', problem: 'b', hint: 'c' }),
    new PluginError('x'),
  ]
  expect(errors.map(errorCodeOf)).toEqual([...ERROR_CODES])
  expect(errors.map((error) => error.name)).toContain('RateLimitedError')
})

test('the code of an error that is not of the kit is unknown', () => {
  expect(errorCodeOf(new Error('x'))).toBeUndefined()
  expect(errorCodeOf(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBeUndefined()
  expect(errorCodeOf({ code: 'TRANSIENT' })).toBeUndefined()
})

test('an input error says where, what and what to do', () => {
  const error = new InputError({
    file: 'shop.yaml',
    document: 2,
    line: 14,
    problem: 'has no kind',
    hint: 'Add it.',
  })
  expect(error.message).toBe('shop.yaml, document 2, line 14: has no kind. Add it.')
  expect(error).toMatchObject({
    file: 'shop.yaml',
    document: 2,
    line: 14,
    column: undefined,
    hint: 'Add it.',
  })
})
