import { ConfigError, type NeutralRecord } from '@throughline/plugin-kit'
import { listOnce, memoryFiles, testContext } from '@throughline/plugin-kit/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edgesOf } from '../src/edges.ts'
import { elementsOf } from '../src/elements.ts'
import { cyclonedx } from '../src/index.ts'
import { originOf, pageOf, plainPurl } from '../src/web.ts'

const bom = (members: object, name = 'shop') =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: { component: { type: 'application', name, 'bom-ref': 'root' } },
    ...members,
  })

async function recordsIn(
  texts: string | Record<string, string>,
  config: object = {},
): Promise<NeutralRecord[]> {
  const files = memoryFiles(typeof texts === 'string' ? { 'a.json': texts } : texts)
  const listings = await listOnce(cyclonedx, config, files)
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

const ids = (records: readonly NeutralRecord[]) => records.map((record) => record.externalId)
const log4j = {
  type: 'library',
  name: 'log4j-core',
  purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.25.0',
}

describe('identity', () => {
  test('one library in two applications is two assets that share nothing but their purl', async () => {
    const records = await recordsIn({
      'a.json': bom({ components: [log4j] }, 'a'),
      'b.json': bom({ components: [log4j] }, 'b'),
    })
    const libraries = records.filter(
      (record) => record.type === 'asset' && record.kind === 'software.library',
    )
    expect(ids(libraries)).toEqual([`a#${log4j.purl}`, `b#${log4j.purl}`])
    for (const library of libraries) {
      expect(library).toMatchObject({ attributes: { purl: log4j.purl } })
      expect(library).not.toHaveProperty('identifiers')
    }
  })

  test('a component keeps its id when the tool makes up a new bom-ref', async () => {
    const once = await recordsIn(bom({ components: [{ ...log4j, 'bom-ref': 'x' }] }))
    const again = await recordsIn(bom({ components: [{ ...log4j, 'bom-ref': 'y' }] }))
    expect(again).toEqual(once)
  })

  test('the application keeps its id from version to version', async () => {
    const at = (version: string) =>
      bom({ metadata: { component: { type: 'application', group: 'acme', name: 'shop', version } } })
    expect(ids(await recordsIn(at('1')))).toEqual(['acme/shop'])
    expect(ids(await recordsIn(at('2')))).toEqual(['acme/shop'])
  })

  test('the subject configured comes before the one in the document, and stands in for one', async () => {
    expect(ids(await recordsIn(bom({}), { subject: 'mine' }))).toEqual(['mine'])
    expect(await recordsIn(bom({ metadata: {} }), { subject: 'mine' })).toMatchObject([
      { externalId: 'mine', name: 'mine', kind: 'software.application' },
    ])
  })

  test('the subject listed among its own components is the subject', async () => {
    const subject = { type: 'application', name: 'shop', purl: 'pkg:npm/shop@1' }
    const text = bom({ metadata: { component: subject }, components: [{ ...subject, 'bom-ref': 'again' }] })
    expect(ids(await recordsIn(text))).toEqual(['shop'])
  })

  test('a key too long for an id is a digest', async () => {
    const text = bom({ components: [{ type: 'library', name: 'n'.repeat(700) }] })
    const [, library] = await recordsIn(text)
    expect(library?.externalId).toMatch(/^shop#sha256:[0-9a-f]{64}$/)
  })
})

describe('what is left out', () => {
  const text = bom({
    components: [
      { type: 'library', name: 'a', scope: 'excluded', components: [{ type: 'library', name: 'b' }] },
      { type: 'file', name: 'c', components: [{ type: 'library', name: 'd' }] },
    ],
  })

  test('files and what is not there at run time, parts of the latter too', async () => {
    expect(ids(await recordsIn(text))).toEqual(['shop', 'shop#library:d', 'DEPENDS_ON shop > shop#library:d'])
  })

  test('nothing when it is configured so', async () => {
    const all = await recordsIn(text, { leaveOut: [], excluded: true })
    expect(ids(all).slice(0, 5)).toEqual([
      'shop',
      'shop#library:a',
      'shop#library:b',
      'shop#file:c',
      'shop#library:d',
    ])
    expect(ids(all)).toContain('DEPENDS_ON shop#file:c > shop#library:d')
  })
})

describe('licences', () => {
  test('are ids, names and expressions, each once, without their texts', async () => {
    const licenses = [
      { license: { id: 'MIT' } },
      { license: { name: 'Ours', text: { content: 'canary' } } },
      { expression: 'Apache-2.0 OR MIT' },
      { license: { id: 'MIT' } },
    ]
    const [, library] = await recordsIn(bom({ components: [{ ...log4j, licenses }] }))
    expect(library).toMatchObject({ attributes: { licenses: ['MIT', 'Ours', 'Apache-2.0 OR MIT'] } })
  })
})

describe('dependencies', () => {
  test('reach every component from the subject, whatever the graph', () => {
    const count = 8
    const pair = fc.tuple(fc.nat(count - 1), fc.nat(count - 1))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
        const components = Array.from({ length: count }, (_, index) => ({
          type: 'library' as const,
          name: `${index}`,
          'bom-ref': `${index}`,
        }))
        const dependencies = pairs.map(([from, to]) => ({ ref: `${from}`, dependsOn: [`${to}`] }))
        const whole = { specVersion: '1.7' as const, version: 1, components, services: [], dependencies }
        const elements = elementsOf(
          whole,
          { type: 'application', name: 's' },
          { excluded: false, leaveOut: [] },
        )
        const refs = new Set(components.map((component) => component['bom-ref']))
        const { pairs: edges, dangling } = edgesOf(whole, elements, refs)
        const reached = new Set(['application:s'])
        for (const from of reached) for (const [start, end] of edges) if (start === from) reached.add(end)
        expect(reached.size).toBe(count + 1)
        expect(dangling).toBe(0)
        expect(edges.every(([from, to]) => from !== to)).toBe(true)
      }),
    )
  })

  test('on a service only where a dependency says so', async () => {
    const services = [
      { name: 'a', 'bom-ref': 'a' },
      { name: 'b', 'bom-ref': 'b' },
    ]
    const text = bom({ services, dependencies: [{ ref: 'root', dependsOn: ['a'] }] })
    expect(ids(await recordsIn(text)).filter((id) => id.startsWith('DEPENDS_ON'))).toEqual([
      'DEPENDS_ON shop > shop#service:a',
    ])
  })
})

