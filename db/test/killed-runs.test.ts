import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Connection, withDatabase } from '../src/index.ts'
import { ask, hold, temporaryDirectory } from './embedded-harness.ts'

const script = fileURLToPath(new URL('./test-server-process.ts', import.meta.url))

/** Starts a run of tests elsewhere; as soon as it has a database, it is killed or ends in order. */
async function runElsewhere(
  end: 'killed' | 'in order',
  place: { DATABASE_URL: string } | { TMPDIR: string },
): Promise<Connection> {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [script], {
    env: { ...environment, ...place },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the run ended without an answer'))),
  ])
  if (end === 'killed') child.kill('SIGKILL')
  else child.stdin.end()
  await ended
  return JSON.parse(line)
}

describe('a run of the tests', { timeout: 120_000 }, () => {
  it('clears away the databases that a killed run left on the server of DATABASE_URL', async () => {
    const { connection } = await hold({ home: temporaryDirectory(), settings: { fsync: 'off' } })
    if (!('host' in connection)) throw new Error('a socket is expected')
    const url = `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host)}`
    const databases = () =>
      ask(
        withDatabase(connection, 'postgres'),
        `select from pg_database where datname like 'throughline_test_%'`,
      )
    await runElsewhere('killed', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(2)
    await runElsewhere('killed', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(2)
    await runElsewhere('in order', { DATABASE_URL: url })
    expect(await databases()).toHaveLength(0)
  })

  it('clears away the cluster that a killed run left', async () => {
    // A directory of its own, as any run that starts on this machine clears the usual one.
    const place = { TMPDIR: temporaryDirectory() }
    const killed = await runElsewhere('killed', place)
    if (!('host' in killed)) throw new Error('a socket is expected')
    expect(existsSync(killed.host)).toBe(true)
    const next = await runElsewhere('in order', place)
    expect(existsSync(killed.host)).toBe(false)
    expect('host' in next && existsSync(next.host)).toBe(false)
  })
})
