import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { done, mutate } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ingest, metricsOf, ndjson } from './ingest-request.ts'

let api: TestApi
let gauge = ''
let ratio = ''
let service = ''
beforeAll(async () => {
  api = await startApi({ ingest: { bytes: 500_000, samples: 1_000 } })
  ;[gauge = '', ratio = ''] = await metricsOf(api, { load: 'GAUGE', share: 'RATIO' })
  const { rows } = await sql<{ id: string }>`select id from service`.execute(api.db.kysely)
  service = `service_${rows[0]?.id}`
})
afterAll(() => api.stop())

const AT = '2026-03-01T00:00:00Z'
const good = () => ({ metric: gauge, at: AT, value: 1 })
const CSV = { type: 'text/csv' }

async function countOf(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from metric_sample`.execute(
    api.db.kysely,
  )
  return rows[0]?.count ?? -1
}

/** A good sample in the first line, and what is refused below it; gives what is said of the second line. */
async function refusedJson(line: string): Promise<unknown> {
  const { status, body } = await ingest(api, `${JSON.stringify(good())}\n${line}\n`)
  expect({ status, code: body.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
  expect(await countOf()).toBe(0)
  const [problem, ...others] = body.problems as { line: number; message: string }[]
  expect(others).toEqual([])
  expect(problem?.line).toBe(2)
  return problem?.message
}

const sampled = (changes: object) => JSON.stringify({ ...good(), ...changes })
const at = (text: string) => sampled({ at: text })
const NO_INSTANT = /^at is no instant with its zone, such as/

describe('a line of NDJSON is refused with its number, and nothing is stored', () => {
  it.each<[string, () => string, RegExp]>([
    ['that is no JSON', () => '{"metric":', /^is no valid JSON: /],
    ['cut off in the middle', () => sampled({}).slice(0, -3), /^is no valid JSON: /],
    ['with NaN', () => sampled({}).replace('"value":1', '"value":NaN'), /^is no valid JSON: /],
    ['with two objects', () => `${sampled({})}${sampled({})}`, /^is no valid JSON: /],
    ['that is a list', () => '[]', /^is no JSON object with the fields/],
    ['that is null', () => 'null', /^is no JSON object/],
    ['with another field', () => sampled({ unit: 's' }), /^has the field "unit"; a sample has/],
    ['with 1e400', () => sampled({}).replace('"value":1', '"value":1e400'), /^value is not a finite number$/],
    ['with a number as text', () => sampled({ value: '1' }), /^value is not a number$/],
    ['without a value', () => sampled({ value: undefined }), /^value is not a number$/],
    ['with a total as text', () => sampled({ total: '1' }), /^total is not a number$/],
    ['without an instant', () => sampled({ at: undefined }), NO_INSTANT],
    ['with a number as instant', () => sampled({ at: 1_772_323_200 }), NO_INSTANT],
    ['without a zone', () => at('2026-03-01T00:00:00'), NO_INSTANT],
    ['with a day alone', () => at('2026-03-01'), NO_INSTANT],
    ['of 30 February', () => at('2026-02-30T00:00:00Z'), NO_INSTANT],
    ['of 29 February of another year', () => at('2026-02-29T00:00:00Z'), NO_INSTANT],
    ['of the hour 24', () => at('2026-03-01T24:00:00Z'), NO_INSTANT],
    ['of the year 10000', () => at('10000-01-01T00:00:00Z'), NO_INSTANT],
    ['of the year +010000', () => at('+010000-01-01T00:00:00Z'), NO_INSTANT],
    ['of 1989', () => at('1989-12-31T23:59:59.999Z'), /^at lies outside the years 1990 to 2199$/],
    ['of 2200', () => at('2200-01-01T00:00:00Z'), /^at lies outside the years 1990 to 2199$/],
    ['of 2200 by its zone', () => at('2199-12-31T23:30:00-01:00'), /^at lies outside/],
    [
      'with a total of a gauge',
      () => sampled({ total: 1 }),
      /^total belongs to a RATIO only, and this is a GAUGE$/,
    ],
    ['without the total of a ratio', () => sampled({ metric: ratio }), /^total is missing: /],
    [
      'with more good than all',
      () => sampled({ metric: ratio, total: 0.5 }),
      /^value must lie between 0 and total$/,
    ],
    ['without a metric', () => sampled({ metric: undefined }), /^metric is neither an ID nor /],
    ['with a name', () => sampled({ metric: 'load' }), /^metric\.id: is not an id of this API/],
    ['of a service', () => sampled({ metric: { id: service } }), /^metric\.id: is the id of a Service/],
    [
      'of an unknown metric',
      () => sampled({ metric: 'metric_01920000-0000-7000-8000-000000000000' }),
      /^metric: no metric has this id$/,
    ],
    ['with two names', () => sampled({ metric: { id: gauge, reference: null } }), /^metric is neither/],
    [
      'of an unknown reference',
      () => sampled({ metric: { reference: { source: 'a', externalId: 'b' } } }),
      /^No Metric has the external reference a \/ b\.$/,
    ],
    [
      'with a reference that no text can be',
      () => sampled({ metric: { reference: { source: 'a\0', externalId: 'b' } } }),
      /^metric\.reference\.source: contains a NUL character/,
    ],
    [
      'with half a reference',
      () => sampled({ metric: { reference: { source: 'a' } } }),
      /^metric is neither/,
    ],
    ['that is long', () => sampled({ metric: 'x'.repeat(10_001) }), /^is longer than 10000 characters$/],
  ])('%s', async (_what, line, message) => {
    expect(await refusedJson(line())).toMatch(message)
  })
})

describe('CSV is refused with the number of the line, and nothing is stored', () => {
  const row = () => `${gauge},${AT},1`
  it.each<[string, () => string, number, RegExp]>([
    ['of nothing', () => '', 1, /^there are no samples; the body is empty$/],
    ['of empty lines', () => '\n \r\n\n', 1, /^there are no samples/],
    [
      'without a header',
      () => `${row()}\n`,
      1,
      /^has the column "metric_.*"; the columns are metric or source and/,
    ],
    ['with a column twice', () => `metric,at,value,at\n${row()},1\n`, 1, /^has the column at twice$/],
    ['without a column', () => `metric,value\n${gauge},1\n`, 1, /^lacks the column at; the columns are/],
    ['with half a reference', () => `source,at,value\na,${AT},1\n`, 1, /^lacks the column externalId; /],
    ['with two names', () => `metric,source,externalId,at,value\n`, 1, /^names metrics in two ways; /],
    ['with another column', () => `\nmetric,at,value,unit\n${row()},s\n`, 2, /^has the column "unit"; /],
    [
      'with a cell less',
      () => `metric,at,value\n\n${gauge},${AT}\n`,
      3,
      /^has 2 cells where the header has 3$/,
    ],
    [
      'cut off in the middle',
      () => `metric,at,value,total\n${row()},\n${row()}`,
      3,
      /^has 3 cells where the/,
    ],
    ['with NaN', () => `metric,at,value\n${gauge},${AT},NaN\n`, 2, /^value is "NaN", which is no number$/],
    [
      'with Infinity',
      () => `metric,at,value\n${gauge},${AT},Infinity\n`,
      2,
      /^value is "Infinity", which is no/,
    ],
    ['with 0x10', () => `metric,at,value\n${gauge},${AT},0x10\n`, 2, /^value is "0x10", which is no number$/],
    ['with 1,5', () => `metric,at,value\n${gauge},${AT},"1,5"\n`, 2, /^value is "1,5", which is no number$/],
    ['with 1e400', () => `metric,at,value\n${gauge},${AT},1e400\n`, 2, /^value is not a finite number$/],
    ['without a value', () => `metric,at,value\n${gauge},${AT},\n`, 2, /^value is "", which is no number$/],
    [
      'with a total that is none',
      () => `metric,at,value,total\n${row()},all\n`,
      2,
      /^total is "all", which is/,
    ],
    ['without a zone', () => `metric,at,value\n${gauge},2026-03-01 00:00:00,1\n`, 2, NO_INSTANT],
    [
      'with a quote that is not closed',
      () => `metric,at,value\n${row()}\n"${row()}\n`,
      3,
      /^has a quote out of/,
    ],
    [
      'with a value on two lines',
      () => `metric,at,value\n"${gauge}\n",${AT},1\n${row()}\n`,
      2,
      /^has a quote out/,
    ],
  ])('%s', async (_what, text, line, message) => {
    const { status, body } = await ingest(api, text(), CSV)
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
    const [problem] = body.problems as { line: number; message: string }[]
    expect(problem?.line).toBe(line)
    expect(problem?.message).toMatch(message)
    expect(body.error).toContain(`line ${line}: `)
    expect(await countOf()).toBe(0)
  })

  it('the first ten problems are told, and the rest is not checked', async () => {
    const lines = Array.from({ length: 25 }, (_, n) => (n % 2 === 0 ? sampled({}) : '{}'))
    const { body } = await ingest(api, lines.join('\n'))
    const problems = body.problems as { line: number }[]
    expect(problems.map(({ line }) => line)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
    expect(body.error).toMatch(/^Nothing is stored: line 2: value is not a number and 9 more$/)
  })
})

