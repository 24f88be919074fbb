import { pino } from 'pino'
import { expect, test } from 'vitest'
import { perform } from '../../src/work/host.ts'
import { HOST_LIMITS } from '../../src/work/host-limits.ts'
import { fixture } from './worker-harness.ts'

const options = { limits: HOST_LIMITS, environment: process.env, log: pino({ level: 'silent' }) }

test('messages that a plugin sends by itself are ignored', async () => {
  const reference = fixture('sends-garbage')
  expect(await perform<'manifest'>({ kind: 'manifest', reference }, options)).toMatchObject({
    id: 'test-inventory',
  })
})

test('a process that cannot be started fails its task only, and not for good', async () => {
  const execPath = process.execPath
  process.execPath = '/nowhere/node'
  try {
    await expect(
      perform<'manifest'>({ kind: 'manifest', reference: fixture('inventory') }, options),
    ).rejects.toMatchObject({
      failure: { code: 'INTERRUPTED', message: expect.stringContaining('could not be started') },
    })
  } finally {
    process.execPath = execPath
  }
})
