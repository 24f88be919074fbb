import { describe, expect, it } from 'vitest'
import {
  figure,
  figuresApart,
  figuresOf,
  inWords,
  measured,
  money,
  nines,
  ninesApart,
  significant,
} from './figures.ts'

it('keeps 12 significant digits of a computed fraction', () => {
  expect(significant(0.43571428571428583)).toBe(0.435714285714)
  expect(significant(0.1 + 0.2)).toBe(0.3)
})

it.each([
  [0.4357, '0.44'],
  [0.285, '0.29'],
  [0.004, '< 0.01'],
  [0, '0.00'],
  [1, '1.00'],
])('%f is shown as %s', (value, shown) => {
  expect(figure(value)).toBe(shown)
})

it.each([
  [
    [0.4, 0.0357],
    ['0.40', '0.04'],
  ],
  [
    [1 / 3, 1 / 3, 1 / 3],
    ['0.34', '0.33', '0.33'],
  ],
  [
    [0.145, 0.145, 0.145],
    ['0.15', '0.15', '0.14'],
  ],
  [
    [0.9, 0.4],
    ['0.90', '0.40'],
  ],
  [
    [0.5, 0.001],
    ['0.50', 'less than 0.01'],
  ],
] as const)('the parts %j are shown as %j, which add up to the total as it is shown', (parts, shown) => {
  expect(figuresOf(parts)).toEqual(shown)
})

it('shows as many decimals as it takes to tell two figures apart', () => {
  expect(figuresApart(0.2007, 0.2009)).toEqual(['0.2007', '0.2009'])
  expect(figuresApart(0.43, 0.4)).toEqual(['0.43', '0.40'])
  expect(figuresApart(0.1 + 0.2, 0.3)).toEqual(['0.30', '0.30'])
})

it('shows money in the minor units of its currency, quantities by four digits, small numbers as words', () => {
  expect([money('9800.0000', 'EUR'), money('9800', 'JPY'), money('0.005', 'EUR')]).toEqual([
    '9,800.00 EUR',
    '9,800 JPY',
    '0.01 EUR',
  ])
  expect([measured(0.937984496124031), measured(2515.4), measured(-3.2468)]).toEqual([
    '0.938',
    '2515',
    '-3.247',
  ])
  expect([inWords(2), inWords(11)]).toEqual(['two', '11'])
})

describe('a share near one', () => {
  it.each([
    [1, '100%'],
    [0.9999, '99.99%'],
    [0.99949993855, '99.95%'],
    [0.98802099, '98.8%'],
    [0.5, '50%'],
    [0.99999987849, '99.999988%'],
  ])('%d is written as %s', (share, text) => {
    expect(nines(share)).toBe(text)
  })

  it('differs in words from another', () => {
    expect(ninesApart(0.9995, 0.99949993855)).toEqual(['99.95%', '99.94999%'])
    expect(ninesApart(0.999, 0.99)).toEqual(['99.9%', '99%'])
    expect(ninesApart(0.995, 0.995)).toEqual(['99.5%', '99.5%'])
  })
})
