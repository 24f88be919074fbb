import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, make, mutate, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-11-30T12:00:00.000Z') })
})
afterAll(() => api.stop())

let count = 0
async function serviceWithObjectives(objectives: number): Promise<{ service: string; objectives: string[] }> {
  count += 1
  const service = await make(api, 'Service', { name: `Service ${count}`, kind: 'BUSINESS' })
  const made: string[] = []
  for (let n = 0; n < objectives; n += 1) {
    made.push(await make(api, 'Objective', { title: `Objective ${count}.${n}`, status: 'ACTIVE' }))
  }
  return { service, objectives: made }
}

const link = (service: string, objective: string | undefined, more: object) => ({
  service: { id: service },
  objective: { id: objective },
  ...more,
})

describe('effort shares of a service', () => {
  it('come to at most 1 on every day', async () => {
    const { service, objectives } = await serviceWithObjectives(3)
    const [first, second, third] = objectives
    await done(api, 'linkServiceToObjective', link(service, first, { effortShare: 0.6 }))
    await done(
      api,
      'linkServiceToObjective',
      link(service, second, { effortShare: 0.4, validFrom: '2026-01-01', validTo: '2026-06-30' }),
    )
    // One day of both is enough.
    const refused = await mutate(
      api,
      'linkServiceToObjective',
      link(service, third, { effortShare: 0.1, validFrom: '2026-06-30' }),
    )
    expect(refused).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['effortShare'], message: expect.stringContaining('more than 1 on some day') }],
    })
    const next = link(service, third, { effortShare: 0.4, validFrom: '2026-07-01' })
    await done(api, 'linkServiceToObjective', next)
    expect(
      await mutate(api, 'linkServiceToObjective', link(service, first, { effortShare: 0.7 })),
    ).toMatchObject({ __typename: 'InvalidInputError' })
    const { service: asked } = await api.get<{ service: unknown }>(
      'query ($id: ID!) { service(by: { id: $id }) { objectives(orderBy: [{ field: TITLE, direction: ASC }]) { edges { effortShare } } } }',
      { id: service },
    )
    expect(asked).toEqual({
      objectives: { edges: [{ effortShare: 0.6 }, { effortShare: 0.4 }, { effortShare: 0.4 }] },
    })
  })

  it('may move from one objective to another in one batch, in any order', async () => {
    const { service, objectives } = await serviceWithObjectives(2)
    const [first, second] = objectives
    const set = (shares: readonly (readonly [string | undefined, number])[]) =>
      mutate(api, 'applyMutations', {
        mutations: shares.map(([objective, effortShare]) => ({
          name: 'linkServiceToObjective',
          input: link(service, objective, { effortShare }),
        })),
      })
    const done = { __typename: 'ApplyMutationsPayload' }
    expect(
      await set([
        [first, 0.6],
        [second, 0.4],
      ]),
    ).toMatchObject(done)
    expect(
      await set([
        [first, 0.9],
        [second, 0.1],
      ]),
    ).toMatchObject(done)
    expect(
      await set([
        [second, 0.8],
        [first, 0.2],
      ]),
    ).toMatchObject(done)
    expect(
      await set([
        [first, 0.5],
        [second, 0.6],
      ]),
    ).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['mutations'], message: expect.stringContaining('more than 1 on some day') }],
    })
    // What a refused batch has put off holds at once again.
    expect(
      await mutate(api, 'linkServiceToObjective', link(service, first, { effortShare: 0.3 })),
    ).toMatchObject({ __typename: 'InvalidInputError' })
  })

  it('are held against each other where two callers write at once', async () => {
    const { service, objectives } = await serviceWithObjectives(8)
    const answers = await Promise.all(
      objectives.map((objective) =>
        mutate(api, 'linkServiceToObjective', link(service, objective, { effortShare: 0.3 })),
      ),
    )
    const taken = answers.filter((answer) => answer.__typename !== 'InvalidInputError')
    expect(taken).toHaveLength(3)
  })

  it('decide where its work goes, and a duty takes what arrives', async () => {
    const { service, objectives } = await serviceWithObjectives(2)
    const [first, second] = objectives
    await done(api, 'linkServiceToObjective', link(service, first, { share: 0.9, effortShare: 0.25 }))
    await done(api, 'linkServiceToObjective', link(service, second, { share: 0.1 }))
    const payroll = await make(api, 'Service', {
      name: 'Payroll',
      kind: 'BUSINESS',
      runDuty: 'Wages are paid on time, by law.',
    })
    const change = await make(api, 'Change', { title: 'New tax table', type: 'NORMAL' })
    await done(api, 'linkChange', { change: { id: change }, services: [{ id: payroll }] })
    const booked = await done(
      api,
      'recordChangeEffort',
      { change: { id: change }, minutes: 40, performedAt: '2026-11-10T10:00:00Z' },
      'effort { id } change { effortMinutes }',
    )
    expect(booked).toMatchObject({ change: { effortMinutes: 40 } })
    const ticket = await make(api, 'Ticket', {
      kind: 'TASK',
      title: 'Work',
      openedAt: '2026-11-01T00:00:00Z',
    })
    await done(api, 'linkTicket', { ticket: { id: ticket }, services: [{ id: service }] })
    await done(api, 'recordEffort', {
      ticket: { id: ticket },
      minutes: 100,
      performedAt: '2026-11-11T10:00:00Z',
    })
    const named = await make(api, 'Ticket', {
      kind: 'TASK',
      title: 'For the second',
      objective: { id: second },
      openedAt: '2026-11-01T00:00:00Z',
    })
    await done(api, 'recordEffort', {
      ticket: { id: named },
      minutes: 7,
      performedAt: '2026-11-12T10:00:00Z',
    })
    expect(await effortOf(objectives)).toEqual({ [String(first)]: 25, [String(second)]: 82, RUN: 40 })
    const gone = await done(
      api,
      'deleteEffort',
      { id: textAt(booked, 'effort', 'id') },
      'ticket { id } change { id effortMinutes }',
    )
    expect(gone).toMatchObject({ ticket: null, change: { id: change, effortMinutes: null } })
    expect(await effortOf(objectives)).toEqual({ [String(first)]: 25, [String(second)]: 82 })
  })
})

