import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, listAt, make, textAt } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')

let api: TestApi
let users = ''
let names = 0

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  users = await make(api, 'Team', { name: 'Sales', kind: 'BUSINESS' })
})
afterAll(() => api.stop())

interface Promised {
  readonly possible?: number
  readonly expected?: number
  readonly agreed?: number
  readonly status?: 'ACTIVE' | 'PROPOSED'
  /** Good events of the day of 1,000. */
  readonly delivered?: number
}

/** A service with the links of its chain. */
async function service({
  possible,
  expected,
  agreed,
  status = 'ACTIVE',
  delivered,
}: Promised): Promise<string> {
  names += 1
  const id = await make(api, 'Service', { name: `S${names}`, kind: 'BUSINESS', availability: possible })
  const given = { service: { id } }
  if (expected !== undefined)
    await make(api, 'Expectation', { ...given, team: { id: users }, availability: expected })
  if (agreed !== undefined) {
    const agreement = await make(api, 'Agreement', { ...given, kind: 'SLA', customerTeam: { id: users } })
    const signed = status === 'ACTIVE' ? NOW : null
    const by = status === 'ACTIVE' ? 'x' : null
    await sql`
      insert into agreement_version (agreement_id, number, status, target, proposed_by_name, valid_from, provider_name,
        provider_at, customer_name, customer_at)
      values (${agreement.replace('agreement_', '')}::uuid, 1, ${status}, ${agreed}, 'x',
        ${status === 'ACTIVE' ? '2026-01-01' : null}::date, ${by}, ${signed}, ${by}, ${signed})`.execute(
      api.db.kysely,
    )
  }
  if (delivered !== undefined) {
    const metric = await make(api, 'Metric', { name: `m${names}`, unit: '1', kind: 'RATIO', ...given })
    await make(api, 'Slo', {
      ...given,
      name: `slo ${names}`,
      indicator: 'RATIO',
      metric: { id: metric },
      target: 0.99,
      duration: '30d',
    })
    await sql`select metric_sample_partitions('2026-11-01', '2026-12-01')`.execute(api.db.kysely)
    await sql`insert into metric_sample (metric_id, at, value, total)
      values (${metric.replace('metric_', '')}::uuid, '2026-11-29T12:00:00Z', ${delivered}, 1000)`.execute(
      api.db.kysely,
    )
  }
  return id
}

const CHAIN = `service { name } team { name } isAcknowledged measuredBy { name } firstBreak unknown
  links { name value holds } reasons { code } feasibility { upper } explanation { formula }`
const ask = async (args: string) => {
  const statements = recordStatements(api.db)
  const answer = await api.get(
    `{ promises${args} { totalCount pageInfo { hasNextPage endCursor } nodes { ${CHAIN} } } }`,
  )
  return {
    page: at(answer, 'promises'),
    rows: listAt(answer, 'promises', 'nodes'),
    sent: statements.stop().length,
  }
}
const of = async (id: string) => (await ask(`(service: { id: "${id}" })`)).rows[0]

describe('the promise chain of a service', () => {
  it('says what is expected, promised, possible and delivered, and where it breaks first', async () => {
    const kept = await service({ expected: 0.99, agreed: 0.99, possible: 0.999, delivered: 995 })
    expect(await of(kept)).toMatchObject({
      team: { name: 'Sales' },
      isAcknowledged: true,
      measuredBy: { name: 'slo 1' },
      firstBreak: null,
      unknown: ['FELT'],
      links: [
        { name: 'EXPECTED', value: 0.99, holds: true },
        { name: 'PROMISED', value: 0.99, holds: true },
        { name: 'POSSIBLE', value: 0.999, holds: true },
        { name: 'DELIVERED', value: 0.995, holds: true },
        { name: 'FELT', value: null, holds: null },
      ],
      explanation: { formula: 'promise-chain' },
    })
    for (const [promised, link] of [
      [{ expected: 0.999, agreed: 0.99, possible: 1, delivered: 995 }, 'PROMISED'],
      [{ expected: 0.99, agreed: 0.999, possible: 0.99, delivered: 995 }, 'POSSIBLE'],
      [{ expected: 0.99, agreed: 0.999, possible: 1, delivered: 995 }, 'DELIVERED'],
    ] as const)
      expect(at(await of(await service(promised)), 'firstBreak')).toBe(link)
  })

  it('takes a proposal for a promise that is not acknowledged, and the SLO where no group is known', async () => {
    const proposed = await of(await service({ agreed: 0.99, status: 'PROPOSED' }))
    expect(proposed).toMatchObject({
      isAcknowledged: false,
      links: [{}, { name: 'PROMISED', value: 0.99 }, {}, {}, {}],
    })
    expect(listAt(proposed, 'reasons').map((reason) => at(reason, 'code'))).toContain('NOT_ACKNOWLEDGED')
    expect(await of(await service({ delivered: 980 }))).toMatchObject({
      team: null,
      firstBreak: 'DELIVERED',
      links: [{}, { value: 0.99 }, {}, { value: 0.98 }, {}],
    })
  })

  it('is answered for all services with a fixed number of statements, by page and by the link that breaks', async () => {
    const one = await ask('(first: 1)')
    const all = await ask('(first: 100)')
    expect(all.rows.length).toBeGreaterThan(4)
    expect(all.sent).toBe(one.sent)
    expect(at(one.page, 'totalCount')).toBe(all.rows.length)
    const next = await ask(`(first: 1, after: "${textAt(one.page, 'pageInfo', 'endCursor')}")`)
    expect(next.rows).toEqual(all.rows.slice(1, 2))
    const broken = await ask('(broken: [DELIVERED])')
    expect(broken.rows).toEqual(all.rows.filter((row) => at(row, 'firstBreak') === 'DELIVERED'))
    expect(broken.rows.length).toBe(2)
    expect((await ask(`(team: { id: "${users}" }, first: 100)`)).rows).toEqual(
      all.rows.filter((row) => at(row, 'team') !== null),
    )
  })
})
