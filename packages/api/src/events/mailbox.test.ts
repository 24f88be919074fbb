import { expect, test } from 'vitest'
import { Mailbox } from './mailbox.ts'

test('other work gets its turn between two events of a stream', async () => {
  const endless = new Mailbox(
    () => 'event',
    () => undefined,
  )
  let others = 0
  const other = () => {
    others += 1
    if (others < 10) setImmediate(other)
  }
  setImmediate(other)
  for (let read = 0; read < 10; read += 1) await endless.next()
  expect(others).toBe(10)
})
