import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { countEvents } from './audit-trail.ts'
import { BREACHES } from './breaches.ts'
import { GONE } from './breaking.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate, rowOf } from './mutate.ts'
import { payloadKey } from './payload-key.ts'

let api: TestApi
let to: Neighbours
/** An id of each type whose row is gone. */
const gone: Record<string, string> = {}
let merged: string

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
  for (const entity of ENTITIES) {
    const id = await make(api, entity.type, entity.least(to, 9))
    await done(api, `delete${entity.type}`, rowOf(entity.type, id))
    gone[entity.type] = id
  }
  merged = await make(api, 'Asset', { name: 'merged', kind: 'server.virtual' })
  await done(api, 'mergeAssets', { survivor: { id: to.asset }, duplicates: [{ id: merged }] })
  for (const entity of ENTITIES.filter(({ type }) => type === 'Slo' || type === 'ChangeWindow'))
    await make(api, entity.type, { ...entity.least(to, 10), name: 'taken' })
  await make(api, 'Process', { name: 'Taken' })
  await make(api, 'RedundancyGroup', { service: { id: to.service }, name: 'Taken' })
  for (const id of [to.team, to.service])
    await done(api, 'addExternalReference', { node: { id }, source: 'cmdb', externalId: 'taken' })
})
afterAll(() => api.stop())

/** What nobody can break through the API, by what keeps it. */
const KEPT: readonly (readonly [why: string, constraints: RegExp])[] = [
  ['ids are made by the database', /_pkey$|^redundancy_group_id_service_id_key$/],
  [
    'an enum of the schema',
    /_(kind|status|type|state|outcome|lifecycle|role|severity|template|subject|period_unit|score_measure|score_aspect|score_subject)_check$/,
  ],
  [
    'the check of the input sees to it that they are what they should be',
    /_(labels|attributes)_check$|^survey_(questions|scored_question_key)_check$|^survey_response_|^survey_subject_service$/,
  ],
  [
    'the settings of key results are checked first, and their tests break them',
    /^key_result_(values|range|one_measure|score)$/,
  ],
  ['MoneyInput has both', /^asset_cost_has_currency$|^allocation_currency$/],
  [
    'GraphQL takes no infinite numbers',
    /^key_result_(start_value|target_value|current_value|keep_above|keep_below)_check$|^key_result_check_in_value_check$/,
  ],
  ['set by the code that writes the row', /^asset_(retired|seen_order)$|^external_reference_one_entity$/],
  [
    'no mutation sets it',
    /^change_(actual_window|actual_started|outcome_after_work)$|_source_(state|severity)_check$|_source_id_fkey$/,
  ],
  [
    'mergeAssets looks first whether they are there and differ, and the tests of merging break that',
    /^asset_merged_(into_fkey|not_itself)$/,
  ],
  [
    'only sources and SLOs make alerts',
    /^alert_(fingerprint|title|description)_check$|^alert_(period|origin|slo_id_fkey)$/,
  ],
  [
    'written whole, or by the database',
    /^ticket_(cause_whole|cause_method_check)$|^(ticket|change)_booked_effort_minutes_check$|^effort_one_subject$/,
  ],
  [
    'the tests of links break these',
    /^(membership|change_window_(service|asset)|objective_service|process_|change_service|change_asset|ticket_service|ticket_asset|alert_service|alert_asset|asset_relation)/,
  ],
  [
    'the rules of SLOs and windows look first, and their tests break them',
    /^slo_(indicator|target|operator|threshold|duration|start_time|time_zone|budgeting_method|time_slice_target|time_slice_window)_check$|^slo_window$|^change_window_(start_time|time_zone|recurrence)_check$/,
  ],
  ['versions of rules stay, and only rules name them', /_mapping_rule_version_id_fkey$/],
  ['the tests of links break these too', /^service_dependency/],
]

