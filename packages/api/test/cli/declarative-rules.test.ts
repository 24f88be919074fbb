import { afterAll, beforeAll, expect, test } from 'vitest'
import { installDefaultRules } from '../../src/mapping/default-rules-store.ts'
import { startApi, type TestApi } from '../harness.ts'
import { applied, everything, exported } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const RULES = `
teams: [{ name: Ops, kind: IT }, { name: Web, kind: IT }]
services: [{ name: Shop, kind: BUSINESS, owner: Web }]
mappingRules:
  - name: Part of
    enabled: true
    filter:
      kinds: [kubernetes.*]
      labels: [{ key: app.kubernetes.io/part-of }, { key: tier, values: ["1", gold] }]
      not: [{ namespaces: [kube-*] }, { owners: [Ops] }]
    serviceName: "{label:app.kubernetes.io/part-of}"
    createService: true
  - name: Shop servers
    description: All of them.
    filter: { names: [shop-*], owners: [Ops, Web] }
    service: Shop
    strength: 0.5
    redundancyGroup: Servers
    minAvailable: 2
  - { name: Rest, serviceName: "{name}", filter: { kinds: [other] } }
`

interface Rule {
  readonly name: string
  readonly ruleVersion: number
  readonly enabled: boolean
}
const stored = () =>
  api.get<{ mappingRules: { nodes: readonly Rule[] } }>(
    '{ mappingRules { nodes { name ruleVersion enabled } } }',
  )
const inOrder = async () =>
  (await stored()).mappingRules.nodes.map(
    ({ name, ruleVersion, enabled }) => `${name} ${ruleVersion}${enabled ? '' : ' draft'}`,
  )

test('mapping rules are created in the order of the file, changed by version and moved', async () => {
  await api.get('mutation { createMappingRule(input: { name: "By hand", serviceName: "x" }) { __typename } }')
  expect((await applied(api, RULES)).code).toBe(0)
  expect(await inOrder()).toEqual(['By hand 1 draft', 'Part of 1', 'Shop servers 1 draft', 'Rest 1 draft'])
  expect((await applied(api, RULES)).said).toMatch(/^Nothing to do/)

  const [head = '', first = '', second = '', third = ''] = RULES.split(/(?=^ {2}- (?:name|\{ name: Rest))/m)
  const enabled = second.replace('name: Shop servers', 'name: Shop servers\n    enabled: true')
  const moved = `${head}${third}${enabled.replace('strength: 0.5', 'strength: 0.4')}${first}`
  const { said } = await applied(api, moved)
  expect(said).toContain(
    '~ mapping rule "Shop servers"\n    enabled: false → true\n    strength: 0.5 → 0.4\n',
  )
  expect(await inOrder()).toEqual(['By hand 1 draft', 'Rest 1 draft', 'Shop servers 2', 'Part of 1'])
  expect((await applied(api, moved)).said).toMatch(/^Nothing to do/)
  // No other rule is removed, and one that the files do not have any more stays.
  const pruned = await applied(api, `${head}${third}`, { prune: true })
  expect(pruned.said).toMatch(/^Nothing to do/)
  expect(await inOrder()).toHaveLength(4)
})

test('a service that a rule names is not pruned: the place of the rule is told, or what uses it', async () => {
  const other = await startApi()
  try {
    const more = '{ name: A, kind: IT }, { name: B, kind: IT }, { name: C, kind: IT }, { name: D, kind: IT }'
    const text = RULES.replace('{ name: Ops, kind: IT }', `{ name: Ops, kind: IT }, ${more}`)
    expect((await applied(other, text)).code).toBe(0)
    const before = await everything(other)
    const without = text.replace(/services: .*\n/, '')
    const line = without.split('\n').findIndex((one) => one.includes('service: Shop')) + 1
    await expect(applied(other, without, { prune: true })).rejects.toThrow(
      `model.yaml:${line}:14: names the service "Shop", which no file declares and --prune would delete; declare it, or take it out here, too`,
    )
    const withoutRules = without.slice(0, without.indexOf('mappingRules:'))
    const refused = applied(other, withoutRules, { prune: true })
    await expect(refused).rejects.toThrow(
      /^service "Shop" is still used by at least one mapping rule; change or delete that first$/,
    )
    expect(await everything(other)).toEqual(before)
    // A rule that names another service from now on does not keep it.
    const moved = without.replace('service: Shop', 'serviceName: Shop')
    expect((await applied(other, moved, { prune: true })).said).toContain('- service "Shop"')
  } finally {
    await other.stop()
  }
})

test('the export of mapping rules gives the same export in a new organisation, whose own rule it leaves out', async () => {
  const text = await exported(api)
  expect(text).toContain('owners:\n            - Ops')
  const other = await startApi()
  try {
    await installDefaultRules(other.db.kysely, new Date('2026-01-01T00:00:00Z'))
    const before = await exported(other)
    expect(before).not.toContain('mappingRules')
    expect((await applied(other, text)).code).toBe(0)
    expect(await exported(other)).toBe(text)
    expect((await applied(other, text)).said).toMatch(/^Nothing to do/)
    // The shipped rule, once changed, is written as it is.
    const off = 'mappingRules: [{ name: Kubernetes workloads, enabled: false }]\n'
    expect((await applied(other, off)).code).toBe(0)
    const changed = await exported(other)
    const third = await startApi()
    try {
      await installDefaultRules(third.db.kysely, new Date('2026-01-01T00:00:00Z'))
      expect((await applied(third, changed)).code).toBe(0)
      expect(await exported(third)).toBe(changed)
    } finally {
      await third.stop()
    }
  } finally {
    await other.stop()
  }
})

test('a rule without a service, or with a team that is not there, is refused with its place', async () => {
  const text = `mappingRules:
  - { name: None, filter: { owners: [Opps] } }
  - { name: Both, service: Shop, serviceName: "{name}" }
`
  await expect(applied(api, text)).rejects.toThrow(
    'model.yaml:3:5: mappingRules: must have either service or serviceName',
  )
  await expect(applied(api, text.replace(', serviceName: "{name}"', ''))).rejects.toThrow(
    /2 problems.*\nmodel\.yaml:2:5: the new mapping rule "None" needs service or serviceName\nmodel\.yaml:2:38: there is no team "Opps".*did you mean "Ops"/,
  )
})
