import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt, make, textAt } from '../features/mutate.ts'
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

  it('takes what is felt from the survey on the service, of the team if that may be told', async () => {
    const kept = await service({ expected: 0.99, agreed: 0.99, possible: 0.999, delivered: 995 })
    await done(api, 'updateService', { service: { id: kept }, csatTarget: 0.8 })
    const survey = await make(api, 'Survey', {
      title: 'How is it?',
      template: 'CSAT',
      service: { id: kept },
      questions: [{ key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
      scoredQuestionKey: 'score',
      closesAt: '2026-11-28T00:00:00Z',
    })
    const answer = (scores: readonly number[], team: string | null) =>
      done(api, 'recordResponses', {
        survey: { id: survey },
        responses: scores.map((score) => ({
          submittedAt: '2026-11-20T10:00:00Z',
          answers: { score },
          ...(team === null ? {} : { team: { id: team } }),
        })),
      })
    const felt = `{ promises(service: { id: "${kept}" }) { nodes { firstBreak unknown perceptionGap feltBy { id }
      links { name value target holds interval { low high } } reasons { code text } } } }`
    const chain = async () => listAt(await api.get(felt), 'promises', 'nodes')[0]
    await answer([4, 4, 5, 1], users)
    expect(await chain()).toMatchObject({ unknown: ['FELT'], perceptionGap: null, feltBy: null })
    await answer([1, 2, 3, 1, 4, 5, 2, 3], null)
    // 5 of 12 in all: the four of the team are not told.
    const all = await chain()
    expect(all).toMatchObject({
      firstBreak: 'FELT',
      unknown: [],
      perceptionGap: 'WATERMELON',
      feltBy: { id: survey },
      links: [{}, {}, {}, {}, { name: 'FELT', value: 0.416666666667, target: 0.8, holds: false }],
    })
    expect(listAt(all, 'reasons').map((reason) => at(reason, 'text'))).toContain(
      'What was felt is the satisfaction of all users, as that of the team is not shown: 12 answers to the survey How is it?.',
    )
  })

  it('tells what a team feels, and a service that users are content with although its SLO is missed', async () => {
    const missed = await service({ agreed: 0.99, delivered: 900 })
    await done(api, 'updateService', { service: { id: missed }, csatTarget: 0.3 })
    const survey = await make(api, 'Survey', {
      title: 'Content',
      template: 'CSAT',
      service: { id: missed },
      questions: [{ key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
      scoredQuestionKey: 'score',
      closesAt: '2026-11-28T00:00:00Z',
    })
    const others = await make(api, 'Team', { name: 'Others', kind: 'BUSINESS' })
    await done(api, 'recordResponses', {
      survey: { id: survey },
      responses: [
        ...[4, 4, 5, 4, 5, 1, 4, 5].map((score) => ({ score, team: users })),
        ...[1, 1, 2, 5, 2].map((score) => ({ score, team: others })),
      ].map(({ score, team }) => ({
        submittedAt: '2026-11-20T10:00:00Z',
        answers: { score },
        team: { id: team },
      })),
    })
    const answered = await api.get(
      `{ promises(service: { id: "${missed}" }) { nodes { perceptionGap links { name value holds } reasons { text } } } }`,
    )
    expect(listAt(answered, 'promises', 'nodes')).toMatchObject([
      { perceptionGap: 'HIDDEN_CONTENT', links: [{}, {}, {}, {}, { value: 0.875, holds: true }] },
    ])
    expect(JSON.stringify(answered)).toContain(
      'the satisfaction of the team: 8 answers to the survey Content.',
    )
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
    expect(broken.rows.length).toBe(3)
    expect((await ask(`(team: { id: "${users}" }, first: 100)`)).rows).toEqual(
      all.rows.filter((row) => at(row, 'team') !== null),
    )
  })
})
