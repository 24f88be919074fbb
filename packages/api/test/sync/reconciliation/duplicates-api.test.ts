import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../harness.ts'
import { rowCounts } from '../state.ts'
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

const { mutate, serial, push, one, tasks } = asking(() => api)

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
