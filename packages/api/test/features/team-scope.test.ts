import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEAM_MUTATIONS } from '../../src/access/team-scope.ts'
import { createToken } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf } from './audit-trail.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { done, make, mutate, rowOf, textAt } from './mutate.ts'

/** The field of an input that names the owner of a type, where it has one of its own. */
const OWNER: Readonly<Record<string, string>> = {
  Asset: 'owner',
  Change: 'implementingTeam',
  Objective: 'owner',
  Process: 'owner',
  Service: 'owner',
  Ticket: 'assigneeTeam',
}

/** Whose row it is: of a team below the one of the role, of that team itself, of another one, of none. */
const SITUATIONS = ['below', 'own', 'foreign', 'none'] as const
type Situation = (typeof SITUATIONS)[number]
const mayWrite = (situation: Situation) => situation === 'below' || situation === 'own'

let api: TestApi
let to: Neighbours
/** A service, an objective and so on of each situation. */
const owned = {} as Record<Situation, Neighbours & { readonly process: string; readonly name: string | null }>
/** A token that has the role EDITOR for one team only. */
let editor: string

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
  const own = await make(api, 'Team', { name: 'Own', kind: 'IT' })
  const below = await make(api, 'Team', { name: 'Below', kind: 'IT', parent: { id: own } })
  const teams = { below, own, foreign: to.otherTeam, none: null }
  for (const situation of SITUATIONS) {
    const team = teams[situation]
    const name = `of ${situation}`
    const of = team === null ? null : { id: team }
    owned[situation] = {
      ...to,
      name: { below: 'Below', own: 'Own', foreign: 'Other neighbour', none: null }[situation],
      team: team ?? to.team,
      objective: await make(api, 'Objective', { title: name, owner: of }),
      process: await make(api, 'Process', { name, owner: of }),
      service: await make(api, 'Service', { name, kind: 'BUSINESS', owner: of }),
      asset: await make(api, 'Asset', { name, kind: 'server', owner: of }),
      change: await make(api, 'Change', { title: name, type: 'NORMAL', implementingTeam: of }),
      ticket: await make(api, 'Ticket', { title: name, kind: 'TASK', assigneeTeam: of }),
    }
  }
  const token = { name: 'editor', role: 'EDITOR', team: 'Own', person: 'neighbour@example.org' } as const
  editor = (await createToken(api.db.kysely, token)).secret
})
afterAll(() => api.stop())

