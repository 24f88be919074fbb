import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { SHARED, type TrackerSource, trackerAt } from '../work/tracker.ts'
import { fixture } from '../work/worker-harness.ts'
import { at, done, make, mutate, textAt } from './mutate.ts'
import { makeWorkedExample, type WorkedExample } from './worked-example.ts'

const NOWHERE = 'http://127.0.0.1:1'
const ACTION = 'action { id action status actor input attempts externalId url source { id } }'

let api: TestApi
let to: WorkedExample
let tracker: TrackerSource
beforeAll(async () => {
  api = await startApi({
    clock: () => new Date('2026-05-05T12:00:00Z'),
    external: [fixture('tracker'), fixture('inventory')],
    environment: SHARED,
  })
  to = await makeWorkedExample(api)
  tracker = await trackerAt(api, NOWHERE)
})
afterAll(() => api.stop())

const create = (input: object) =>
  done(api, 'createTicketInSource', { source: tracker.id, title: 'Replace it', ...input }, ACTION)
const bodyOf = (answer: unknown) => textAt(answer, 'action', 'input', 'body')
const refusal = async (name: string, input: object) => {
  const { __typename, message } = await mutate(api, name, input)
  return { __typename, message }
}

/** A ticket as it would have come from the tracker. */
async function ticketFrom(source: string, externalId: string): Promise<string> {
  const id = await make(api, 'Ticket', { title: 'Slow', kind: 'INCIDENT' })
  await done(api, 'addExternalReference', { node: { id }, source, externalId })
  return id
}

