import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { countEvents, eventsOf } from './audit-trail.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, listAt, make, mutate, textAt } from './mutate.ts'

let api: TestApi
let to: Neighbours
beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-05-05T12:00:00Z') })
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

const newTicket = (more: object = {}) => make(api, 'Ticket', { title: 'Broken', kind: 'INCIDENT', ...more })
const minutesOf = async (id: string) =>
  at(
    await api.get('query ($id: ID!) { ticket(by: { id: $id }) { effortMinutes version } }', { id }),
    'ticket',
  )

describe('effort', () => {
  it('is what was stated until something is booked, then the sum of the bookings', async () => {
    const id = await newTicket({ effortMinutes: 90 })
    expect(await minutesOf(id)).toEqual({ effortMinutes: 90, version: 1 })
    const booked = await done(
      api,
      'recordEffort',
      {
        ticket: { id },
        minutes: 20,
        performedAt: '2026-05-04T08:00:00Z',
        person: 'Mara',
        team: { id: to.team },
        comment: 'Looked',
      },
      'effort { id minutes performedAt person comment team { id } ticket { id } version } ticket { effortMinutes version }',
    )
    expect(booked).toMatchObject({
      effort: {
        minutes: 20,
        performedAt: '2026-05-04T08:00:00.000Z',
        person: 'Mara',
        comment: 'Looked',
        team: { id: to.team },
        ticket: { id },
        version: 1,
      },
      ticket: { effortMinutes: 20, version: 1 },
    })
    const second = await done(
      api,
      'recordEffort',
      { ticket: { id }, minutes: 5 },
      'effort { id performedAt person }',
    )
    expect(second.effort).toMatchObject({ performedAt: '2026-05-05T12:00:00.000Z', person: null })
    expect(await minutesOf(id)).toEqual({ effortMinutes: 25, version: 1 })
    const efforts = await api.get(
      `query ($id: ID!, $team: ID!) {
        ticket(by: { id: $id }) { efforts(orderBy: [{ field: MINUTES }]) { totalCount nodes { minutes } } }
        team(by: { id: $team }) { efforts { nodes { minutes } } }
        tickets(filter: { effort: { person: { eq: "Mara" } }, effortMinutes: { gte: 25 } }) { nodes { id } }
      }`,
      { id, team: to.team },
    )
    expect(efforts).toEqual({
      ticket: { efforts: { totalCount: 2, nodes: [{ minutes: 5 }, { minutes: 20 }] } },
      team: { efforts: { nodes: [{ minutes: 20 }] } },
      tickets: { nodes: [{ id }] },
    })
    const gone = await done(
      api,
      'deleteEffort',
      { id: textAt(booked, 'effort', 'id'), version: 1 },
      'deletedId ticket { effortMinutes } change { id }',
    )
    expect(gone).toMatchObject({
      deletedId: textAt(booked, 'effort', 'id'),
      ticket: { effortMinutes: 5 },
      change: null,
    })
    await done(api, 'deleteEffort', { id: textAt(second, 'effort', 'id') })
    expect(await minutesOf(id)).toEqual({ effortMinutes: 90, version: 1 })
    expect((await eventsOf(api, textAt(booked, 'effort', 'id'))).map(({ action }) => action)).toEqual([
      'effort.create',
      'effort.delete',
    ])
  })

  it('misses no minute of many who book at once', async () => {
    const id = await newTicket()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => done(api, 'recordEffort', { ticket: { id }, minutes: n + 1 })),
    )
    expect(await minutesOf(id)).toEqual({ effortMinutes: 210, version: 1 })
  })

  it('goes with its ticket', async () => {
    const id = await newTicket()
    const effort = textAt(
      await done(api, 'recordEffort', { ticket: { id }, minutes: 1 }, 'effort { id }'),
      'effort',
      'id',
    )
    await done(api, 'deleteTicket', { ticket: { id } })
    expect(await mutate(api, 'deleteEffort', { id: effort })).toMatchObject({
      __typename: 'NotFoundError',
      path: ['id'],
    })
  })

  it('is refused on what is no ticket, and taken back only as it was seen', async () => {
    expect(await mutate(api, 'recordEffort', { ticket: { id: to.team }, minutes: 1 })).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['ticket', 'id'],
    })
    const id = await newTicket()
    const effort = textAt(
      await done(api, 'recordEffort', { ticket: { id }, minutes: 1 }, 'effort { id }'),
      'effort',
      'id',
    )
    expect(await mutate(api, 'deleteEffort', { id: effort, version: 7 })).toMatchObject({
      __typename: 'ConflictError',
      currentVersion: 1,
    })
  })
})