describe('a request is refused', () => {
  it('without a token that holds', async () => {
    for (const token of [null, 'tl_wrong']) {
      const { status, body, headers } = await ingest(api, ndjson([good()]), { token })
      expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('of a role that records nothing, and of a role of a team', async () => {
    for (const role of ['VIEWER', 'APPROVER'] as const) {
      const { status, body } = await ingest(api, ndjson([good()]), { token: await api.tokenFor(role) })
      expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
      expect(body.error).toBe(
        `To ingest samples takes the role EDITOR, CONNECTOR or ADMIN; this token has the role ${role}.`,
      )
    }
    await done(api, 'createTeam', { name: 'Payments', kind: 'IT' })
    const team = { name: 'team', role: 'EDITOR', serviceAccount: 'of a team', team: 'Payments' } as const
    const { secret } = await createToken(api.db.kysely, team)
    const { status, body } = await ingest(api, ndjson([good()]), { token: secret })
    expect(status).toBe(403)
    expect(body.error).toMatch(
      /takes a role of the whole organisation; this token has its role for teams only/,
    )
  })

  it('of another media type, charset or encoding', async () => {
    const body = ndjson([good()])
    for (const type of ['application/json', 'text/plain', 'text/csv; charset=latin1', 'text/csvx']) {
      expect(await ingest(api, body, { type }), type).toMatchObject({ status: 415 })
    }
    const compressed = await ingest(api, body, { headers: { 'content-encoding': 'gzip' } })
    expect(compressed).toMatchObject({ status: 415, body: { error: expect.stringMatching(/compressed/) } })
  })

  it('with more bytes or more samples than it may have', async () => {
    const long = ' '.repeat(5_000)
    const large = await ingest(api, `${sampled({})}${long}\n`.repeat(101))
    expect(large).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
    expect(large.body.error).toMatch(/^A body may have at most 500000 bytes; .* Nothing is stored\.$/)
    const many = await ingest(api, `${sampled({})}\n`.repeat(1_001))
    expect(many).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
    expect(many.body.error).toMatch(/^A request takes at most 1000 samples; /)
    expect((await fetch(new URL('/ingest/samples', api.url))).status).toBe(405)
    expect(await countOf()).toBe(0)
  })
})

test('a caller that hangs up in the middle leaves nothing', async () => {
  const { port } = new URL(api.url)
  const head = [
    'POST /ingest/samples HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${api.token}`,
    'content-type: application/x-ndjson',
    'content-length: 100000',
  ]
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n${sampled({})}\n`, () => socket.destroy())
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
  // The next request is answered after the first has ended.
  expect((await ingest(api, ndjson([{ ...good(), at: '2026-03-02T00:00:00Z' }]))).status).toBe(200)
  expect(await countOf()).toBe(1)
  await sql`delete from metric_sample`.execute(api.db.kysely)
})

test('samples from before the horizon are refused, and so are those of a mutation', async () => {
  await sql`insert into metric_sample_horizon (at) values ('2025-06-01T00:00:00Z')`.execute(api.db.kysely)
  const reason =
    'at lies before 2025-06-01T00:00:00.000Z: samples from before this instant have been dropped, and no others are taken'
  expect(await refusedJson(at('2025-05-31T23:59:59.999Z'))).toBe(reason)
  const samples = ['2025-05-31T23:59:59.999Z', '2025-06-01T00:00:00Z'].map((time) => ({
    metric: { id: gauge },
    at: time,
    value: 1,
  }))
  expect(await mutate(api, 'recordSamples', { samples }, 'results { outcome message }')).toMatchObject({
    results: [
      { outcome: 'REJECTED', message: reason },
      { outcome: 'RECORDED', message: null },
    ],
  })
  await sql`delete from metric_sample_horizon`.execute(api.db.kysely)
  await sql`delete from metric_sample`.execute(api.db.kysely)
})
