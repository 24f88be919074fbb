import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Chunks } from '../../src/metrics/ingest/chunks.ts'
import { ingestSamples } from '../../src/metrics/ingest/ingest-store.ts'
import { uuidBytes } from '../../src/metrics/ingest/sample-rows.ts'
import { SampleSpool } from '../../src/metrics/ingest/spool-store.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ingest, ndjson, samplesOf } from './ingest-request.ts'

let api: TestApi
/** The UUID of a metric. */
let id = ''
beforeEach(async () => {
  // 10 points for a request and 1 for up to 1,000 samples.
  api = await startApi({ rateLimit: { burst: 115, perSecond: 0.001 } })
  const { rows } = await sql<{ id: string }>`
    with owner as (insert into service (name, kind) values ('Shop', 'BUSINESS') returning id)
    insert into metric (name, unit, kind, service_id) select 'load', '1', 'GAUGE', id from owner returning id`.execute(
    api.db.kysely,
  )
  id = rows[0]?.id ?? ''
})
afterEach(() => api.stop())

const AT = '2026-03-01T00:00:00.000Z'
const lines = (count: number) =>
  ndjson(Array.from({ length: count }, (_, n) => ({ metric: `metric_${id}`, at: AT, value: n })))

test('a caller whose points are spent is told when to come again, and nothing is stored', async () => {
  const headers: (string | null)[] = []
  for (let n = 0; n < 9; n += 1) {
    const answer = await ingest(api, lines(1))
    expect(answer.status).toBe(200)
    headers.push(answer.headers.get('ratelimit'))
  }
  expect(headers.map((header) => /r=(\d+)/.exec(header ?? '')?.[1])).toEqual(
    Array.from({ length: 9 }, (_, n) => String(115 - 11 * (n + 1))),
  )
  // 16 points are left: enough for the request, not for its samples.
  const { status, body, headers: refused } = await ingest(api, lines(6_001))
  expect([status, body.code]).toEqual([429, 'RATE_LIMITED'])
  expect(body.error).toMatch(
    /^The points of this caller are spent; try again in \d+ s\. Nothing is stored\.$/,
  )
  expect(Number(refused.get('retry-after'))).toBeGreaterThan(0)
  expect(await samplesOf(api, `metric_${id}`)).toEqual([[AT, 0, null]])
})

test('of requests that do not end, eight are read at a time', async () => {
  const { port } = new URL(api.url)
  const token = await api.tokenFor('CONNECTOR')
  const head = [
    'POST /ingest/samples HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${await api.tokenFor('EDITOR')}`,
    'content-type: application/x-ndjson',
    'content-length: 100000',
  ]
  const open: Socket[] = []
  for (let n = 0; n < 8; n += 1) {
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`${head.join('\r\n')}\r\n\r\n{`)
    open.push(socket)
  }
  // Those are all being read once there is no room for another.
  let refused = await ingest(api, lines(1), { token })
  while (refused.status === 200) refused = await ingest(api, lines(1), { token })
  expect(refused).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } })
  expect(refused.headers.get('retry-after')).toBe('1')
  for (const socket of open) socket.destroy()
  let again = await ingest(api, lines(1), { token })
  while (again.status === 503) again = await ingest(api, lines(1), { token })
  expect(again.status).toBe(200)
})

async function store(at: string): Promise<unknown> {
  const metric = { id, kind: 'GAUGE', bytes: uuidBytes(id) }
  const spool = new SampleSpool()
  const chunk = new Chunks(1).add(metric, Date.parse(at), 1, null)
  if (chunk !== undefined) await spool.add(chunk)
  try {
    return await ingestSamples(api.db.kysely, { actor: 'test', requestId: 'test' }, [metric], spool)
  } finally {
    await spool.close()
  }
}

test('samples whose metric was deleted, or whose month was dropped, while they were read are not stored', async () => {
  await sql`insert into metric_sample_horizon (at) values (${AT})`.execute(api.db.kysely)
  await expect(store('2026-02-28T23:59:59.999Z')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(/^at lies before 2026-03-01T00:00:00\.000Z: /),
  })
  expect(await store(AT)).toEqual({ recorded: 1, replaced: 0, unchanged: 0 })
  await sql`delete from metric`.execute(api.db.kysely)
  await expect(store(AT)).rejects.toMatchObject({ code: 'CONFLICT' })
})
