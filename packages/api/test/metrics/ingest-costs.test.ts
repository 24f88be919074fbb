import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { copyIn, type Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { Chunks, type SampledMetric } from '../../src/metrics/ingest/chunks.ts'
import { ingestSamples } from '../../src/metrics/ingest/ingest-store.ts'
import { uuidBytes } from '../../src/metrics/ingest/sample-rows.ts'
import { SampleSpool } from '../../src/metrics/ingest/spool-store.ts'
import { startApi } from '../harness.ts'

vi.setConfig({ testTimeout: 600_000 })

/** An ordinary run is small; THROUGHLINE_TEST_COSTS=full takes a million samples, three times. */
const FULL = process.env.THROUGHLINE_TEST_COSTS === 'full'
const ROUNDS = FULL ? 3 : 1
const METRICS = 100
const SAMPLES = FULL ? 1_000_000 : 20_000

const START = Date.UTC(2026, 5, 1)
const AUDIT = { actor: 'test', requestId: 'test' }

interface Sample {
  readonly metric: number
  readonly at: number
  readonly value: number
}

/** One sample of each metric every 15 seconds, as a collector writes them. */
function* samples(add: number): Generator<Sample> {
  for (let n = 0; n < SAMPLES; n += 1) {
    yield { metric: n % METRICS, at: START + Math.floor(n / METRICS) * 15_000, value: (n % 997) / 8 + add }
  }
}

async function metricsIn(db: Db): Promise<SampledMetric[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    with owner as (insert into service (name, kind) values ('Shop', 'BUSINESS') returning id)
    insert into metric (name, unit, kind, service_id)
    select 'm' || n, '1', 'GAUGE', owner.id from owner, generate_series(1, ${METRICS}::int) n
    returning id, kind`.execute(db.kysely)
  return rows.map(({ id, kind }) => ({ id, kind, bytes: uuidBytes(id) }))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function textOf(metrics: readonly SampledMetric[]): Buffer {
  const lines: string[] = []
  for (const { metric, at, value } of samples(0))
    lines.push(`${metrics[metric]?.id}\t${new Date(at).toISOString()}\t${value}\t\\N\n`)
  return Buffer.from(lines.join(''))
}

async function textCopy(): Promise<number> {
  const { db, drop } = await testDatabase()
  const text = textOf(await metricsIn(db))
  const time = await timed(() =>
    db.kysely.transaction().execute(async (transaction) => {
      await sql`select metric_sample_partitions(${new Date(START)}, ${new Date(START + (SAMPLES / METRICS) * 15_000)})`.execute(
        transaction,
      )
      const statement = 'copy metric_sample (metric_id, at, value, total) from stdin'
      expect(await copyIn(transaction, statement, text)).toBe(SAMPLES)
    }),
  )
  await drop()
  return time
}

/** What the store takes, the making of its rows included: of new samples, and of the same with other values and with the same. */
async function stored(): Promise<{ fresh: number; replaced: number; unchanged: number }> {
  const { db, drop } = await testDatabase()
  const metrics = await metricsIn(db)
  const store = async (add: number) => {
    const spool = new SampleSpool()
    const chunks = new Chunks()
    for (const { metric, at, value } of samples(add)) {
      const known = metrics[metric]
      const chunk = known && chunks.add(known, at, value, null)
      if (chunk !== undefined) await spool.add(chunk)
    }
    const rest = chunks.end()
    if (rest !== undefined) await spool.add(rest)
    const outcome = await ingestSamples(db.kysely, AUDIT, metrics, spool)
    await spool.close()
    return outcome
  }
  const nothing = { recorded: 0, replaced: 0, unchanged: 0 }
  const fresh = await timed(async () => expect(await store(0)).toEqual({ ...nothing, recorded: SAMPLES }))
  const replaced = await timed(async () => expect(await store(1)).toEqual({ ...nothing, replaced: SAMPLES }))
  const unchanged = await timed(async () =>
    expect(await store(1)).toEqual({ ...nothing, unchanged: SAMPLES }),
  )
  await drop()
  return { fresh, replaced, unchanged }
}

/** A client of its own process, as real ones are: what it does takes no time of the server. */
const CLIENT = `
import { openAsBlob } from 'node:fs'
const [url, type, token, file] = process.argv.slice(1)
const body = await openAsBlob(file)
const start = performance.now()
const response = await fetch(url, { method: 'POST', headers: { 'content-type': type, authorization: 'Bearer ' + token }, body })
const answer = await response.json()
console.log(JSON.stringify({ status: response.status, body: answer, time: performance.now() - start }))`

/** The same over HTTP: the text is made before. */
async function sent(format: 'ndjson' | 'csv'): Promise<{ fresh: number; replaced: number }> {
  const api = await startApi()
  const folder = await mkdtemp(join(tmpdir(), 'throughline-costs-'))
  const metrics = await metricsIn(api.db)
  const body = (add: number) => {
    const lines: string[] = format === 'csv' ? ['metric,at,value\n'] : []
    for (const { metric, at, value } of samples(add)) {
      const sample = { metric: `metric_${metrics[metric]?.id}`, at: new Date(at).toISOString(), value }
      lines.push(format === 'csv' ? `${Object.values(sample)}\n` : `${JSON.stringify(sample)}\n`)
    }
    return lines.join('')
  }
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson'
  const url = new URL('/ingest/samples', api.url).href
  const send = async (add: number, counts: object): Promise<number> => {
    const file = join(folder, 'body')
    await writeFile(file, body(add))
    const options = ['--input-type=module', '--eval', CLIENT, url, type, api.token, file]
    const { stdout } = await promisify(execFile)(process.execPath, options)
    const answer: unknown = JSON.parse(stdout)
    expect(answer).toMatchObject({ status: 200, body: counts })
    return (answer as { time: number }).time
  }
  const fresh = await send(0, { recorded: SAMPLES })
  const replaced = await send(1, { replaced: SAMPLES })
  await api.stop()
  await rm(folder, { recursive: true })
  return { fresh, replaced }
}

/**
 * Prints rates as shares of that of the text copy, which no test asserts: the machine has other work. The server runs
 * in this process, whose loops the test runner slows down: one of its own process reads about a fifth faster.
 */
test(`${SAMPLES} samples against the text of the same copied into the same table`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const copied = round % 2 === 0 ? await textCopy() : undefined
    const store = await stored()
    const [ndjson, csv] = [await sent('ndjson'), await sent('csv')]
    const text = copied ?? (await textCopy())
    const said = Object.entries({ store, ndjson, csv }).map(([way, times]) => {
      const rates = Object.entries(times).map(
        ([what, time]) => `${what} ${Math.round(SAMPLES / time)}k/s (${(text / time).toFixed(2)})`,
      )
      return `${way}: ${rates.join(', ')}`
    })
    const load = loadavg().map((each) => each.toFixed(1))
    console.info(`text COPY ${Math.round(SAMPLES / text)}k/s; ${said.join('; ')}; load ${load.join(' ')}`)
  }
})
