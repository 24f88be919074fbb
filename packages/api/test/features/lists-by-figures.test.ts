import { seedDemo } from '@throughline/db/seed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, listAt, textAt } from './mutate.ts'
import { recordStatements, type SentStatement } from './statements.ts'

const TODAY = '2031-05-20'
const COMPUTED_AT = `${TODAY}T11:00:00.000Z`
let api: TestApi

beforeAll(async () => {
  api = await startApi({
    costLimit: 1_000_000,
    template: 'demo-features',
    prepare: ({ kysely }) => seedDemo(kysely, { today: TODAY }),
    clock: () => new Date(`${TODAY}T12:00:00Z`),
  })
  await api.db.pool.query('update asset set owner_id = null where get_byte(uuid_send(id), 15) % 3 > 0')
  for (const list of ['services', 'assets']) {
    for (const node of await everyRow(list, 'id criticality(exact: true) { level valueAtRisk }')) {
      const { level, valueAtRisk } = at(node, 'criticality') as { level: string; valueAtRisk: number }
      await keep(textAt(node, 'id'), level, valueAtRisk)
    }
  }
})
afterAll(() => api.stop())

const uuidOf = (id: string) => id.slice(id.lastIndexOf('_') + 1)

async function keep(id: string, level: string, valueAtRisk: number, computedAt: string | null = COMPUTED_AT) {
  await api.db.pool.query(
    'update node_figure set criticality = $2, value_at_risk = $3, computed_at = $4 where node_id = $1',
    [uuidOf(id), level, valueAtRisk, computedAt],
  )
}

