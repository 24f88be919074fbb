import type { JsonObject } from '@throughline/db'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf, eventsOfRequest, uuidFrom } from './audit-trail.ts'
import { at, done, make, mutate } from './mutate.ts'

let api: TestApi
let now = new Date('2026-03-01T00:00:00.000Z')

beforeAll(async () => {
  api = await startApi({ clock: () => now })
  await api.db.kysely
    .insertInto('source')
    .values([
      { name: 'cloud', plugin: 'test', precedence: 50 },
      { name: 'scanner', plugin: 'test', precedence: 100 },
      { name: 'agent', plugin: 'test', precedence: 100 },
    ])
    .execute()
})
afterAll(() => api.stop())
beforeEach(() => {
  now = new Date('2026-03-01T00:00:00.000Z')
})

/** Lets a source say something of an asset; what the asset shows follows with the next change of a person. */
async function says(source: string, asset: string, values: JsonObject): Promise<void> {
  const { id } = await api.db.kysely
    .selectFrom('source')
    .select('id')
    .where('name', '=', source)
    .executeTakeFirstOrThrow()
  const setAt = '2026-02-01T00:00:00.000Z'
  const attributes = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, setAt }]))
  await api.db.kysely
    .insertInto('asset_claim')
    .values({ asset_id: uuidFrom(asset), source_id: id, attributes: attributes as JsonObject })
    .execute()
}

interface Said {
  readonly attribute: string
  readonly value: unknown
  readonly source: string | null
  readonly setAt: string
  readonly isEffective: boolean
}

async function provenance(id: string): Promise<Said[]> {
  const answer = await api.get<{ asset: { provenance: Said[] } }>(
    'query ($id: ID!) { asset(by: { id: $id }) { provenance { attribute value source setAt isEffective } } }',
    { id },
  )
  return answer.asset.provenance
}

/** The claims on one attribute, the effective one first. */
async function claimsOn(id: string, attribute: string): Promise<unknown[]> {
  return (await provenance(id))
    .filter((said) => said.attribute === attribute)
    .map(({ source, value, isEffective }) => [source, value, isEffective])
}

const update = async (id: string, input: object) =>
  at(
    await done(
      api,
      'updateAsset',
      { asset: { id }, ...input },
      'asset { name environment attributes labels version lifecycle retiredAt }',
    ),
    'asset',
  )

