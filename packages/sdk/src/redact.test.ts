import { expect, test } from 'vitest'
import { redactDeep, redactor } from './redact.ts'

test('takes out texts and numbers of four characters and more, at any depth, plainly and as JSON', () => {
  const redact = redactor(() => [{ input: [{ name: 'hunter2', pin: 4711, note: 'say "hi"\n' }] }, 'token'])
  expect(redact('hunter2 4711 say "hi"\n say \\"hi\\"\\n token')).toBe(Array(5).fill('[redacted]').join(' '))
})

test('leaves nothing of a text that holds another', () => {
  const redact = redactor(() => ['secret', 'secret-and-more'])
  expect(redact('secret-and-more')).toBe('[redacted]')
})

test('leaves short words alone', () => {
  expect(redactor(() => ['asc', 12])('asc 12')).toBe('asc 12')
})

test('reaches into objects and lists and keeps everything that is no text', () => {
  const redact = redactor(() => ['secret'])
  expect(redactDeep({ a: ['a secret', 1, null, true], b: { c: 'secret' } }, redact)).toEqual({
    a: ['a [redacted]', 1, null, true],
    b: { c: '[redacted]' },
  })
})
