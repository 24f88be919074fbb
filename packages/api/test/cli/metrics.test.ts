import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { metricsOf, samplesOf } from '../metrics/ingest-request.ts'
import { throughline, urlOf } from './command.ts'

let api: TestApi
let folder: string
let metric: string
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  api = await startApi()
  folder = await mkdtemp(join(tmpdir(), 'throughline-metrics-'))
  ;[metric = ''] = await metricsOf(api, { load: 'GAUGE' })
  env = { THROUGHLINE_URL: new URL(api.url).origin, THROUGHLINE_TOKEN: await api.tokenFor('CONNECTOR') }
})
afterAll(async () => {
  await api.stop()
  await rm(folder, { recursive: true })
})

const AT = '2026-03-01T00:00:00.000Z'

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('samples of files and of standard input are stored by a server', async () => {
  const csv = await file('samples.csv', `metric,at,value\n${metric},${AT},1\n`)
  const first = await throughline(['metrics', 'ingest', csv], { env })
  expect(first).toMatchObject({ code: 0, stdout: '1 samples: 1 new, 0 replaced, 0 unchanged.\n', stderr: '' })
  const lines = `${JSON.stringify({ metric, at: AT, value: 2 })}\n`
  const ndjson = await file('samples.ndjson', lines)
  const second = await throughline(['metrics', 'ingest', ndjson, '--json'], { env })
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(second.stdout)).toEqual({ received: 1, recorded: 0, replaced: 1, unchanged: 0 })
  const third = await throughline(['metrics', 'ingest', '-', '--format', 'ndjson'], { env, input: lines })
  expect(third).toMatchObject({ code: 0, stdout: '1 samples: 0 new, 0 replaced, 1 unchanged.\n' })
  expect(await samplesOf(api, metric)).toEqual([[AT, 2, null]])
})

test('without a server, they are stored in the database that DATABASE_URL names', async () => {
  const at = '2026-03-02T00:00:00.000Z'
  const csv = await file('local.csv', `metric,at,value\n${metric},${at},7\n`)
  const local = { DATABASE_URL: urlOf(api.db.connection), THROUGHLINE_HOME: folder }
  const { code, stdout, stderr } = await throughline(['metrics', 'ingest', csv], { env: local })
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '1 samples: 1 new, 0 replaced, 0 unchanged.\n',
    stderr: '',
  })
  expect((await samplesOf(api, metric)).at(-1)).toEqual([at, 7, null])
  await sql`delete from metric_sample where at = ${at}`.execute(api.db.kysely)
})

test('what is refused is told with its lines, and ends with 2', async () => {
  const bad = await file('bad.csv', `metric,at,value\n${metric},${AT},9\n${metric},today,9\n`)
  const { code, stdout, stderr } = await throughline(['metrics', 'ingest', bad], { env })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(
    /^throughline: Some lines cannot be taken\. Nothing is stored\.\nline 3: at is no instant with its zone/,
  )
  expect(await samplesOf(api, metric)).toEqual([[AT, 2, null]])
  const json = await throughline(['metrics', 'ingest', bad, '--json'], { env })
  expect(JSON.parse(json.stderr).error).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ line: 3 }] })
})

test('a token that may not, a file that is not there, and one of another name', async () => {
  const large = await file('large.csv', `metric,at,value\n${`${metric},${AT},1\n`.repeat(200_000)}`)
  const viewer = { ...env, THROUGHLINE_TOKEN: await api.tokenFor('VIEWER') }
  const forbidden = await throughline(['metrics', 'ingest', large], { env: viewer })
  expect(forbidden).toMatchObject({ code: 1, stdout: '' })
  expect(forbidden.stderr).toMatch(
    /^throughline: To ingest samples takes the role EDITOR, CONNECTOR or ADMIN; /,
  )
  const missing = await throughline(['metrics', 'ingest', join(folder, 'no.csv')], { env })
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/no\.csv: does not exist/) })
  const named = await throughline(['metrics', 'ingest', await file('samples.txt', '')], { env })
  expect(named).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/add --format csv or --format ndjson/),
  })
})
