import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutNulls } from './nulls.ts'
import { filled, truncate } from './text.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 50 })
const anyLength = fc.integer({ min: 1, max: 60 })

test('cut text is short enough and Unicode', () => {
  expect(truncate('abc', 3)).toBe('abc')
  expect(truncate('abcd', 3)).toBe('ab…')
  expect(truncate('a😀bc', 3)).toBe('a…')
  fc.assert(
    fc.property(anyText, anyLength, (text, max) => {
      const short = truncate(text, max)
      expect(short.length).toBeLessThanOrEqual(max)
      expect(short.isWellFormed() && !short.includes('\0')).toBe(true)
    }),
  )
})

test('cut text ends with a whole character, as people see it', () => {
  expect(truncate(`${'x'.repeat(254)}😀`, 255)).toBe(`${'x'.repeat(254)}…`)
  // A family of four, a flag, a hand with its tone, a letter with marks of its own.
  for (const character of ['👩🏽‍👩🏽‍👧🏽‍👦🏽', '🇩🇪', '👍🏾', 'é̄̂']) {
    const text = `ab${character}c`
    for (let max = 3; max < text.length; max += 1) {
      expect(['ab…', `ab${character}…`]).toContain(truncate(text, max))
    }
  }
  expect(truncate(`ab${'\u0301'.repeat(500)}`, 300)).toHaveLength(300)
})

test('filled text says something, and nothing at its ends is blank', () => {
  expect(filled('  a b ', 10)).toBe('a b')
  for (const nothing of ['', ' \n', '\0', null, undefined, 7]) expect(filled(nothing, 10)).toBeNull()
  fc.assert(
    fc.property(anyText, anyLength, (text, max) => {
      const short = filled(text, max)
      if (short === null) return
      expect(short.length).toBeLessThanOrEqual(max)
      expect(short.trim() === short && short !== '' && short.isWellFormed() && !short.includes('\0')).toBe(
        true,
      )
    }),
  )
})

test('members that are null are left out, and no others', () => {
  expect(withoutNulls({ a: null, b: 0, c: '', d: undefined, e: false })).toEqual({
    b: 0,
    c: '',
    d: undefined,
    e: false,
  })
})
