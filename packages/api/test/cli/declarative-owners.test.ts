import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportOrganisation, leftOutInWords, STANDARD_EXPORT } from '../../src/cli/declarative/export.ts'
import { startApi, type TestApi } from '../harness.ts'
import { maintain } from '../mapping/organisation.ts'
import { accessTo, applied, exported } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await api.get('mutation { createSource(input: { name: "cmdb", plugin: "api" }) { __typename } }')
})
afterAll(() => api.stop())

async function ingest(): Promise<void> {
  const { ingestRecords } = await api.get<{ ingestRecords: { results: { outcome: string }[] } }>(
    `mutation ($input: IngestRecordsInput!) { ingestRecords(input: $input) {
      ... on IngestRecordsPayload { results { outcome } } ... on Error { message } } }`,
    {
      input: {
        source: 'cmdb',
        services: [
          {
            externalId: 's',
            name: 'Shop',
            description: 'From cmdb',
            dependsOn: [{ service: { name: 'Cart' }, strength: 1, group: 'Pair' }],
          },
        ],
        objectives: [
          {
            externalId: 'o',
            title: 'Grow',
            keyResults: [{ title: 'Orders', start: 1, target: 2 }],
            services: [{ service: { name: 'Shop' }, share: 0.8 }],
          },
        ],
        processes: [{ externalId: 'p', name: 'Selling', services: [{ service: { name: 'Shop' } }] }],
      },
    },
  )
  expect(ingestRecords.results.map(({ outcome }) => outcome)).not.toContain('REJECTED')
}

const shop = () =>
  api.get(`{ services(filter: { name: { eq: "Shop" } }) { nodes { description dependencies(orderBy: [{ field: STRENGTH }, { field: CREATED_AT }]) {
    nodes { onService { name } onAsset { name } strength source { name } mappingRuleVersion { text } } } } } }`)

/** @param described further fields of the service; @param needs entries of its list */
const model = (described: string, needs: string) => `
services:
  - { name: Shop, kind: BUSINESS, ${described} dependsOn: [${needs}] }
  - { name: Cart, kind: TECHNICAL }
  - { name: Base, kind: TECHNICAL }
objectives:
  - { title: Grow, keyResults: [{ title: Visits, start: 0, target: 9 }], services: [Base] }
processes:
  - { name: Selling, services: [Base] }
`

test('what a source states is not exported and not pruned, and takes no difference to restate', async () => {
  await applied(api, model('', 'Base'))
  await ingest()
  expect((await applied(api, model('', 'Base'))).said).toMatch(/^Nothing to do/)
  const text = await exported(api)
  expect(text).toContain('description: From cmdb')
  for (const owned of ['Cart\n        group', 'Orders', 'share']) expect(text).not.toContain(owned)
  const { leftOut } = await exportOrganisation(accessTo(api), STANDARD_EXPORT)
  expect(leftOutInWords(leftOut)).toBe(
    'Left out are links and entries that belong to sources and rules, and come back with them: 5 of the source cmdb.',
  )
  const without = model('description: From cmdb,', '').replaceAll('[Base]', '[]')
  const { code, said } = await applied(api, without, { prune: true, pruneMore: true })
  expect({ code, said: said.split('\n').filter((line) => /^ *[-~+]/.test(line)) }).toEqual({
    code: 0,
    said: ['~ objective "Grow"', '  - services: Base', '~ service "Shop"', '  - dependsOn: service Base'],
  })
  expect(await shop()).toMatchObject({
    services: {
      nodes: [{ dependencies: { nodes: [{ onService: { name: 'Cart' }, source: { name: 'cmdb' } }] } }],
    },
  })
  // The objects themselves are kept, too.
  const gone = await applied(api, 'services: [{ name: Cart }, { name: Base }]\n', {
    prune: true,
    pruneMore: true,
  })
  for (const kept of ['service "Shop"', 'objective "Grow"', 'process "Selling"'])
    expect(gone.said).toContain(`kept: ${kept}: cmdb refers to it`)
})

test('what a file states differently takes precedence over the source, which the plan says', async () => {
  const mine = model('description: Mine,', '{ service: Cart, strength: 0.5 }')
  const { said } = await applied(api, mine)
  expect(said).toContain('    description: "From cmdb" → Mine, takes precedence over the source cmdb')
  expect(said).toContain(
    '  ~ dependsOn: service Cart (strength: 1 → 0.5), takes precedence over the source cmdb',
  )
  await ingest()
  expect(await shop()).toMatchObject({
    services: {
      nodes: [
        {
          description: 'Mine',
          dependencies: { nodes: [{ onService: { name: 'Cart' }, strength: 0.5, source: null }] },
        },
      ],
    },
  })
  expect((await applied(api, mine)).said).toMatch(/^Nothing to do/)
})

test('links of a mapping rule stay its own until a file states them differently', async () => {
  const rules = (entry: string) => `${model('description: Mine,', `{ service: Cart, strength: 0.5 }${entry}`)}
mappingRules:
  - { name: Servers, enabled: true, filter: { kinds: [server] }, service: Shop }
assets:
  - { name: web, kind: server }
`
  await applied(api, rules(''))
  await maintain(api.db)
  const ofRule = { onAsset: { name: 'web' }, strength: 1, mappingRuleVersion: { text: 'rule 1, version 1' } }
  const links = async () => {
    const { services } = (await shop()) as { services: { nodes: [{ dependencies: { nodes: unknown[] } }] } }
    return services.nodes[0].dependencies.nodes
  }
  expect(await links()).toContainEqual(expect.objectContaining(ofRule))
  expect(await exported(api)).not.toContain('asset: web')
  expect((await applied(api, rules(''), { prune: true })).said).toMatch(/^Nothing to do/)
  expect((await applied(api, rules(', { asset: web }'))).said).toMatch(/^Nothing to do/)
  expect(await links()).toContainEqual(expect.objectContaining(ofRule))
  const { said } = await applied(api, rules(', { asset: web, strength: 0.3 }'))
  expect(said).toContain(
    '  ~ dependsOn: asset web (strength: 1 → 0.3), takes precedence over mapping rule 1, version 1',
  )
  await maintain(api.db)
  expect(await links()).toContainEqual({
    ...ofRule,
    onService: null,
    strength: 0.3,
    source: null,
    mappingRuleVersion: null,
  })
})