describe('the services of one ticket or change', () => {
  it('divide its work by their shares, which come to at most 1', async () => {
    const { service, objectives } = await serviceWithObjectives(1)
    const other = await serviceWithObjectives(1)
    await done(api, 'linkServiceToObjective', link(service, objectives[0], {}))
    await done(api, 'linkServiceToObjective', link(other.service, other.objectives[0], {}))
    const ticket = await make(api, 'Ticket', {
      kind: 'TASK',
      title: 'Both',
      openedAt: '2026-10-01T00:00:00Z',
    })
    const tie = (id: string, more: object) =>
      mutate(api, 'linkTicket', { ticket: { id: ticket }, services: [{ id }], ...more })
    expect(await tie(service, { share: 0.8 })).toMatchObject({ __typename: 'LinkTicketPayload' })
    expect(await tie(other.service, {})).toMatchObject({ __typename: 'LinkTicketPayload' })
    await done(api, 'recordEffort', {
      ticket: { id: ticket },
      minutes: 50,
      performedAt: '2026-10-11T10:00:00Z',
    })
    const all = [...objectives, ...other.objectives]
    expect(await effortOf(all, '2026-10')).toEqual({ [String(all[0])]: 40, [String(all[1])]: 10 })
    expect(await tie(other.service, { share: 0.3 })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['share'], message: expect.stringContaining('to more than 1') }],
    })
    expect(await tie(other.service, { share: 0 })).toMatchObject({
      fields: [{ path: ['share'], message: 'is a number above 0 and up to 1' }],
    })
    // Linking again keeps it, null takes it away.
    await tie(service, {})
    expect(await effortOf(all, '2026-10')).toEqual({ [String(all[0])]: 40, [String(all[1])]: 10 })
    await tie(service, { share: null })
    expect(await effortOf(all, '2026-10')).toEqual({ [String(all[0])]: 25, [String(all[1])]: 25 })
  })

  it('are needed where a share is given', async () => {
    const change = await make(api, 'Change', { title: 'Alone', type: 'NORMAL' })
    expect(await mutate(api, 'linkChange', { change: { id: change }, share: 0.5 })).toMatchObject({
      fields: [{ path: ['share'], message: 'is of services; name them, too' }],
    })
  })
})

