import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { rowCounts } from '../state.ts'

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

type Result = Record<string, unknown>

/** Does what a mutation says; gives its payload or its error. */
async function mutate(name: string, input: object, fields: string): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const data = await api.get<Record<string, Result>>(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      __typename ... on ${type}Payload { ${fields} } ... on Error { code message path } } }`,
    { input },
  )
  return data[name] ?? {}
}

const serial = (value: string) => ({ kind: 'serial-number', value })
async function push(
  source: string,
  externalId: string,
  attributes: object,
  ...serials: string[]
): Promise<Result> {
  return mutate(
    'ingestAssets',
    {
      source,
      assets: [
        { externalId, kind: 'server', name: externalId, attributes, identifiers: serials.map(serial) },
      ],
    },
    'results { outcome message asset { id } }',
  )
}

const one = async (name: string) => {
  const { assets } = await api.get<{ assets: { nodes: Result[] } }>(
    `query ($name: String!) { assets(filter: { name: { eq: $name } }) { nodes {
      id name kind lifecycle attributes mergedInto { name } duplicateTasks { nodes { status } } merges { nodes { undoneAt duplicate { name } } }
      provenance { attribute value source externalId setAt confirmedAt isEffective precedence stale rule overriddenReason { code text } } } } }`,
    { name },
  )
  return assets.nodes[0] ?? {}
}

const tasks = async () => {
  const { duplicateTasks } = await api.get<{
    duplicateTasks: { nodes: Result[] }
  }>(`{ duplicateTasks { nodes {
    id status version reason decidedBy identifiers { kind value environment }
    assets { nodes { name } } pendingRecords { nodes { externalId source { name } } } merges { nodes { duplicate { name } } } } } }`)
  return duplicateTasks.nodes
}

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

describe('duplicates', () => {
  const chain = async () => {
    await push('cmdb', 'a', { cores: 4 }, 'SN-1')
    await push('cloud', 'b', { cores: 8 }, 'SN-2')
    return push('scanner', 'c', { seen: true }, 'SN-1', 'SN-2')
  }
  const id = async (name: string) => String((await one(name)).id)

  it('are found, merged and parted again', async () => {
    const { results } = await chain()
    expect(results).toMatchObject([{ outcome: 'REJECTED', asset: null }])
    expect(String((results as Result[])[0]?.message)).toMatch(
      /^Its identifiers \(serial-number SN-1, serial-number SN-2\) belong to 2 assets .* Merge them or dismiss/,
    )
    const [task] = await tasks()
    expect(task).toMatchObject({
      status: 'OPEN',
      identifiers: [
        { kind: 'serial-number', value: 'SN-1', environment: null },
        { kind: 'serial-number', value: 'SN-2', environment: null },
      ],
      assets: { nodes: [{ name: 'a' }, { name: 'b' }] },
      pendingRecords: { nodes: [{ externalId: 'c', source: { name: 'scanner' } }] },
    })
    expect(await one('a')).toMatchObject({ attributes: { cores: 4 } })
    const [a, b] = [await id('a'), await id('b')]
    const merged = await mutate(
      'mergeAssets',
      { survivor: { id: a }, duplicates: [{ id: b }], task: task?.id },
      'merged asset { name attributes } task { status merges { nodes { duplicate { name } } } }',
    )
    expect(merged).toMatchObject({
      merged: 1,
      asset: { name: 'b', attributes: { cores: 8, seen: true } },
      task: { status: 'MERGED', merges: { nodes: [{ duplicate: { name: 'b' } }] } },
    })
    expect(await push('scanner', 'c', { seen: true }, 'SN-1', 'SN-2')).toMatchObject({
      results: [{ outcome: 'UNCHANGED', asset: { id: a } }],
    })
    expect(
      await mutate('updateAsset', { asset: { id: b }, lifecycle: 'LIVE' }, 'asset { id }'),
    ).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['lifecycle'],
    })
    expect(await mutate('unmergeAssets', { duplicates: [{ id: b }] }, 'restoredIds')).toMatchObject({
      restoredIds: [b],
    })
    expect((await tasks()).map(({ status }) => status)).toEqual(['OPEN'])
    expect(await one('b')).toMatchObject({ lifecycle: 'LIVE', mergedInto: null, attributes: { cores: 8 } })
    expect(await mutate('unmergeAssets', { duplicates: [{ id: b }] }, 'restoredIds')).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['duplicates'],
    })
  })

  it('that are different stay so', async () => {
    await chain()
    const [task] = await tasks()
    const input = { task: task?.id, reason: 'Two blades of one chassis.' }
    expect(await mutate('dismissDuplicate', { ...input, version: 99 }, 'task { status }')).toMatchObject({
      __typename: 'ConflictError',
    })
    expect(await mutate('dismissDuplicate', input, 'task { status reason decidedBy }')).toMatchObject({
      task: {
        status: 'DISMISSED',
        reason: 'Two blades of one chassis.',
        decidedBy: expect.stringContaining('ADMIN'),
      },
    })
    expect(await mutate('dismissDuplicate', input, 'task { status }')).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['task'],
    })
    const { results } = await push('scanner', 'c', { seen: true }, 'SN-1', 'SN-2')
    expect(String((results as Result[])[0]?.message)).toContain('were found to be different')
    expect((await tasks()).map(({ status }) => status)).toEqual(['DISMISSED'])
    const merge = {
      survivor: { id: await id('a') },
      duplicates: [{ id: await id('b') }],
      task: task?.id,
    }
    expect(await mutate('mergeAssets', merge, 'merged')).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['task'],
    })
  })

  it('made by what a source comes to say are found, and lapse when it takes it back', async () => {
    await push('cmdb', 'a', {}, 'SN-1')
    await push('cloud', 'b', {}, 'SN-2')
    await push('cmdb', 'a', {}, 'SN-1', 'SN-2')
    expect(await tasks()).toMatchObject([{ status: 'OPEN', identifiers: [{ value: 'SN-2' }] }])
    await push('cmdb', 'a', {}, 'SN-1')
    expect(await tasks()).toMatchObject([{ status: 'OBSOLETE' }])
  })

  it('that meet by a weaker identifier do not keep a stronger one from telling', async () => {
    const record = (name: string, ...identifiers: object[]) => ({
      externalId: name,
      kind: 'server',
      name,
      identifiers,
    })
    const uid = { kind: 'uid', value: 'uid-1' }
    await mutate(
      'ingestAssets',
      { source: 'cmdb', assets: [record('a', serial('SN-1'))] },
      'results { outcome }',
    )
    await mutate('ingestAssets', { source: 'cloud', assets: [record('b', uid)] }, 'results { outcome }')
    const told = await mutate(
      'ingestAssets',
      { source: 'scanner', assets: [record('c', uid, serial('SN-1'))] },
      'results { outcome asset { id } }',
    )
    expect(told).toMatchObject({ results: [{ outcome: 'CHANGED', asset: { id: await id('a') } }] })
    expect(await tasks()).toMatchObject([
      {
        status: 'OPEN',
        identifiers: [{ kind: 'uid', value: 'uid-1' }],
        assets: { nodes: [{ name: 'a' }, { name: 'b' }] },
      },
    ])
  })
})

describe('a preview', () => {
  it('says what would become of each row, by which rule, and leaves no trace', async () => {
    await push('cmdb', 'a', { os: 'Debian', cpus: 4 }, 'SN-1')
    const before = await rowCounts(api.db)
    const { previewIngest } = await api.get<{ previewIngest: Result[] }>(
      `query ($input: IngestAssetsInput!) { previewIngest(input: $input) {
        externalId outcome message matchedBy asset { name }
        attributes { attribute current proposed effective { source value rule } overridden { source value overriddenReason } } } }`,
      {
        input: {
          source: 'scanner',
          assets: [
            {
              externalId: 's',
              kind: 'server',
              name: 's',
              attributes: { os: 'Linux', zone: 'eu' },
              identifiers: [serial('SN-1')],
            },
            { externalId: 'new', kind: 'server', name: 'new' },
            { externalId: 'bad', kind: 'Server', name: 'bad' },
          ],
          relations: [
            { kind: 'RUNS_ON', from: 's', to: 'new' },
            { kind: 'RUNS_ON', from: 's', to: 'nowhere' },
          ],
        },
      },
    )
    expect(await rowCounts(api.db)).toEqual(before)
    expect(previewIngest.map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
      ['s', 'CHANGED'],
      ['new', 'ADDED'],
      ['bad', 'REJECTED'],
      [expect.stringContaining('new'), 'ADDED'],
      [expect.stringContaining('nowhere'), 'REJECTED'],
    ])
    const [first] = previewIngest
    expect(first).toMatchObject({
      matchedBy: 'serial-number SN-1 (priority 100)',
      asset: { name: 'a' },
      message: null,
    })
    const attributes = new Map(((first?.attributes ?? []) as Result[]).map((each) => [each.attribute, each]))
    expect(attributes.get('attributes.os')).toEqual({
      attribute: 'attributes.os',
      current: 'Debian',
      proposed: 'Linux',
      effective: { source: 'cmdb', value: 'Debian', rule: 'the source cmdb has the precedence 100' },
      overridden: [
        {
          source: 'scanner',
          value: 'Linux',
          overriddenReason: 'both have the precedence 100, and cmdb a comes before scanner s by name',
        },
      ],
    })
    expect(attributes.get('attributes.zone')).toMatchObject({
      current: null,
      effective: { source: 'scanner', value: 'eu' },
    })
    expect(attributes.has('attributes.cpus')).toBe(false)
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
