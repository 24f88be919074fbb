import type { NeutralRecord, SourceFiles } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { backstage } from '../src/index.ts'

async function recordsIn(files: SourceFiles | string, config: object = {}): Promise<NeutralRecord[]> {
  const input = typeof files === 'string' ? memoryFiles({ 'catalog-info.yaml': files }) : files
  const listings = await listOnce(backstage, config, input)
  const graph = listings.filter(({ stream: { record } }) => record === 'asset' || record === 'relation')
  return graph.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

const ids = async (files: SourceFiles | string, config: object = {}) =>
  (await recordsIn(files, config)).map((record) => record.externalId)

const system = (name: string, metadata = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: ${name}${metadata} }\nspec: { owner: team }\n`
const component = (name: string, spec: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: team, ${spec} }\n`
const location = (spec: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: ${spec}\n`

describe('an answer that is not the whole', () => {
  const page = (name: string, rest: object) =>
    JSON.stringify({
      items: [
        { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name }, spec: { owner: 't' } },
      ],
      ...rest,
    })

  test.each([
    [{ totalItems: 3, pageInfo: { nextCursor: 'eyJ' } }, /1 of 3 entities are in the input/],
    [{ totalItems: 2, pageInfo: {} }, /1 of 2 entities/],
    [{ pageInfo: { nextCursor: 'eyJ' } }, /is a page and not the whole.*api\/catalog\/entities/s],
  ])('is refused: %j', async (rest, message) => {
    await expect(ids(page('a', rest))).rejects.toThrow(message)
    await expect(ids(page('a', rest))).rejects.toMatchObject({ code: 'INPUT_ERROR' })
  })

  test('is whole together with its other pages', async () => {
    const files = memoryFiles({
      '1/catalog-info.json': page('a', { totalItems: 2, pageInfo: { nextCursor: 'eyJ' } }),
      '2/catalog-info.json': page('b', { totalItems: 2, pageInfo: { prevCursor: 'eyI' } }),
    })
    expect(await ids(files)).toEqual(['system:default/a', 'system:default/b'])
    expect(await ids(page('a', { totalItems: 1, pageInfo: {} }))).toEqual(['system:default/a'])
  })
})

describe('what is stored of addresses', () => {
  test('holds no credentials', async () => {
    const annotations =
      ', annotations: { backstage.io/source-location: "url:https://me:canary@git.example.org/a/?token=canary", backstage.io/view-url: "https://me:canary@git.example.org/a" }, links: [{ url: "https://canary@example.org/x?access_token=canary&page=2" }]'
    const listings = await listOnce(backstage, {}, memoryFiles({ 'a.yaml': system('a', annotations) }))
    const raws = listings.flatMap(({ raws }) => raws)
    expect(JSON.stringify(raws)).not.toContain('canary')
    const [record] = await recordsIn(system('a', annotations))
    expect(JSON.stringify(record)).not.toContain('canary')
    expect(record).toMatchObject({
      url: 'https://git.example.org/a',
      attributes: {
        sourceLocation: 'https://git.example.org/a/',
        links: [{ url: 'https://example.org/x?page=2' }],
      },
    })
  })
})

describe('what is wrong and not needed', () => {
  test('is left out with a warning, and the entity is taken', async () => {
    const text = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: web
  title: [a]
  labels: { tier: 1, zone: a }
  annotations:
    backstage.io/kubernetes-id:
    github.com/project-slug: acme/web
  tags: [shop, 7, web]
  links: [{ title: no address }, { url: "https://example.org" }]
spec: { type: service }
`
    const lines: string[] = []
    const listings = await listOnce(backstage, {}, memoryFiles({ 'catalog-info.yaml': text }), lines)
    const [record] = listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
    expect(record).toMatchObject({
      name: 'web',
      labels: { zone: 'a' },
      attributes: {
        type: 'service',
        projectSlug: 'acme/web',
        tags: ['shop', 'web'],
        links: [{ url: 'https://example.org' }],
      },
    })
    expect(record).not.toHaveProperty('attributes.title')
    const [warning] = lines.filter((line) => line.startsWith('Members of entities'))
    for (const part of [
      'document 1, line 6: metadata.labels.tier of component:default/web',
      'metadata.tags[1]',
      'metadata.links[0]',
      'metadata.title',
      'kubernetes-id',
      'spec.lifecycle',
      'spec.owner',
    ]) {
      expect(warning).toContain(part)
    }
    expect(new Set(listings.map(({ partial }) => partial))).toEqual(new Set([false]))
  })

  test.each(['{}', 'null'])('a content of %s says nothing, which is no fault', async (spec) => {
    const text = system('a').replace('{ owner: team }', spec)
    expect(await recordsIn(text)).toMatchObject([{ externalId: 'system:default/a', attributes: {} }])
  })
})