/** Minutes by objective of these, and by bucket. */
async function effortOf(objectives: readonly string[], period = '2026-11'): Promise<Record<string, number>> {
  const { alignment } = await api.get<{
    alignment: {
      rows: {
        nodes: { objective: { id: string } | null; bucket: string | null; amount: { minutes: number } }[]
      }
    }
  }>(
    'query ($period: String!) { alignment(period: $period) { rows(first: 100) { nodes { objective { id } bucket amount { minutes } } } } }',
    { period },
  )
  const rows = alignment.rows.nodes.filter(
    ({ objective, amount }) =>
      amount.minutes > 0 && (objective === null || objectives.includes(objective.id)),
  )
  return Object.fromEntries(
    rows.map(({ objective, bucket, amount }) => [objective?.id ?? String(bucket), amount.minutes]),
  )
}

describe('an allocation', () => {
  it.each([
    [{ pool: 'Cloud', team: true, fte: '1' }, 'team', 'give one of them, not both'],
    [{ fte: '1' }, 'team', 'give one of them, not both'],
    [{ pool: 'Cloud' }, 'fte', 'or money says what is allocated'],
    [
      { pool: 'Cloud', fte: '1', startsOn: '2026-04-01', endsOn: '2026-03-31' },
      'endsOn',
      'lies before startsOn',
    ],
    [{ pool: ' ', fte: '1' }, 'pool', 'has 1 to 200 characters'],
    [{ pool: 'Cloud', fte: '-1' }, 'fte', 'is 0 or more'],
    [{ pool: 'Cloud', money: { amount: '1', currency: 'euro' } }, 'money', 'three capital letters'],
  ])('is refused: %j', async ({ team, ...given }: Record<string, unknown>, field, message) => {
    const { service } = await serviceWithObjectives(0)
    const owner =
      team === undefined
        ? {}
        : { team: { id: await make(api, 'Team', { name: `Team ${count}`, kind: 'IT' }) } }
    const answer = await mutate(api, 'createAllocation', {
      service: { id: service },
      startsOn: '2026-01-01',
      endsOn: '2026-03-31',
      ...owner,
      ...given,
    })
    expect(answer).toMatchObject({
      fields: [{ path: expect.arrayContaining([field]), message: expect.stringContaining(message) }],
    })
  })

  it('is the plan beside what was done', async () => {
    const { service, objectives } = await serviceWithObjectives(1)
    await done(api, 'linkServiceToObjective', link(service, objectives[0], {}))
    await make(api, 'Allocation', {
      pool: 'People',
      service: { id: service },
      startsOn: '2025-03-01',
      endsOn: '2025-03-07',
      fte: '0.5',
      money: { amount: '700', currency: 'EUR' },
    })
    const asked = await api.get<Record<string, { planned: object }>>(`{
      effort: alignment(period: "2025-03") { planned { minutes } }
      part: alignment(period: "2025-03-01/2025-03-03", measure: COST, currency: "EUR") { planned { money { amount currency } } }
    }`)
    // Half of 40 hours, and three days of seven.
    expect(asked).toEqual({
      effort: { planned: { minutes: 1_200 } },
      part: { planned: { money: { amount: '300', currency: 'EUR' } } },
    })
  })
})