async function everyRow(list: string, selection: string): Promise<unknown[]> {
  const rows: unknown[] = []
  for (let after: string | null = null, more = true; more; ) {
    const page: unknown = await api.get(
      `query ($after: String) { ${list}(first: 100, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    rows.push(...listAt(page, list, 'nodes'))
    more = at(page, list, 'pageInfo', 'hasNextPage') === true
    after = more ? textAt(page, list, 'pageInfo', 'endCursor') : null
  }
  return rows
}

/** What a request sends to PostgreSQL after the token is looked up and points are drawn. */
async function sentFor(
  query: string,
  variables = {},
): Promise<{ data: unknown; sent: readonly SentStatement[] }> {
  const statements = recordStatements(api.db)
  const data = await api.get(query, variables)
  return { data, sent: statements.stop().filter(({ text }) => !/api_token|rate_limit/.test(text)) }
}

const RANKS = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']
const rank = (node: unknown) => RANKS.indexOf(textAt(node, 'criticality', 'level'))
const risk = (node: unknown) => Number(at(node, 'criticality', 'valueAtRisk'))

describe('lists by kept figures', () => {
  it('give the hundred most critical assets without an owner by one statement', async () => {
    const rows = await everyRow(
      'assets',
      'id name owner { id } criticality(exact: true) { level valueAtRisk }',
    )
    const { data, sent } = await sentFor(`{
      assets(first: 100, filter: { ownerId: { isNull: true } }, orderBy: [{ field: CRITICALITY, direction: DESC }]) {
        nodes { id name owner { id } criticality { level valueAtRisk } }
      }
    }`)
    expect(sent).toHaveLength(1)
    const wanted = rows
      .filter((row) => at(row, 'owner') === null)
      .sort(
        (a, b) =>
          rank(b) - rank(a) ||
          risk(b) - risk(a) ||
          (String(uuidOf(textAt(a, 'id'))) < String(uuidOf(textAt(b, 'id'))) ? 1 : -1),
      )
      .slice(0, 100)
    expect(wanted.length).toBeGreaterThan(20)
    expect(new Set(wanted.map(rank)).size).toBeGreaterThan(2)
    expect(listAt(data, 'assets', 'nodes')).toEqual(wanted)
  })

  it('find a row by the value that it shows', async () => {
    const [service] = await everyRow('services', 'id')
    const id = textAt(service, 'id')
    const conditions = (value: number) =>
      [{ eq: value }, { in: [value] }, { gte: value }, { lte: value }, { gt: value }, { lt: value }].map(
        (valueAtRisk) => ({ id: { eq: id }, valueAtRisk }),
      )
    const query = `query (${[0, 1, 2, 3, 4, 5].map((n) => `$f${n}: ServiceFilter`).join(' ')}) {
      ${[0, 1, 2, 3, 4, 5].map((n) => `f${n}: services(filter: $f${n}) { totalCount }`).join(' ')} }`
    for (const [kept, shown] of [
      [0.7 * 3 - 1.4, 0.7],
      [0.1 + 0.2, 0.3],
      [1 / 3, 0.333333333333],
      [1e-7 / 3, 3.33333333333e-8],
      [0, 0],
      [1, 1],
    ] as const) {
      await keep(id, 'LOW', kept)
      const answer = await api.get(
        query,
        Object.fromEntries(conditions(shown).map((filter, n) => [`f${n}`, filter])),
      )
      const counts = [0, 1, 2, 3, 4, 5].map((n) => at(answer, `f${n}`, 'totalCount'))
      expect(counts, String(kept)).toEqual([1, 1, 1, 1, 0, 0])
    }
  })

  it('filter by level, value and owner together, also below a team and under `or` and `not`', async () => {
    const { data, sent } = await sentFor(`{
      services(first: 100, filter: { not: { or: [{ criticality: { in: [LOW, MEDIUM] } }, { valueAtRisk: { gte: 0.5 } }] } }) {
        totalCount nodes { name criticality { level valueAtRisk } }
      }
      teams { nodes { id services(first: 1, orderBy: [{ field: VALUE_AT_RISK, direction: DESC }]) {
        nodes { criticality { valueAtRisk } } } } }
    }`)
    expect(sent).toHaveLength(1)
    const rows = await everyRow('services', 'name owner { id } criticality { level valueAtRisk }')
    const wanted = rows.filter((row) => rank(row) >= 2 && risk(row) < 0.5)
    expect(wanted.length).toBeGreaterThan(2)
    expect(wanted.length).toBeLessThan(rows.length)
    expect(at(data, 'services', 'totalCount')).toBe(wanted.length)
    for (const team of listAt(data, 'teams', 'nodes')) {
      const owned = rows.filter((row) => at(row, 'owner', 'id') === at(team, 'id'))
      const [most] = listAt(team, 'services', 'nodes')
      expect(most === undefined ? 0 : risk(most)).toBe(Math.max(0, ...owned.map(risk)))
    }
  })

  it.each(['VALUE_AT_RISK', 'CRITICALITY'])(
    'read a page by %s from its place in an index on',
    async (field) => {
      const page = (after: string) => `{
        assets(first: 2, ${after} orderBy: [{ field: ${field}, direction: DESC }]) { nodes { id } pageInfo { endCursor } }
      }`
      const cursor = textAt(await api.get(page('')), 'assets', 'pageInfo', 'endCursor')
      const { sent } = await sentFor(page(`after: "${cursor}"`))
      const [statement] = sent
      const client = await api.db.pool.connect()
      try {
        await client.query('begin')
        // On a small table the planner takes what it can do without an index.
        for (const way of ['seqscan', 'bitmapscan', 'sort'])
          await client.query(`set local enable_${way} = off`)
        const { rows } = await client.query<Record<string, string>>(`explain ${statement?.text}`, [
          ...(statement?.values ?? []),
        ])
        const plan = rows.flatMap((row) => Object.values(row)).join('\n')
        const index = field === 'CRITICALITY' ? 'node_figure_criticality' : 'node_figure_value_at_risk'
        expect(plan).toMatch(
          new RegExp(`Scan Backward using ${index}.*\\n +Index Cond: .*ROW\\(.*node_id\\) < ROW`),
        )
        expect(plan).not.toContain('Sort')
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
  )

  it('are for those who may read the figures', async () => {
    const token = await api.tokenFor('CONNECTOR')
    const code = async (query: string, variables = {}) =>
      (await api.ask(query, variables, { token })).errors?.[0]?.extensions.code
    const byOrder = 'query ($orderBy: [AssetOrder!]) { assets(orderBy: $orderBy) { nodes { id } } }'
    for (const field of ['VALUE_AT_RISK', 'CRITICALITY']) {
      expect(await code(`{ assets(orderBy: { field: ${field} }) { nodes { id } } }`)).toBe('FORBIDDEN')
      expect(await code(byOrder, { orderBy: { field } })).toBe('FORBIDDEN')
      expect(
        await code(
          `{ assets(filter: { service: {} }, orderBy: [{ field: NAME }, { field: ${field} }]) { totalCount } }`,
        ),
      ).toBe('FORBIDDEN')
    }
    expect(await code('{ services(filter: { valueAtRisk: { gt: 0 } }) { totalCount } }')).toBe('FORBIDDEN')
    expect(await code('{ services(filter: { asset: { criticality: { eq: LOW } } }) { totalCount } }')).toBe(
      'FORBIDDEN',
    )
    expect(await code(byOrder, { orderBy: [{ field: 'OWNER' }] })).toBeUndefined()
  })
})

describe('criticality', () => {
  const FIGURES = 'level valueAtRisk computedAt'

  it('is kept, or from the graph with all of its fields where exact figures or the explanation are asked for', async () => {
    const [service] = listAt(
      await api.get('{ services(first: 1, filter: { criticality: { eq: CRITICAL } }) { nodes { id } } }'),
      'services',
      'nodes',
    )
    const id = textAt(service, 'id')
    await keep(id, 'LOW', 0.012345678901234567)
    const query = `query ($id: ID!, $exact: Boolean = false) { service(by: { id: $id }) {
      criticality(exact: $exact) { ${FIGURES} }
      explained: criticality { ...Why ${FIGURES} }
    } } fragment Why on Criticality { because: explanation { reasons { code } } }`
    const kept = await api.get(query, { id })
    const exact = await api.get(query, { id, exact: true })
    expect(at(kept, 'service', 'criticality')).toEqual({
      level: 'LOW',
      valueAtRisk: 0.0123456789012,
      computedAt: COMPUTED_AT,
    })
    const explained = at(kept, 'service', 'explained')
    expect(explained).toEqual({
      ...(at(exact, 'service', 'criticality') as object),
      because: { reasons: expect.arrayContaining([{ code: `CRITICALITY_${at(explained, 'level')}` }]) },
    })
    expect(at(explained, 'level')).not.toBe('LOW')
    expect(at(explained, 'computedAt')).toBeNull()

    const changed = await api.get(
      `mutation ($id: ID!) { updateService(input: { service: { id: $id }, description: "x" }) {
        ... on UpdateServicePayload { service { criticality { ${FIGURES} } } } } }`,
      { id },
    )
    expect(at(changed, 'updateService', 'service', 'criticality')).toEqual(
      at(exact, 'service', 'criticality'),
    )

    await keep(id, 'LOW', 0, null)
    expect(at(await api.get(query, { id }), 'service', 'criticality')).toEqual(
      at(exact, 'service', 'criticality'),
    )
  })
})
