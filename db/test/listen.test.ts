import { expect, test } from 'vitest'
import { listen } from '../src/listen.ts'

test('a certificate file that is missing is waited for, and ends nothing', async () => {
  const url = 'postgres://me@127.0.0.1:1/none?sslmode=verify-full&sslrootcert=/nowhere/ca.pem'
  const failures: unknown[] = []
  const twice = Promise.withResolvers<void>()
  const log = {
    info: ({ err }: { err?: unknown }) => {
      failures.push(err)
      if (failures.length === 2) twice.resolve()
    },
    warn: () => undefined,
    error: () => undefined,
  }
  const listening = listen({ connection: { url }, channels: ['x'], onNotice: () => undefined, log, pause: 1 })
  await twice.promise
  await listening.close()
  expect(failures).toMatchObject([{ code: 'ENOENT' }, { code: 'ENOENT' }])
})