/** Whether the editor may; it is told why not. */
async function mayEdit(name: string, input: object, situation: Situation): Promise<boolean> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const { errors, data } = await api.ask(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { message } } }`,
    { input },
    { token: editor },
  )
  if (errors.length === 0) {
    expect(data, name).toEqual({ [name]: { __typename: `${type}Payload` } })
    return true
  }
  const team = owned[situation].name
  expect(errors[0]?.extensions.code, name).toBe('FORBIDDEN')
  expect(errors[0]?.message, name).toContain(
    team === null ? 'without a team takes a role of the whole organisation' : `belongs to the team "${team}"`,
  )
  return false
}

describe('a role of a team', () => {
  it.each(
    ENTITIES.filter(({ type }) => TEAM_MUTATIONS.has(`create${type}`)).map((entity) => [entity.type, entity]),
  )(
    'creates, updates and deletes a %s of its team and the teams below it, and no other',
    async (type, { create, least, change }) => {
      const field = OWNER[type]
      for (const [index, situation] of SITUATIONS.entries()) {
        const near = owned[situation]
        const input = (n: number) =>
          field === undefined
            ? // What belongs to the team of its service or objective.
              {
                ...(type === 'Survey' ? create : least)(near, n),
                ...(type === 'Metric' ? { service: { id: near.service }, asset: null, objective: null } : {}),
              }
            : { ...least(near, n), [field]: situation === 'none' ? null : { id: near.team } }
        const id = await make(api, type, input(index * 2 + 1))
        const results = [
          await mayEdit(`create${type}`, input(index * 2 + 2), situation),
          await mayEdit(`update${type}`, { ...rowOf(type, id), ...change.input }, situation),
          await mayEdit(`delete${type}`, rowOf(type, id), situation),
        ]
        expect(results, situation).toEqual([1, 2, 3].map(() => mayWrite(situation)))
      }
    },
  )

  it.each(Object.entries(OWNER))(
    'gives a %s from one team to another only with a role of both',
    async (type, field) => {
      const entity = ENTITIES.find((one) => one.type === type)
      const move = async (from: Situation, into: Situation, told: Situation, n: number) => {
        const id = await make(api, type, {
          ...entity?.least(to, n),
          [field]: from === 'none' ? null : { id: owned[from].team },
        })
        return mayEdit(
          `update${type}`,
          { ...rowOf(type, id), [field]: into === 'none' ? null : { id: owned[into].team } },
          told,
        )
      }
      expect(await move('below', 'own', 'own', 51)).toBe(true)
      expect(await move('own', 'foreign', 'foreign', 52)).toBe(false)
      expect(await move('foreign', 'own', 'foreign', 53)).toBe(false)
      expect(await move('own', 'none', 'none', 54)).toBe(false)
      expect(await move('none', 'own', 'none', 55)).toBe(false)
    },
  )

  it.each(SITUATIONS)('writes links by the end that they belong to: %s', async (situation) => {
    const near = owned[situation]
    const links: Record<string, object> = {
      linkServiceToObjective: { service: { id: near.service }, objective: { id: owned.foreign.objective } },
      linkServiceToService: { service: { id: near.service }, dependsOn: { id: to.otherService } },
      linkAssetsToService: { service: { id: near.service }, assets: [{ id: owned.foreign.asset }] },
      linkAssets: { from: { id: near.asset }, to: { id: to.asset }, kind: 'CALLS' },
      linkProcess: {
        process: { id: near.process },
        services: [{ id: to.otherService }],
        objectives: [{ id: to.objective }],
      },
      linkChange: { change: { id: near.change }, services: [{ id: to.otherService }] },
      linkTicket: { ticket: { id: near.ticket }, assets: [{ id: to.asset }] },
      ...(situation === 'none'
        ? {}
        : { linkPersonToTeam: { person: { id: to.person }, team: { id: near.team } } }),
    }
    for (const [name, input] of Object.entries(links)) {
      expect(await mayEdit(name, input, situation), name).toBe(mayWrite(situation))
      await done(api, name, input)
      const back = `un${name}`.replace(/^unlink(Service|Person|Assets)To/, 'unlink$1From')
      expect(await mayEdit(back, input, situation), back).toBe(mayWrite(situation))
    }
    const reference = { node: { id: near.ticket }, source: 'desk', externalId: situation }
    expect(await mayEdit('addExternalReference', reference, situation)).toBe(mayWrite(situation))
    const named = { reference: { source: 'register', externalId: situation } }
    await done(api, 'addExternalReference', { node: { id: near.ticket }, ...named.reference })
    expect(await mayEdit('updateTicket', { ticket: named, title: situation }, situation)).toBe(
      mayWrite(situation),
    )
    const effort = { ticket: { id: near.ticket }, minutes: 5 }
    expect(await mayEdit('recordEffort', effort, situation)).toBe(mayWrite(situation))
    const booked = textAt(await done(api, 'recordEffort', effort, 'effort { id }'), 'effort', 'id')
    expect(await mayEdit('deleteEffort', { id: booked }, situation)).toBe(mayWrite(situation))
    const added = await done(
      api,
      'addExternalReference',
      { ...reference, externalId: `${situation} 2` },
      'externalReference { id }',
    )
    const id = textAt(added, 'externalReference', 'id')
    expect(await mayEdit('removeExternalReference', { id }, situation)).toBe(mayWrite(situation))
  })

  it('hangs an objective below one of its team only, since a child counts in the figures of its parent', async () => {
    for (const situation of SITUATIONS) {
      const child = {
        title: `child of ${situation}`,
        owner: { id: owned.own.team },
        parent: { id: owned[situation].objective },
      }
      expect(await mayEdit('createObjective', child, situation)).toBe(mayWrite(situation))
      const { title, owner, parent } = child
      const id = await make(api, 'Objective', { title: `${title} to be`, owner })
      expect(await mayEdit('updateObjective', { objective: { id }, parent }, situation)).toBe(
        mayWrite(situation),
      )
      const placed = await make(api, 'Objective', { title: `placed ${title}`, owner, parent })
      // What an administrator has placed there stays writable for its own team.
      expect(
        await mayEdit('updateObjective', { objective: { id: placed }, title: `${title} again` }, 'own'),
      ).toBe(true)
    }
  })

  it('names a change of any team as the cause of a ticket of its own', async () => {
    for (const situation of SITUATIONS) {
      const cause = { ticket: { id: owned.own.ticket }, causedByChange: { id: owned[situation].change } }
      expect(await mayEdit('updateTicket', cause, situation)).toBe(true)
    }
    const cause = { ticket: { id: owned.foreign.ticket }, causedByChange: { id: owned.own.change } }
    expect(await mayEdit('updateTicket', cause, 'foreign')).toBe(false)
  })

  it('deletes a metric that a key result of another team refers to, and the audit trail says so', async () => {
    const metric = await make(api, 'Metric', {
      name: 'shared',
      unit: '1',
      kind: 'GAUGE',
      service: { id: owned.own.service },
    })
    const keyResult = await make(api, 'KeyResult', {
      title: 'of the other team',
      objective: { id: owned.foreign.objective },
      metric: { id: metric },
      start: 0,
      target: 1,
      current: 0.5,
    })
    expect(await mayEdit('updateKeyResult', { id: keyResult, metric: null }, 'foreign')).toBe(false)
    expect(await mayEdit('deleteMetric', { metric: { id: metric } }, 'own')).toBe(true)
    const events = await eventsOf(api, keyResult)
    expect(events.at(-1)).toMatchObject({
      actor: 'token:editor',
      action: 'key_result.change',
      before: { metric_id: metric.slice(-36) },
      after: { metric_id: null },
    })
  })

  it('reads as before', async () => {
    const { status } = await api.ask('{ services { nodes { owner { name } } } }', {}, { token: editor })
    expect(status).toBe(200)
  })
})

describe('the role of a team', () => {
  it('is EDITOR; reading is organisation-wide', async () => {
    const team = { grantee: { person: { id: to.person } }, team: { id: to.team } }
    for (const role of ['VIEWER', 'APPROVER', 'CONNECTOR', 'ADMIN']) {
      const refused = await mutate(api, 'grantRole', { ...team, role })
      expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['team'] })
      expect(refused.message).toContain('Only the role EDITOR can be limited to a team')
    }
    const token = createToken(api.db.kysely, { name: 'x', role: 'VIEWER', team: 'Own' })
    await expect(token).rejects.toThrow('Only the role EDITOR can be limited to a team')
    await done(api, 'grantRole', { ...team, role: 'EDITOR' })
    await done(api, 'grantRole', { grantee: { person: { id: to.person } }, role: 'EDITOR' })
    const twice = await mutate(api, 'grantRole', { ...team, role: 'EDITOR' })
    expect(twice).toMatchObject({ __typename: 'InvalidInputError', path: ['role'] })
  })
})
