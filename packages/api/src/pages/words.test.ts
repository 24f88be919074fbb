import { expect, test } from 'vitest'
import { amount, day, percent, points } from './words.ts'

test('shares are short, and little is not shown as nothing', () => {
  expect([0, 0.5, 0.6817, 1, -4.2071, 0.0004, null].map(percent)).toEqual([
    '0%',
    '50%',
    '68.2%',
    '100%',
    '−420.7%',
    '0.04%',
    '–',
  ])
})

test('differences have their sign, unless they are none', () => {
  expect([0.017, -0.214, 0, -0.0001].map(points)).toEqual([
    '+1.7 points',
    '−21.4 points',
    '0 points',
    '0 points',
  ])
})

test('amounts are hours or money', () => {
  expect(amount({ minutes: 74_430, money: null })).toBe('1,240.5 h')
  expect(amount({ minutes: null, money: { amount: '9800.40', currency: 'EUR' } })).toBe('9,800 EUR')
})

test('a moment is a day of the zone', () => {
  expect(day('2026-11-30T23:30:00Z', 'Europe/Berlin')).toBe('1 Dec 2026')
})