describe('addresses', () => {
  test.each([
    ['https://u:p@h.example.org:8443/t?k=v#f', 'https://h.example.org:8443'],
    ['amqp://u@queue/x', 'amqp://queue'],
    ['/only/a/path', undefined],
    ['mailto:canary@example.org', undefined],
  ])('of the endpoint %s', (address, expected) => {
    expect(originOf(address)).toBe(expected)
  })

  test.each([
    ['https://u:p@h.example.org/a?k=v#f', 'https://h.example.org/a'],
    ['git@github.com:acme/shop.git', undefined],
    ['ftp://h/a', undefined],
    [`https://h/${'a'.repeat(3000)}`, undefined],
  ])('of the page %s', (address, expected) => {
    expect(pageOf(address)).toBe(expected)
  })

  test.each([
    ['pkg:npm/a@1', 'pkg:npm/a@1'],
    ['pkg:deb/a@1?arch=x&distro=y#sub', 'pkg:deb/a@1?arch=x&distro=y#sub'],
    ['pkg:npm/a@1?repository_url=https://t@h&arch=x', 'pkg:npm/a@1?arch=x'],
    ['pkg:npm/a@1?vcs_url=git%2Bhttps://t@h#sub', 'pkg:npm/a@1#sub'],
    ['not a purl', undefined],
  ])('in the package URL %s', (purl, expected) => {
    expect(plainPurl(purl)).toBe(expected)
  })
})

test('the environment configured is that of everything', async () => {
  const records = await recordsIn(bom({ components: [log4j] }), { environment: 'production' })
  for (const record of records) {
    if (record.type === 'asset') expect(record.environment).toBe('production')
  }
})

test('without files the run cannot start', async () => {
  await expect(listOnce(cyclonedx, {})).rejects.toThrow(ConfigError)
})

test('a run that is stopped between two pages lists no more', async () => {
  const components = Array.from({ length: 501 }, (_, index) => ({ type: 'library', name: `${index}` }))
  const controller = new AbortController()
  const context = testContext(cyclonedx.config.parse({}), {
    signal: controller.signal,
    files: memoryFiles({ 'a.json': bom({ components }) }),
  })
  const [stream] = cyclonedx.streams
  const pages = stream?.pages(context, { id: 'shop' }, null, new Date(0))[Symbol.asyncIterator]()
  expect((await pages?.next())?.value.raw).toHaveLength(500)
  controller.abort()
  await expect(pages?.next()).rejects.toThrow('aborted')
})