describe('of a directory', () => {
  test('files of other things are passed over, whatever is in them', async () => {
    const files = memoryFiles({
      'catalog-info.yaml': system('a'),
      'chart/deployment.yaml': 'kind: {{ .Values.kind }}\n\t[',
      'data.json': '{"apiVersion": "v1", "kind": "List"',
      'latin.yaml': Uint8Array.of(0xe9),
    })
    expect(await ids(files)).toEqual(['system:default/a'])
  })

  test.each([
    ['catalog-info.yml', system('b')],
    ['web.catalog-info.yaml', system('b')],
    ['x/systems.yaml', system('b')],
    [
      'x/systems.yaml',
      `kind: System\n"apiVersion": "backstage.io/v1beta1"\nmetadata: { name: b }\nspec: { owner: t }`,
    ],
    [
      'x/entities.json',
      '[{"apiVersion":"backstage.io/v1alpha1","kind":"System","metadata":{"name":"b"},"spec":{"owner":"t"}}]',
    ],
  ])('%s is read', async (path, text) => {
    expect(await ids(memoryFiles({ 'catalog-info.yaml': system('a'), [path]: text }))).toEqual([
      'system:default/a',
      'system:default/b',
    ])
  })

  test('UTF-16 is recognised', async () => {
    const bytes = Buffer.from(`\ufeff${system('b')}`, 'utf16le')
    expect(await ids(memoryFiles({ 'a.yaml': 'a: 1\n', 'b.yaml': bytes }))).toEqual(['system:default/b'])
  })

  test('files that are excluded are not looked at', async () => {
    const files = () =>
      memoryFiles({ '/src/catalog-info.yaml': system('a'), '/src/template/content/catalog-info.yaml': '[' })
    await expect(ids(files())).rejects.toThrow('/src/template/content/catalog-info.yaml, document 1')
    expect(await ids(files(), { exclude: ['**/template/**'] })).toEqual(['system:default/a'])
  })
})

describe('a Location', () => {
  test('that is alone, with its targets elsewhere, is refused', async () => {
    const alone = location('{ targets: ["https://git.example.org/a.yaml", ./b.yaml] }')
    await expect(ids(alone)).rejects.toThrow(/no entity but Locations, whose 2 targets are not in the input/)
    expect(await ids(`${alone}---\n${system('a')}`)).toEqual(['system:default/a'])
  })

  const elsewhere = 'apiVersion: example.org/v1\nkind: Thing\nmetadata: { name: t }\n'

  test.each([
    ['{ target: ./more/things.yaml }'],
    ['{ type: file, targets: [more/things.yaml] }'],
    ['{ targets: ["./more/*.yaml"] }'],
    ['{ targets: ["./**/things.yaml"] }'],
    ['{ targets: ["../repo/more/things.yaml"] }'],
  ])('%s makes the file be read strictly', async (spec) => {
    const files = (text: string) =>
      memoryFiles({
        'repo/catalog-info.yaml': `${system('a')}---\n${location(spec)}`,
        'repo/more/things.yaml': text,
      })
    expect(await ids(files(elsewhere))).toEqual(['system:default/a'])
    await expect(ids(files('a: 1\n'))).rejects.toThrow('repo/more/things.yaml, document 1')
  })

  test.each([
    ['{ target: ./not-here.yaml }'],
    ['{ target: "https://example.org/things.yaml" }'],
    ['{ target: "file:./things.yaml" }'],
    ['{}'],
  ])('%s leads nowhere and is no fault', async (spec) => {
    const files = memoryFiles({
      'catalog-info.yaml': `${system('a')}---\n${location(spec)}`,
      'things.yaml': 'a: 1\n',
    })
    expect(await ids(files)).toEqual(['system:default/a'])
  })

  test('that leads back to itself ends', async () => {
    expect(await ids(`${system('a')}---\n${location('{ target: ./catalog-info.yaml }')}`)).toEqual([
      'system:default/a',
    ])
  })
})

describe('relations', () => {
  test('said from both sides are one', async () => {
    const text = [
      component('web', 'dependsOn: [Component:Db]'),
      component('db', 'dependencyOf: [component:default/web]'),
    ].join('---\n')
    expect((await ids(text)).slice(2)).toEqual(['DEPENDS_ON component:default/web > component:default/db'])
  })

  test('to what is not read are left out', async () => {
    const text = [
      component('web', 'system: shop, dependsOn: [user:ada, component:web]'),
      system('shop'),
    ].join('---\n')
    expect(await ids(text)).toHaveLength(3)
    expect(await ids(text, { kinds: ['Component'] })).toEqual(['component:default/web'])
  })

  test('go by the namespace of the entity where they name none', async () => {
    const text = `${component('web', 'system: shop').replace('name: web', 'name: web, namespace: x')}---\n${system('shop')}---\n${system('shop', ', namespace: x')}`
    expect((await ids(text)).at(-1)).toBe('DEPENDS_ON system:x/shop > component:x/web')
  })
})

describe('the address of an asset', () => {
  const linked = system('a', ', links: [{ url: "mailto:a@example.org" }, { url: "https://example.org/a" }]')
  const url = async (text: string, config: object = {}) => {
    const [record] = await recordsIn(text, config)
    return record?.type === 'asset' ? record.url : undefined
  }

  test('is its page in the portal, else its first link', async () => {
    expect(await url(linked, { baseUrl: 'https://portal.example.org/' })).toBe(
      'https://portal.example.org/catalog/default/system/a',
    )
    expect(await url(linked)).toBe('https://example.org/a')
    expect(await url(system('a'))).toBeUndefined()
  })
})

test('labels of the entity override the one that names its owner', async () => {
  const labelled = system('a', ', labels: { backstage.io/owner: me, tier: gold }')
  expect(await recordsIn(labelled)).toMatchObject([{ labels: { 'backstage.io/owner': 'me', tier: 'gold' } }])
})

test('a catalog of kinds that are not read is empty, not wrong', async () => {
  expect(
    await ids('apiVersion: backstage.io/v1alpha1\nkind: Template\nmetadata: { name: ada }\nspec: {}\n'),
  ).toEqual([])
})

describe('the configuration', () => {
  test.each([
    [{ kinds: [] }, 'kinds'],
    [{ kinds: ['Template'] }, 'Component'],
    [{ baseUrl: 'portal' }, 'http or https'],
    [{ environment: ' ' }, 'is empty'],
    [{ exlude: [] }, 'exlude'],
  ])('%j is refused', (config, words) => {
    expect(backstage.config.safeParse(config).error?.message).toContain(words)
  })
})
