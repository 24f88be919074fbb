import { expect, it } from 'vitest'
import { percent } from './words.ts'

it.each([
  [0.9999999, '99.99999%'],
  [0.995, '99.5%'],
  [1, '100%'],
  [-0.451, '-45.1%'],
  [0.000429, '0.0429%'],
  [1 / 3, '33.33%'],
  [null, ''],
])('the share %s is %s', (share, text) => {
  expect(percent(share)).toBe(text)
})
