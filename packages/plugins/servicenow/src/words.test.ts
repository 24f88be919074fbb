import { describe, expect, test } from 'vitest'
import { configSchema } from './config.ts'
import { keysetCursor } from './keyset.ts'
import { instantOf, secondsAt, shownAt, valueAt } from './row.ts'
import { CHANGE_STATES_OF, meaningOf, OUTCOMES_OF, RELATIONS_OF } from './vocabulary.ts'

const account = { url: 'https://acme.service-now.com', user: 'reader', password: 'env:PASSWORD' }

describe('settings', () => {
  test('an account, or a token, and not both', () => {
    const { user: _user, password: _password, ...nobody } = account
    expect(configSchema.safeParse(account).success).toBe(true)
    expect(configSchema.safeParse({ ...nobody, token: 'env:TOKEN' }).success).toBe(true)
    for (const wrong of [nobody, { ...nobody, user: 'reader' }, { ...account, token: 'env:TOKEN' }]) {
      expect(configSchema.safeParse(wrong).success).toBe(false)
    }
  })

  test('a filter cannot change what a page is', () => {
    const taken = (filter: string) =>
      configSchema.safeParse({ ...account, filters: { incident: filter } }).success
    for (const filter of ['active=true', 'state=1^ORstate=2', 'company.nameSTARTSWITHAcme^active=true'])
      expect(taken(filter)).toBe(true)
    for (const filter of [
      '',
      '^',
      'a=1^',
      'a=1^NQb=2',
      'a=1^ORDERBYnumber',
      'ORDERBYDESCnumber',
      'a=1^GROUPBYb',
      'a=1^EQ',
    ]) {
      expect(taken(filter)).toBe(false)
    }
  })
})

describe('words', () => {
  test('by value or label, what is configured first, whatever the case', () => {
    const closed = { value: '3', label: 'Closed' }
    expect(meaningOf(closed, {}, CHANGE_STATES_OF)).toBe('CLOSED')
    expect(meaningOf(closed, { closed: 'REVIEW' }, CHANGE_STATES_OF)).toBe('REVIEW')
    expect(meaningOf({ value: null, label: null }, {}, CHANGE_STATES_OF)).toBeUndefined()
    expect(meaningOf({ value: 'x', label: 'Successful With Issues' }, {}, OUTCOMES_OF)).toBe(
      'SUCCESSFUL_WITH_ISSUES',
    )
    expect(meaningOf({ value: null, label: 'constructor' }, {}, RELATIONS_OF)).toBeUndefined()
  })
})

describe('values', () => {
  test('as they are stored and as people see them, whatever form they come in', () => {
    const row = {
      a: { value: '1', display_value: 'One' },
      b: 'plain',
      c: { value: '2', display_value: null },
      d: null,
      e: { value: ' ', display_value: '' },
    }
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((field) => valueAt(row, field))).toEqual([
      '1',
      'plain',
      '2',
      null,
      null,
      null,
    ])
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((field) => shownAt(row, field))).toEqual([
      'One',
      'plain',
      '2',
      null,
      null,
      null,
    ])
  })

  test('times are in UTC', () => {
    expect(instantOf('2026-03-01 12:34:56')).toBe('2026-03-01T12:34:56.000Z')
    expect(instantOf('2026-03-01')).toBe('2026-03-01T00:00:00.000Z')
    for (const none of [null, 'soon', '2026-13-01', '01-03-2026 12:00:00']) expect(instantOf(none)).toBeNull()
    expect(secondsAt({ a: '1970-01-02 00:00:01' }, 'a')).toBe(86_401)
  })

  test('a position that was made from an instant is never after it', () => {
    const { at, of } = keysetCursor.time
    expect(at(new Date('2026-03-01T12:00:00.999Z'))).toEqual({ at: '2026-03-01 12:00:00', id: '' })
    expect(of({ at: '2026-03-01 12:00:00', id: 'x' })).toEqual(new Date('2026-03-01T12:00:00Z'))
  })
})
