import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { asking, type Result } from './asking.ts'

let api: TestApi
let now = new Date('2030-01-01T00:00:00.000Z')

beforeAll(async () => {
  api = await startApi({ clock: () => now })
})
afterAll(() => api.stop())
beforeEach(async () => {
  now = new Date('2030-01-01T00:00:00.000Z')
  for (const table of ['asset', 'duplicate_task', 'source', 'identification_rule'] as const) {
    await api.db.kysely.deleteFrom(table).execute()
  }
})

const { mutate, push, one } = asking(() => api)

describe('provenance', () => {
  it('states which claim is effective by which rule, why the others are overridden, and when each was confirmed', async () => {
    await push('cmdb', 'a', { os: 'Debian', cpus: 4 }, 'SN-1')
    await push('scanner', 'b', { os: 'Linux' }, 'SN-1')
    const set = await mutate(
      'setPrecedenceRules',
      {
        assetKind: 'server',
        rules: [{ attribute: 'attributes.os', source: 'scanner', precedence: 7, staleAfterSeconds: 86_400 }],
      },
      'rules changed',
    )
    expect(set).toMatchObject({ rules: 1, changed: 1 })
    now = new Date('2030-01-01T12:00:00.000Z')
    await push('cmdb', 'a', { os: 'Debian', cpus: 4 }, 'SN-1')
    const asset = await one('a')
    expect(asset).toMatchObject({ name: 'a', attributes: { os: 'Linux', cpus: 4 } })
    const os = (asset.provenance as Result[]).filter(({ attribute }) => attribute === 'attributes.os')
    expect(os).toEqual([
      {
        attribute: 'attributes.os',
        value: 'Linux',
        source: 'scanner',
        externalId: 'b',
        setAt: '2030-01-01T00:00:00.000Z',
        confirmedAt: '2030-01-01T00:00:00.000Z',
        isEffective: true,
        precedence: 7,
        stale: false,
        rule: 'the rule for attributes.os of server gives scanner the precedence 7, stale after 1 day',
        overriddenReason: null,
      },
      {
        attribute: 'attributes.os',
        value: 'Debian',
        source: 'cmdb',
        externalId: 'a',
        setAt: '2030-01-01T00:00:00.000Z',
        confirmedAt: '2030-01-01T12:00:00.000Z',
        isEffective: false,
        precedence: 100,
        stale: false,
        rule: 'the source cmdb has the precedence 100',
        overriddenReason: {
          code: 'LOWER_PRECEDENCE',
          text: 'the source cmdb has the precedence 100, and the rule for attributes.os of server gives scanner the precedence 7, stale after 1 day',
        },
      },
    ])
    now = new Date('2030-01-03T00:00:00.000Z')
    const later = ((await one('a')).provenance as Result[]).filter(
      ({ attribute }) => attribute === 'attributes.os',
    )
    expect(later.map(({ source, stale }) => [source, stale])).toEqual([
      ['cmdb', false],
      ['scanner', true],
    ])
    // The asset follows when it is looked at again.
    expect(await one('a')).toMatchObject({ attributes: { os: 'Linux' } })
    const none = { assetKind: 'server', rules: [] }
    expect(await mutate('setPrecedenceRules', none, 'rules changed')).toMatchObject({ rules: 0, changed: 1 })
    expect(await one('a')).toMatchObject({ attributes: { os: 'Debian' } })
  })
})

