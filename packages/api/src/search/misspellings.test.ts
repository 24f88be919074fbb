import { expect, test } from 'vitest'
import { misspellingsOf } from './misspellings.ts'

test('one wrong letter, or two that are swapped, in a short word', () => {
  expect(misspellingsOf('redis')).toBe(
    '(^|\\W|_)(.edis|r.dis|re.is|red.s|redi.|erdis|rdeis|reids|redsi)($|\\W|_)',
  )
})

test.each(['cart', 'kubernetes', 'red s', 're.is', '(((((', ''])('nothing for “%s”', (text) => {
  expect(misspellingsOf(text)).toBeUndefined()
})