describe('what a person says', () => {
  it('overrides every source, whose claims are kept in the order of their precedence', async () => {
    const id = await make(api, 'Asset', { name: 'web-1', kind: 'server', attributes: { os: 'Debian' } })
    await says('scanner', id, { name: 'web-1.scan', 'attributes.os': 'Linux', 'attributes.cpus': 4 })
    await says('cloud', id, { name: 'i-123', 'attributes.os': 'debian-12', 'labels.team': 'shop' })
    await says('agent', id, { 'attributes.cpus': 8 })
    const asset = await update(id, { attributes: { ram: 16 } })
    expect(asset).toMatchObject({ name: 'web-1' })
    expect(at(asset, 'attributes', 'os')).toBe('Debian')
    expect(at(asset, 'attributes', 'ram')).toBe(16)
    expect(await claimsOn(id, 'attributes.os')).toEqual([
      [null, 'Debian', true],
      ['cloud', 'debian-12', false],
      ['scanner', 'Linux', false],
    ])
    expect(await claimsOn(id, 'name')).toEqual([
      [null, 'web-1', true],
      ['cloud', 'i-123', false],
      ['scanner', 'web-1.scan', false],
    ])
    expect((await claimsOn(id, 'attributes.cpus')).map((claim) => at(claim, 2))).toEqual([true, false])
    expect(await claimsOn(id, 'labels.team')).toEqual([['cloud', 'shop', true]])
    expect(at(asset, 'attributes', 'cpus')).toBe(at(await claimsOn(id, 'attributes.cpus'), 0, 1))
  })

  it('is given back to the sources by a null, attribute by attribute', async () => {
    const id = await make(api, 'Asset', {
      name: 'web-2',
      kind: 'server',
      environment: 'test',
      attributes: { os: 'Debian', note: 'ours alone' },
    })
    await says('scanner', id, { 'attributes.os': 'Linux', environment: 'production' })
    await says('cloud', id, { 'attributes.os': 'debian-12' })
    expect(await update(id, { attributes: { os: null } })).toMatchObject({
      attributes: { os: 'debian-12', note: 'ours alone' },
      environment: 'test',
    })
    expect(await claimsOn(id, 'attributes.os')).toEqual([
      ['cloud', 'debian-12', true],
      ['scanner', 'Linux', false],
    ])
    expect(await update(id, { environment: null, attributes: { note: null } })).toMatchObject({
      environment: 'production',
      attributes: { os: 'debian-12' },
    })
    expect(at(await update(id, {}), 'attributes', 'note')).toBeUndefined()
    expect(await claimsOn(id, 'environment')).toEqual([['scanner', 'production', true]])
  })

  it('is given back label by label as well, but no label is anything else than a text', async () => {
    const id = await make(api, 'Asset', {
      name: 'web-7',
      kind: 'server',
      labels: { tier: 'gold', zone: 'eu' },
    })
    await says('cloud', id, { 'labels.tier': 'silver' })
    expect(await update(id, { labels: { tier: null } })).toMatchObject({
      labels: { tier: 'silver', zone: 'eu' },
    })
    expect(await claimsOn(id, 'labels.tier')).toEqual([['cloud', 'silver', true]])
    expect(at(await update(id, { labels: { zone: null } }), 'labels')).toEqual({ tier: 'silver' })
    expect(await mutate(api, 'updateAsset', { asset: { id }, labels: { tier: 1 } })).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['labels'],
    })
  })

  it('adds to what was said before', async () => {
    const id = await make(api, 'Asset', {
      name: 'web-3',
      kind: 'server',
      attributes: { a: 1 },
      labels: { tier: 'gold' },
    })
    expect(
      await update(id, { attributes: { b: { deep: [true, null] } }, labels: { zone: 'eu' } }),
    ).toMatchObject({
      attributes: { a: 1, b: { deep: [true, null] } },
      labels: { tier: 'gold', zone: 'eu' },
    })
    expect(await update(id, { attributes: { a: 2 } })).toMatchObject({ attributes: { a: 2 }, version: 3 })
  })

  it('is dated by when it was first said', async () => {
    const id = await make(api, 'Asset', {
      name: 'web-4',
      kind: 'server',
      attributes: { a: { x: 1, y: 2 }, b: 1 },
    })
    now = new Date('2026-03-05T00:00:00.000Z')
    await update(id, { name: 'web-4', attributes: { a: { y: 2, x: 1 }, b: 2 } })
    const dates = Object.fromEntries((await provenance(id)).map(({ attribute, setAt }) => [attribute, setAt]))
    expect(dates).toEqual({
      kind: '2026-03-01T00:00:00.000Z',
      name: '2026-03-01T00:00:00.000Z',
      'attributes.a': '2026-03-01T00:00:00.000Z',
      'attributes.b': '2026-03-05T00:00:00.000Z',
    })
  })

  it('is no object of anything else than attributes', async () => {
    const id = await make(api, 'Asset', { name: 'web-5', kind: 'server' })
    for (const attributes of [[], 'text', 1, true, null]) {
      const refused = await mutate(api, 'updateAsset', { asset: { id }, attributes })
      expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['attributes'] })
    }
    const proto = await update(id, { attributes: JSON.parse('{ "__proto__": "x", "constructor": "y" }') })
    expect(JSON.stringify(at(proto, 'attributes'))).toBe(
      '{"__proto__": "x", "constructor": "y"}'.replaceAll(': ', ':').replace(', ', ','),
    )
  })

  it('leaves an event also where a source says the same already, so that nothing shows but who says it', async () => {
    const id = await make(api, 'Asset', { name: 'web-6', kind: 'server' })
    await says('cloud', id, { 'attributes.os': 'Debian' })
    await update(id, { attributes: {} })
    const before = await eventsOf(api, id)
    const said = await done(
      api,
      'updateAsset',
      { asset: { id }, attributes: { os: 'Debian' } },
      'asset { version }',
    )
    expect(await claimsOn(id, 'attributes.os')).toEqual([
      [null, 'Debian', true],
      ['cloud', 'Debian', false],
    ])
    const [event, ...more] = await eventsOfRequest(api, said.requestId)
    expect(more).toEqual([])
    expect(event).toMatchObject({ entity_type: 'Asset', entity_id: uuidFrom(id) })
    expect((await eventsOf(api, id)).length).toBe(before.length + 1)
    const again = await done(api, 'updateAsset', { asset: { id }, attributes: { os: 'Debian' } })
    expect(await eventsOfRequest(api, again.requestId)).toEqual([])
  })
})

describe('the lifecycle of an asset', () => {
  it('retires it and brings it back', async () => {
    const id = await make(api, 'Asset', { name: 'old-1', kind: 'server' })
    expect(await update(id, { lifecycle: 'RETIRED' })).toMatchObject({
      lifecycle: 'RETIRED',
      retiredAt: '2026-03-01T00:00:00.000Z',
    })
    now = new Date('2026-04-01T00:00:00.000Z')
    expect(await update(id, { lifecycle: 'RETIRED', attributes: { note: 'still' } })).toMatchObject({
      retiredAt: '2026-03-01T00:00:00.000Z',
      version: 3,
    })
    expect(await update(id, { lifecycle: 'RETIRED' })).toMatchObject({ version: 3 })
    expect(await update(id, { lifecycle: 'PLANNED' })).toMatchObject({
      lifecycle: 'PLANNED',
      retiredAt: null,
    })
  })

  it('may begin with its end', async () => {
    const payload = await done(
      api,
      'createAsset',
      { name: 'old-2', kind: 'server', lifecycle: 'RETIRED' },
      'asset { retiredAt firstSeenAt lastSeenAt }',
    )
    expect(at(payload, 'asset', 'retiredAt')).toBe('2026-03-01T00:00:00.000Z')
  })
})

it('an unknown attribute of an unknown asset is no reason to make one', async () => {
  const id = encodeGlobalId('Asset', '01920000-0000-7000-8000-000000000000')
  expect(await mutate(api, 'updateAsset', { asset: { id }, attributes: { a: 1 } })).toMatchObject({
    __typename: 'NotFoundError',
    path: ['asset', 'id'],
  })
})
