import { fileURLToPath } from 'node:url'
import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimRun } from '../../src/sync/runs/claim.ts'
import { handleRunFailure } from '../../src/sync/runs/handle-failure.ts'
import { perform, TaskFailed } from '../../src/work/host.ts'
import { HOST_LIMITS } from '../../src/work/host-limits.ts'
import { STARTED } from '../compiled.ts'
import { ask, fixture, makeSource } from './worker-harness.ts'

const KILLS = Number(process.env.SYNC_KILLS ?? 60)
/** So often one run is killed before it is let through to its end. */
const KILLS_OF_A_RUN = 10
const PAGES = 40
const PAGE = 5

let database: TestDatabase
let upstream: Upstream
let generation = 0
beforeEach(async () => {
  generation = 0
  database = await testDatabase()
  upstream = await startUpstream(({ path, query }) => {
    if (path === '/tickets') {
      const events = Array.from({ length: generation }, (_, index) => ({
        id: `ticket-${index}`,
        title: `Trouble ${index}`,
        at: new Date(Date.UTC(2030, 0, 1, 0, index * 10)).toISOString(),
      }))
      return { json: events.filter(({ at }) => at >= (query.get('since') ?? '')) }
    }
    const page = Number(query.get('page') ?? 0)
    const hosts = Array.from({ length: PAGE }, (_, index) => nameAndCores(page * PAGE + index))
    return { json: { hosts, next: page + 1 < PAGES ? page + 1 : null } }
  })
})
afterEach(async () => {
  await upstream.close()
  await database.drop()
})

/** Every host changes from one generation to the next, and a tenth of them is replaced. */
function nameAndCores(number: number) {
  const name = number % 10 === 0 ? `host-${number}-of-${generation}` : `host-${number}`
  return { name, cores: generation * 1000 + number }
}

/** What the graph must hold, worked out from what the fake system holds. */
function expected() {
  const hosts = Array.from({ length: PAGES * PAGE }, (_, number) => nameAndCores(number))
  return {
    hosts: hosts.map(({ name, cores }) => `${name} ${cores}`).sort(),
    tickets: Array.from({ length: generation }, (_, index) => `Trouble ${index}`).sort(),
  }
}

async function actual(db: Db) {
  const hosts = await db.kysely
    .selectFrom('asset')
    .select(['name', 'attributes'])
    .where('lifecycle', '!=', 'RETIRED')
    .execute()
  const tickets = await db.kysely.selectFrom('ticket').select('title').execute()
  return {
    hosts: hosts.map(({ name, attributes }) => `${name} ${(attributes as { cores: number }).cores}`).sort(),
    tickets: tickets.map(({ title }) => title).sort(),
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has come to its end before.
  }
}

/** Carries a run out in processes that are killed at random moments, then to its end. Gives how many died on the way. */
async function carryOutKilled(sourceId: string, kills: number, execArgv: readonly string[]): Promise<number> {
  const { db, connection } = database
  let killed = 0
  // What waits to be tried again is taken up at once.
  const later = new Date(Date.now() + 24 * 60 * 60 * 1000)
  for (let turn = 0; turn < 1000; turn += 1) {
    const claimed = await claimRun(db.kysely, sourceId, 'test', later)
    if (claimed === undefined) return killed
    const hold = { runId: claimed.run.id, attempt: claimed.run.attempt }
    const die = turn < kills
    const before = upstream.requests.length
    const pages = Math.floor(Math.random() * (PAGES / KILLS_OF_A_RUN) * 2)
    try {
      await perform<'run'>(
        {
          kind: 'run',
          reference: fixture('inventory'),
          ...hold,
          reach: {
            connection,
            secrets: { env: {}, sealed: {} },
            allowPrivateHosts: true,
            requestId: 'kill',
          },
        },
        {
          limits: HOST_LIMITS,
          environment: STARTED,
          log: pino({ level: 'silent' }),
          execArgv,
          onStart(pid) {
            if (!die) return
            const watching = setInterval(() => {
              if (upstream.requests.length - before < pages) return
              clearInterval(watching)
              setTimeout(() => kill(pid), Math.random() * 30)
            }, 1)
          },
        },
      )
    } catch (error) {
      if (!(error instanceof TaskFailed)) throw error
      if (error.failure.code === 'INTERRUPTED') killed += 1
      await handleRunFailure(db.kysely, hold, error.failure, {
        now: new Date(),
        auditContext: { actor: 'test', requestId: 'test' },
      })
    }
  }
  throw new Error('The run never came to its end')
}

test(`killed ${KILLS} times at random moments: nothing lost, nothing doubled, and counted as if undisturbed`, {
  timeout: 1_200_000,
}, async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  let killed = 0
  while (killed < KILLS) {
    generation += 1
    const runId = await ask(db, source.id)
    killed += await carryOutKilled(source.id, Math.min(KILLS_OF_A_RUN, KILLS - killed), [])
    const run = await db.kysely
      .selectFrom('sync_run')
      .selectAll()
      .where('id', '=', runId)
      .executeTakeFirstOrThrow()
    expect(run).toMatchObject({ status: 'SUCCEEDED', error_message: null })
    expect(await actual(db)).toEqual(expected())
    const tenth = (PAGES * PAGE) / 10
    expect(run.counts).toMatchObject({
      asset:
        generation === 1
          ? { found: PAGES * PAGE, added: PAGES * PAGE, changed: 0, retired: 0 }
          : { found: PAGES * PAGE, added: tenth, changed: PAGES * PAGE - tenth, retired: tenth },
      ticket: { added: 1, changed: 0 },
    })
  }
  const { audits } = await db.kysely
    .selectFrom('audit_event')
    .select((row) => row.fn.countAll<string>().as('audits'))
    .where('action', '=', 'asset.create')
    .executeTakeFirstOrThrow()
  expect(Number(audits)).toBe(PAGES * PAGE + ((generation - 1) * PAGES * PAGE) / 10)
})

test('a runner that stores the cursor before the data loses records in the same test', {
  timeout: 600_000,
}, async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  const wrong = ['--import', fileURLToPath(new URL('./fixtures/cursor-first.ts', import.meta.url))]
  for (let runs = 0; runs < 20; runs += 1) {
    generation += 1
    const runId = await ask(db, source.id)
    await carryOutKilled(source.id, KILLS_OF_A_RUN, wrong)
    const run = await db.kysely.selectFrom('sync_run').selectAll().where('id', '=', runId).executeTakeFirst()
    // It must have come to its end; that too much is missing may have been noticed by the guard of retirement.
    expect(['SUCCEEDED', 'NEEDS_APPROVAL']).toContain(run?.status)
    if (JSON.stringify(await actual(db)) !== JSON.stringify(expected())) return
  }
  throw new Error('The mistake was not found: the test above proves nothing')
})