describe('what caused a ticket', () => {
  const cause = async (id: string) =>
    at(
      await api.get(
        'query ($id: ID!) { ticket(by: { id: $id }) { causedByChange { id } causeMethod causeConfidence } }',
        { id },
      ),
      'ticket',
    )
  const none = { causedByChange: null, causeMethod: null, causeConfidence: null }

  it('is named by a person with how sure it is, 1 if not said, and taken back as a whole', async () => {
    const id = await newTicket({ causedByChange: { id: to.change } })
    const named = { causedByChange: { id: to.change }, causeMethod: 'MANUAL' }
    expect(await cause(id)).toEqual({ ...named, causeConfidence: 1 })
    await done(api, 'updateTicket', { ticket: { id }, causeConfidence: 0.5 })
    expect(await cause(id)).toEqual({ ...named, causeConfidence: 0.5 })
    await done(api, 'updateTicket', { ticket: { id }, title: 'Still broken' })
    expect(await cause(id)).toEqual({ ...named, causeConfidence: 0.5 })
    const answer = await api.get(
      'query ($id: ID!) { change(by: { id: $id }) { causedTickets { nodes { id } } } changes(filter: { causedTicket: { causeConfidence: { lt: 1 } } }) { nodes { id } } }',
      { id: to.change },
    )
    expect(listAt(answer, 'change', 'causedTickets', 'nodes')).toContainEqual({ id })
    expect(listAt(answer, 'changes', 'nodes')).toEqual([{ id: to.change }])
    await done(api, 'updateTicket', { ticket: { id }, causedByChange: null })
    expect(await cause(id)).toEqual(none)
  })

  it.each([
    ['a confidence without a change', {}, { causeConfidence: 0.5 }, /belongs to a causedByChange/],
    ['no confidence with a change', { cause: true }, { causeConfidence: null }, /cannot be empty where/],
  ])('refuses %s', async (_what, made, input, message) => {
    const id = await newTicket('cause' in made ? { causedByChange: { id: to.change } } : {})
    const before = await countEvents(api)
    const result = await mutate(api, 'updateTicket', { ticket: { id }, ...input })
    expect(result).toMatchObject({ __typename: 'InvalidInputError', path: ['causeConfidence'] })
    expect(result.message).toMatch(message)
    expect(await countEvents(api)).toBe(before)
  })

  it('keeps the change from being deleted under it', async () => {
    const change = await make(api, 'Change', { title: 'Guilty', type: 'NORMAL' })
    await newTicket({ causedByChange: { id: change } })
    const result = await mutate(api, 'deleteChange', { change: { id: change } })
    expect(result).toMatchObject({ __typename: 'InvalidInputError', path: ['change'] })
    expect(result.message).toMatch(/is still used by at least one ticket/)
  })
})

it('is led to from teams, by what they ask for and what they work on', async () => {
  const team = await make(api, 'Team', { name: 'Desk', kind: 'IT' })
  const asked = await newTicket({ requesterTeam: { id: team } })
  const assigned = await newTicket({ assigneeTeam: { id: team } })
  const answer = await api.get(
    `query ($id: ID!) {
      team(by: { id: $id }) { assignedTickets { nodes { id } } requestedTickets { nodes { id } } }
      byTeam: tickets(filter: { assigneeTeam: { name: { eq: "Desk" } } }) { nodes { id } }
      teams(filter: { requestedTicket: { kind: { eq: INCIDENT } } }) { nodes { name } }
    }`,
    { id: team },
  )
  expect(answer).toEqual({
    team: { assignedTickets: { nodes: [{ id: assigned }] }, requestedTickets: { nodes: [{ id: asked }] } },
    byTeam: { nodes: [{ id: assigned }] },
    teams: { nodes: [{ name: 'Desk' }] },
  })
})

it('pages by priority in both directions, what has none counting as last', async () => {
  const prefix = 'Queue'
  const ids = []
  for (const priority of [3, null, 1, 5, null])
    ids.push(await newTicket({ title: `${prefix} ${priority}`, ...(priority === null ? {} : { priority }) }))
  const [three, none, one, five, other] = ids
  const wanted = [one, three, five, ...[none, other].sort()]
  for (const direction of ['ASC', 'DESC'] as const) {
    const seen: unknown[] = []
    let after: unknown = null
    do {
      const page: object = await api.get(
        `query ($after: String, $orderBy: [TicketOrder!]) {
          tickets(first: 2, after: $after, orderBy: $orderBy, filter: { title: { startsWith: "${prefix}" } }) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after, orderBy: [{ field: 'PRIORITY', direction }] },
      )
      seen.push(...listAt(page, 'tickets', 'nodes').map((node) => at(node, 'id')))
      after = at(page, 'tickets', 'pageInfo', 'hasNextPage')
        ? at(page, 'tickets', 'pageInfo', 'endCursor')
        : null
    } while (after !== null)
    const order = direction === 'ASC' ? wanted : wanted.toReversed()
    expect(new Set(seen)).toEqual(new Set(order))
    expect(seen.filter((id) => id !== none && id !== other)).toEqual(
      order.filter((id) => id !== none && id !== other),
    )
    expect(seen.indexOf(none) > 2).toBe(direction === 'ASC')
  }
})

it('pages over what is due in the year 1 and in the year 9999', async () => {
  const dues = ['0001-02-01T00:00:00Z', '2026-05-01T08:00:00Z', '9999-12-31T23:59:59Z', null]
  const ids = []
  for (const dueAt of dues)
    ids.push(await newTicket({ title: 'Far away', ...(dueAt === null ? {} : { dueAt }) }))
  const seen: unknown[] = []
  for (let after: unknown = null, n = 0; n < dues.length; n += 1) {
    const page: object = await api.get(
      `query ($after: String) {
        tickets(first: 1, after: $after, orderBy: [{ field: DUE_AT }], filter: { title: { eq: "Far away" } }) {
          edges { cursor node { id } } } }`,
      { after },
    )
    seen.push(at(page, 'tickets', 'edges', 0, 'node', 'id'))
    after = at(page, 'tickets', 'edges', 0, 'cursor')
  }
  expect(seen).toEqual(ids)
})