it('knows every constraint of the tables that mutations write', async () => {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where contype in ('c', 'f', 'u') and conrelid::regclass::text = any(${[
      'team',
      'person',
      'service_account',
      'membership',
      'objective',
      'key_result',
      'key_result_check_in',
      'process',
      'service',
      'redundancy_group',
      'service_dependency',
      'objective_service',
      'process_objective',
      'process_service',
      'asset',
      'asset_relation',
      'change',
      'change_service',
      'change_asset',
      'ticket',
      'ticket_service',
      'ticket_asset',
      'effort',
      'alert',
      'alert_service',
      'alert_asset',
      'survey',
      'survey_response',
      'metric',
      'slo',
      'change_window',
      'change_window_service',
      'change_window_asset',
      'external_reference',
    ]})`.execute(api.db.kysely)
  const unknown = rows
    .map(({ name }) => name)
    .filter((name) => !Object.hasOwn(BREACHES, name) && !KEPT.some(([, names]) => names.test(name)))
  expect(unknown).toEqual([])
  const names = new Set(rows.map(({ name }) => name))
  expect(Object.keys(BREACHES).filter((name) => !names.has(name))).toEqual([])
})

describe('a broken constraint is told by its place and in words', () => {
  it.each(Object.entries(BREACHES))('%s', async (name, [breach, path, message]) => {
    const before = await countEvents(api)
    const { mutation, input } = breach({ to, gone, merged })
    const result = await mutate(api, mutation, input)
    const at = path.split('.')
    if (message === GONE) {
      expect(result).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND', path: at })
      expect(result.message).toMatch(message)
    } else {
      expect(result).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', path: at })
      expect(result.fields).toEqual([{ path: at, message: expect.stringMatching(message) }])
    }
    expect(JSON.stringify(result)).not.toContain(name)
    expect(await countEvents(api)).toBe(before)
  })

  it('a role for those who are gone', async () => {
    for (const [grantee, path] of [
      [{ person: { id: gone.Person } }, ['person', 'id']],
      [{ serviceAccountId: gone.ServiceAccount }, ['serviceAccountId']],
    ] as const) {
      const result = await mutate(api, 'grantRole', { grantee, role: 'VIEWER' })
      expect(result).toMatchObject({ __typename: 'NotFoundError', path: ['grantee', ...path] })
    }
    const given = { grantee: { person: { id: to.person } }, role: 'EDITOR', team: { id: gone.Team } }
    expect(await mutate(api, 'grantRole', given)).toMatchObject({
      __typename: 'NotFoundError',
      path: ['team', 'id'],
    })
  })

  it('an external reference that another entity of the type has', async () => {
    for (const [type, id] of [
      ['Team', to.otherTeam],
      ['Service', to.otherService],
    ] as const) {
      const result = await mutate(api, 'addExternalReference', {
        node: { id },
        source: 'cmdb',
        externalId: 'taken',
      })
      expect(result, type).toMatchObject({ __typename: 'InvalidInputError', path: ['externalId'] })
      expect(result.message).toMatch(/belongs to another entity of this type already/)
    }
  })
})

/** Types whose labels sources tell of, too: a null takes back what a person said of one. */
const WITHDRAWABLE: readonly string[] = ['Asset']

describe('labels are an object of texts', () => {
  const labelled = ENTITIES.filter(({ required }) => required.includes('labels'))
  const refused = [{ tier: 1 }, { tier: {} }, ['gold'], 'gold', 7, { a: 'ok', b: ['x'] }]

  it.each(labelled)('of a $type', async (entity) => {
    const nulls = WITHDRAWABLE.includes(entity.type) ? [] : [{ tier: null }]
    for (const labels of [...refused, ...nulls]) {
      const result = await mutate(api, `create${entity.type}`, { ...entity.least(to, 7), labels })
      expect(result).toMatchObject({ __typename: 'InvalidInputError', path: ['labels'] })
      expect(result.message).toMatch(/is an object whose values are texts/)
    }
  })

  it.each(labelled.filter(({ type }) => WITHDRAWABLE.includes(type)))(
    'of a $type, and a null for none',
    async (entity) => {
      const key = payloadKey(entity.type)
      const input = { ...entity.least(to, 7), labels: { tier: null, zone: 'eu' } }
      const payload = await done(api, `create${entity.type}`, input, `${key} { labels }`)
      expect(at(payload, key, 'labels')).toEqual({ zone: 'eu' })
    },
  )
})

describe('what PostgreSQL cannot hold is refused as input', () => {
  it.each([
    ['a NUL in a text', { name: 'a\u0000b', kind: 'IT' }],
    ['half a character', { name: '\ud800', kind: 'IT' }],
    ['a NUL in a label', { name: 'n', kind: 'IT', labels: { a: '\u0000' } }],
    ['a NUL in the name of a label', { name: 'n', kind: 'IT', labels: { '\u0000': 'a' } }],
    ['half a character in a label', { name: 'n', kind: 'IT', labels: { a: '\ud800' } }],
  ])('%s', async (_what, input) => {
    expect(await mutate(api, 'createTeam', input)).toMatchObject({ __typename: 'InvalidInputError' })
  })

  it('every such text, each by its place', async () => {
    const input = { assetKind: '\u0000', rules: [{ identifierKind: 'uid\ud800', priority: 1 }] }
    const result = await mutate(api, 'setIdentificationRules', input)
    expect(result.fields?.map(({ path }) => path)).toEqual([['assetKind'], ['rules', '0', 'identifierKind']])
  })

  it('a row alone where rows are taken by themselves', async () => {
    const assets = ['good', 'half \ud800'].map((name, index) => ({
      externalId: `${index}`,
      kind: 'server.virtual',
      name,
    }))
    const payload = await done(api, 'ingestAssets', { source: 'script', assets }, 'results { outcome }')
    expect(at(payload, 'results')).toEqual([{ outcome: 'ADDED' }, { outcome: 'REJECTED' }])
  })
})
