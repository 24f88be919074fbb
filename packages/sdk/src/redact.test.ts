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

test('leaves a longer word in constant case, which is no input', () => {
  const redact = redactor(() => ['BUSINES', 'AKIA1234'])
  expect(redact('BUSINES is none; did you mean BUSINESS or A_BUSINES?')).toBe(
    '[redacted] is none; did you mean BUSINESS or A_BUSINES?',
  )
  expect(redact('AKIA1234 xAKIA1234x=AKIA1234;AKIA1234')).toBe(
    '[redacted] x[redacted]x=[redacted];[redacted]',
  )
})