describe('rules', () => {
  it('are set as a whole, listed, and told of with what is built in', async () => {
    await push('cmdb', 'a', {}, 'SN-1')
    const input = {
      assetKind: 'server',
      rules: [
        { identifierKind: 'inventory-number', priority: 50 },
        { identifierKind: 'fqdn', priority: 500, enabled: false },
      ],
    }
    expect(await mutate('setIdentificationRules', input, 'rules')).toMatchObject({ rules: 2 })
    const { effectiveIdentificationRules: rules, identificationRules: own } = await api.get<{
      effectiveIdentificationRules: Result[]
      identificationRules: { nodes: Result[] }
    }>(`{ effectiveIdentificationRules(assetKind: "server") { identifierKind priority enabled scopedToEnvironment builtIn }
          identificationRules { nodes { assetKind identifierKind priority enabled scopedToEnvironment } } }`)
    expect(rules.slice(0, 2)).toEqual([
      {
        identifierKind: 'inventory-number',
        priority: 50,
        enabled: true,
        scopedToEnvironment: false,
        builtIn: false,
      },
      {
        identifierKind: 'serial-number',
        priority: 100,
        enabled: true,
        scopedToEnvironment: false,
        builtIn: true,
      },
    ])
    expect(rules).toContainEqual({
      identifierKind: 'fqdn',
      priority: 500,
      enabled: false,
      scopedToEnvironment: false,
      builtIn: false,
    })
    expect(own.nodes).toHaveLength(2)
    const fewer = { assetKind: 'server', rules: [{ identifierKind: 'fqdn', priority: 400 }] }
    expect(await mutate('setIdentificationRules', fewer, 'rules')).toMatchObject({ rules: 1 })
    const events = await api.db.kysely
      .selectFrom('audit_event')
      .select('action')
      .where('entity_type', '=', 'IdentificationRule')
      .orderBy('id')
      .execute()
    expect(events.map(({ action }) => action).sort()).toEqual([
      'identification_rule.create',
      'identification_rule.create',
      'identification_rule.delete',
      'identification_rule.update',
    ])
    await mutate(
      'setPrecedenceRules',
      { assetKind: '*', rules: [{ attribute: 'labels.*', source: 'cmdb', precedence: 3 }] },
      'rules',
    )
    const { precedenceRules } = await api.get<{ precedenceRules: { nodes: Result[] } }>(
      '{ precedenceRules { nodes { assetKind attribute precedence staleAfterSeconds source { name } } } }',
    )
    expect(precedenceRules.nodes).toEqual([
      {
        assetKind: '*',
        attribute: 'labels.*',
        precedence: 3,
        staleAfterSeconds: null,
        source: { name: 'cmdb' },
      },
    ])
  })

  it.each([
    [
      'setIdentificationRules',
      { assetKind: 'Server', rules: [{ identifierKind: 'uid', priority: 1 }] },
      'assetKind',
    ],
    ['setIdentificationRules', { assetKind: '*', rules: [{ identifierKind: 'uid', priority: 0 }] }, 'rules'],
    ['setIdentificationRules', { assetKind: '*', rules: [{ identifierKind: '', priority: 1 }] }, 'rules'],
    [
      'setIdentificationRules',
      { assetKind: '*', rules: [1, 2].map((priority) => ({ identifierKind: 'uid', priority })) },
      'rules',
    ],
    [
      'setPrecedenceRules',
      { assetKind: '*', rules: [{ attribute: 'os', source: 'cmdb', precedence: 1 }] },
      'rules',
    ],
    [
      'setPrecedenceRules',
      { assetKind: '*', rules: [{ attribute: 'name', source: 'nobody', precedence: 1 }] },
      'rules',
    ],
    [
      'setPrecedenceRules',
      { assetKind: '*', rules: [{ attribute: 'name', source: 'cmdb', precedence: 1001 }] },
      'rules',
    ],
    [
      'setPrecedenceRules',
      { assetKind: '*', rules: [{ attribute: 'name', source: 'cmdb', precedence: 1, staleAfterSeconds: 0 }] },
      'rules',
    ],
  ])('%s refuses %j', async (name, input, field) => {
    await push('cmdb', 'a', {})
    expect(await mutate(name, input, 'rules')).toMatchObject({
      __typename: 'InvalidInputError',
      path: [field],
    })
  })
})

it('rules, merges and previews are for those who may change things', async () => {
  const token = await api.tokenFor('VIEWER')
  for (const [document, code] of [
    ['{ duplicateTasks { totalCount } precedenceRules { totalCount } }', undefined],
    ['{ previewIngest(input: { source: "x" }) { outcome } }', 'FORBIDDEN'],
    ['mutation { setPrecedenceRules(input: { assetKind: "*", rules: [] }) { __typename } }', 'FORBIDDEN'],
    ['mutation { setIdentificationRules(input: { assetKind: "*", rules: [] }) { __typename } }', 'FORBIDDEN'],
    [
      'mutation { mergeAssets(input: { survivor: { id: "x" }, duplicates: [] }) { __typename } }',
      'FORBIDDEN',
    ],
    ['mutation { unmergeAssets(input: { duplicates: [] }) { __typename } }', 'FORBIDDEN'],
    ['mutation { dismissDuplicate(input: { task: "x" }) { __typename } }', 'FORBIDDEN'],
  ] as const) {
    const { errors } = await api.ask(document, {}, { token })
    expect(errors[0]?.extensions.code).toBe(code)
  }
})