describe('a ticket', () => {
  test('says what it is about and what is at risk, with the worst paths', async () => {
    const answer = await create({
      body: 'It **rattles**.',
      about: { id: to.host },
      project: 'OPS',
      priority: 2,
      labels: { team: 'infra' },
      kind: 'PROBLEM',
    })
    expect(answer.action).toMatchObject({
      action: 'CREATE_TICKET',
      status: 'QUEUED',
      actor: 'token:ADMIN',
      attempts: 0,
      externalId: null,
      url: null,
      source: { id: tracker.id },
      input: { title: 'Replace it', kind: 'PROBLEM', project: 'OPS', priority: 2, labels: { team: 'infra' } },
    })
    const impact = await api.get<{ impact: { valueAtRisk: number } }>(
      'query ($of: [NodeRef!]!) { impact(of: $of) { valueAtRisk } }',
      { of: [{ id: to.host }] },
    )
    const percent = `${Number((impact.impact.valueAtRisk * 100).toFixed(1))}%`
    expect(impact.impact.valueAtRisk).toBeGreaterThan(0.1)
    const body = bodyOf(answer)
    expect(body).toMatch(
      /^It \*\*rattles\*\*\.\n\n## What it is about\n\n- \*\*Asset:\*\* host\n- \*\*Kind:\*\* server\.virtual, LIVE\n- \*\*Owner:\*\* nobody\n/,
    )
    expect(body).toContain(`If it fails, ${percent} of what the active objectives are worth is at risk.`)
    expect(body).toMatch(/^\| stores \| 25% \| 50% \| 12\.5% \| host → ledger → grow → stores \|$/m)
    expect(body).toContain(to.host)
  })

  test('tells of a change what it touches, and of names of others nothing that Markdown would obey', async () => {
    const evil = await make(api, 'Service', { name: '[x](http://evil) | <b>\\n`', kind: 'TECHNICAL' })
    const change = await make(api, 'Change', {
      title: 'Swap #1',
      type: 'NORMAL',
      plannedStart: '2026-05-06T20:00:00Z',
      plannedEnd: '2026-05-06T22:00:00Z',
    })
    await done(api, 'linkChange', {
      change: { id: change },
      services: [{ id: evil }, { id: to.ledger }],
      assets: [{ id: to.n1 }],
    })
    const body = bodyOf(await create({ about: { id: change } }))
    expect(body).toContain('- **Change:** Swap \\#1\n')
    expect(body).toContain('- **Planned:** 2026-05-06 20:00 to 2026-05-06 22:00 (UTC)')
    expect(body).toContain('- **Touches:** \\[x\\](http://evil) \\| &lt;b&gt;\\\\n\\`, ledger, n1\n')
    expect(body).toContain('ledger → close the month → save')
  })

  test('tells of a gap what is missing and what to do', async () => {
    const body = bodyOf(await create({ gap: { kind: 'SERVICE_WITHOUT_OWNER', subject: { id: to.ledger } } }))
    expect(body).toMatch(/^## What is missing\n\nNo team owns ledger, whose criticality is /)
    expect(body).toContain('Name the team that answers for it.')
    expect(body).toContain('- **Service:** ledger\n')
    expect(body).toContain('## What is at risk')
    const objective = await make(api, 'Objective', { title: 'lonely', weight: 1, status: 'ACTIVE' })
    const gap = { kind: 'OBJECTIVE_WITHOUT_SERVICE', subject: { id: objective } }
    expect(bodyOf(await create({ gap }))).toContain('No live service supports “lonely”')
    await done(api, 'deleteObjective', { objective: { id: objective } })
  })

  test('of nothing at all has what somebody wrote', async () => {
    expect(bodyOf(await create({ body: ' just this ' }))).toBe('just this')
  })

  test.each([
    ['source', () => ({ source: to.host }), 'is the id of an Asset, where the id of a Source belongs'],
    ['about', () => ({ about: { id: to.grow } }), 'where the id of a Change or Service or Asset belongs'],
    [
      'gap',
      () => ({ gap: { kind: 'SERVICE_ON_RETIRED_ASSET', subject: { id: to.ledger } } }),
      'is not in the gap report, or not any more',
    ],
    ['title', () => ({ title: ' ' }), 'is empty'],
    ['priority', () => ({ priority: 9 }), ''],
    ['idempotencyKey', () => ({ idempotencyKey: '' }), 'is empty'],
  ])('with a %s that cannot be is refused', async (path, input, message) => {
    const answer = await mutate(api, 'createTicketInSource', { source: tracker.id, title: 'x', ...input() })
    expect(answer).toMatchObject({ __typename: 'InvalidInputError' })
    expect(answer.path?.[0]).toBe(path)
    expect(answer.message).toContain(message)
  })

  test('is refused at once where the plugin makes none', async () => {
    const { source } = await done(
      api,
      'createSource',
      { name: 'hosts', plugin: 'test-inventory', config: { url: NOWHERE } },
      'source { id }',
    )
    expect(await refusal('createTicketInSource', { source: at(source, 'id'), title: 'x' })).toEqual({
      __typename: 'InvalidInputError',
      message: 'source: is fed by test-inventory, which cannot do createTicket; it can do: nothing',
    })
  })
})

describe('asked for again', () => {
  const idOf = (answer: unknown) => textAt(answer, 'action', 'id')

  test('the same wish is one action, another wish another', async () => {
    const first = idOf(await create({ title: 'Once', about: { id: to.cart } }))
    expect(idOf(await create({ title: 'Once', about: { id: to.cart } }))).toBe(first)
    expect(idOf(await create({ title: 'Twice', about: { id: to.cart } }))).not.toBe(first)
    const { key } = await api.db.kysely
      .selectFrom('source_action')
      .select('idempotency_key as key')
      .where('source_action.input', '@>', JSON.stringify({ title: 'Once' }) as never)
      .executeTakeFirstOrThrow()
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  test('an action that was derived from an id of version 0.1 is found by the present id', async () => {
    const former = Buffer.from(`Asset:${to.n1.replace('asset_', '')}`).toString('base64url')
    const wish = JSON.stringify(['createTicket', { about: former, title: 'Before the upgrade' }])
    const { id } = await api.db.kysely
      .insertInto('source_action')
      .values({
        source_id: tracker.id.replace('source_', ''),
        action: 'createTicket',
        input: {},
        idempotency_key: createHash('sha256').update(wish).digest('base64url'),
        actor: 'token:ADMIN',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(idOf(await create({ title: 'Before the upgrade', about: { id: to.n1 } }))).toBe(
      `source_action_${id}`,
    )
  })

  test('a key is one action whatever has changed in the graph, and is refused for something else', async () => {
    const wish = { title: 'Keyed', about: { id: to.n2 }, idempotencyKey: 'run 4711 of the pipeline' }
    const first = idOf(await create(wish))
    await done(api, 'updateAsset', { asset: { id: to.n2 }, name: 'n2 renamed' })
    expect(idOf(await create(wish))).toBe(first)
    expect(idOf(await create({ ...wish, idempotencyKey: 'run 4712 of the pipeline' }))).not.toBe(first)
    expect(await refusal('createTicketInSource', { source: tracker.id, ...wish, title: 'Another' })).toEqual({
      __typename: 'InvalidInputError',
      message: 'idempotencyKey: was used for something else already; take another',
    })
  })

  test('many at once are one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ title: 'Crowd' })))
    expect(new Set(answers.map(idOf)).size).toBe(1)
  })

  test('of many that want different things under one key, one is first', async () => {
    const wishes = Array.from({ length: 16 }, (_, index) => ({
      source: tracker.id,
      title: `Wish ${index % 4}`,
      idempotencyKey: 'contested',
    }))
    const answers = await Promise.all(
      wishes.map((wish) => mutate(api, 'createTicketInSource', wish, 'action { id }')),
    )
    const made = answers.filter(({ __typename }) => __typename.endsWith('Payload'))
    expect(made).toHaveLength(4)
    expect(new Set(made.map(idOf)).size).toBe(1)
  })

  test('what failed is tried again', async () => {
    const id = idOf(await create({ title: 'Failed' }))
    const { sourceAction } = await api.get<{ sourceAction: unknown }>(
      'query ($id: ID!) { sourceAction(id: $id) { status source { actions { nodes { id } } } } }',
      { id },
    )
    expect(sourceAction).toMatchObject({
      status: 'QUEUED',
      source: { actions: { nodes: expect.arrayContaining([{ id }]) } },
    })
    await api.db.kysely
      .updateTable('source_action')
      .set({ status: 'FAILED', attempts: 3, finished_at: new Date(), error_message: 'no' })
      .where('input', '@>', JSON.stringify({ title: 'Failed' }) as never)
      .execute()
    expect(await create({ title: 'Failed' })).toMatchObject({ action: { id, status: 'QUEUED', attempts: 0 } })
  })
})

describe('a comment', () => {
  test('goes to the source of its ticket, with what is at risk', async () => {
    const ticket = await ticketFrom(tracker.name, 'T-7')
    await done(api, 'linkTicket', { ticket: { id: ticket }, services: [{ id: to.ledger }] })
    const answer = await done(
      api,
      'commentOnTicket',
      { ticket: { id: ticket }, body: 'Look at this.', impact: true },
      ACTION,
    )
    expect(answer.action).toMatchObject({
      action: 'COMMENT',
      status: 'QUEUED',
      source: { id: tracker.id },
      input: { ticket: 'T-7' },
    })
    expect(bodyOf(answer)).toMatch(/^Look at this\.\n\n## What is at risk\n\nIf it fails, /)
  })

  test('is refused where there is nothing to say, or nowhere to say it', async () => {
    const ticket = await ticketFrom(tracker.name, 'T-8')
    expect((await refusal('commentOnTicket', { ticket: { id: ticket } })).message).toBe(
      'body: says nothing: there is no body',
    )
    expect((await refusal('commentOnTicket', { ticket: { id: ticket }, impact: true })).message).toBe(
      'body: says nothing: the ticket is about no service and no asset',
    )
    const own = await make(api, 'Ticket', { title: 'Own', kind: 'TASK' })
    expect((await refusal('commentOnTicket', { ticket: { id: own }, body: 'x' })).message).toBe(
      'ticket: came from no source, so nothing can be done there',
    )
    const foreign = await ticketFrom('hosts', 'H-1')
    expect((await refusal('commentOnTicket', { ticket: { id: foreign }, body: 'x' })).message).toContain(
      'test-inventory, which cannot do comment',
    )
  })
})

test('a survey is sent by the system that it came from, if that can', async () => {
  const survey = await make(api, 'Survey', { title: 'How was it?', template: 'CUSTOM' })
  await done(api, 'addExternalReference', { node: { id: survey }, source: tracker.name, externalId: 'S-1' })
  expect(
    (await refusal('sendSurvey', { survey: { id: survey }, recipients: ['a@b.example'] })).message,
  ).toContain('cannot do sendSurvey; it can do: createTicket, comment')
})

test('what changes another system is for administrators', async () => {
  const viewer = await api.tokenFor('VIEWER')
  for (const [name, input] of [
    ['createTicketInSource', `{ source: "x", title: "x" }`],
    ['commentOnTicket', `{ ticket: { id: "x" } }`],
    ['sendSurvey', `{ survey: { id: "x" }, recipients: [] }`],
  ] as const) {
    const query = `mutation { ${name}(input: ${input}) { ... on Error { code } } }`
    const { errors } = await api.ask(query, {}, { token: viewer })
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN')
  }
})
