import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'
import { applied } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

describe('a small model', () => {
  const MODEL = `
teams:
  - { name: Ops, kind: IT }
services:
  - name: Store
    kind: BUSINESS
    owner: Ops
    groups: [{ name: Pair }]
    dependsOn: [{ asset: one, group: Pair }, { asset: two, group: Pair }, { service: Base, strength: 0.5 }]
  - { name: Base, id: base, kind: TECHNICAL }
assets:
  - { name: one, kind: server, costPerMonth: 41.50 EUR }
  - { name: two, kind: server }
  - { name: three, kind: server }
  - { name: four, kind: server }
  - { name: five, kind: server }
`
  const store = () =>
    api.get(`{ services(orderBy: [{ field: NAME }]) { nodes { name owner { name } dependencies(orderBy: [{ field: STRENGTH }, { field: CREATED_AT }]) {
      nodes { onService { name } onAsset { name } strength group { name } } } } } assets(orderBy: [{ field: NAME }]) { nodes { name } } }`)

  const idOf = async (list: string, name: string) => {
    const found = await api.get<{ list: { nodes: readonly { id: string }[] } }>(
      `{ list: ${list}(filter: { name: { eq: "${name}" } }) { nodes { id } } }`,
    )
    return found.list.nodes[0]?.id
  }
  const byHand = () => idOf('services', 'By hand')
  const ops = () => idOf('teams', 'Ops')

  test('is planned, written if it is confirmed, and changed by field and entry', async () => {
    const refused = await applied(api, MODEL, { confirm: async () => false })
    expect(refused.code).toBe(3)
    expect(await store()).toEqual({ services: { nodes: [] }, assets: { nodes: [] } })
    expect((await applied(api, MODEL, { confirm: async () => false, exitCode: true })).code).toBe(2)
    expect((await applied(api, MODEL)).code).toBe(0)
    const changed = MODEL.replace('strength: 0.5', 'level: HARD')
      .replace('name: Base, id: base', 'name: Foundation, id: base, lifecycle: PLANNED')
      .replace('service: Base', 'service: base')
      .replace('41.50 EUR', '41.5 EUR')
    const { code, said } = await applied(api, changed)
    expect(code).toBe(0)
    expect(said.split('\n').slice(0, 5)).toEqual([
      '~ service "Store"',
      '  ~ dependsOn: service base (strength: 0.5 → 1)',
      '~ service "Foundation"',
      '    name: Base → Foundation',
      '    lifecycle: LIVE → PLANNED',
    ])
    expect(await store()).toMatchObject({ services: { nodes: [{ name: 'Foundation' }, { name: 'Store' }] } })
    expect((await applied(api, changed)).said).toBe('Nothing to do: everything is as the files state.')
  })

  test('loses with --prune what the files created and do not have any more, behind a guard', async () => {
    const unpruned = MODEL.replace('name: Base, id: base', 'name: Foundation, id: base')
      .replace('service: Base, strength: 0.5', 'service: base')
      .replace('{ asset: two, group: Pair }, ', '')
      .replace('  - { name: five, kind: server }\n', '')
    // What a user makes is not theirs, and what another system refers to is kept.
    await api.get('mutation { createService(input: { name: "By hand", kind: TECHNICAL }) { __typename } }')
    const { assets } = await api.get<{ assets: { nodes: [{ id: string }] } }>(
      '{ assets(filter: { name: { eq: "four" } }) { nodes { id } } }',
    )
    await api.get(
      'mutation ($id: ID!) { addExternalReference(input: { node: { id: $id }, source: "cmdb", externalId: "4" }) { __typename } }',
      { id: assets.nodes[0].id },
    )
    const withoutFour = unpruned.replace('  - { name: four, kind: server }\n', '')
    expect((await applied(api, withoutFour)).said).toContain('--prune removes them')
    const few = await applied(api, withoutFour, { prune: true })
    expect(few.code).toBe(0)
    expect(few.said).toContain('- asset "five"')
    expect(few.said).toContain('  - dependsOn: asset two')
    expect(few.said).toContain('kept: asset "four": cmdb refers to it')
    expect(await store()).toMatchObject({
      services: { nodes: [{ name: 'By hand' }, { name: 'Foundation' }, { name: 'Store' }] },
      assets: { nodes: [{ name: 'four' }, { name: 'one' }, { name: 'three' }, { name: 'two' }] },
    })
    const rest = 'teams: [{ name: Ops, kind: IT }]\n'
    const guarded = await applied(api, rest, { prune: true })
    expect(guarded.code).toBe(3)
    expect(guarded.said).toContain('Nothing is written: the plan removes')
    const nothing = 'settings: { timeZone: UTC }\n'
    await api.get(
      `mutation { updateService(input: { service: { id: "${await byHand()}" }, owner: { id: "${await ops()}" } }) { __typename } }`,
    )
    await expect(applied(api, nothing, { prune: true, pruneMore: true })).rejects.toThrow(
      /^team "Ops" is still used by at least one service/,
    )
    await api.get(
      `mutation { updateService(input: { service: { id: "${await byHand()}" }, owner: null }) { __typename } }`,
    )
    expect((await applied(api, rest, { prune: true, pruneMore: true })).code).toBe(0)
    expect(await store()).toEqual({
      services: { nodes: [{ name: 'By hand', owner: null, dependencies: { nodes: [] } }] },
      assets: { nodes: [{ name: 'four' }] },
    })
  })

  test('enters of an asset only what no source reports', async () => {
    await api.get('mutation { createSource(input: { name: "scan", plugin: "api" }) { __typename } }')
    await api.get(`mutation { ingestAssets(input: { source: "scan", assets: [
      { externalId: "s1", kind: "server", name: "scanned", labels: { rack: "4" } }] }) { __typename } }`)
    const { said } = await applied(
      api,
      'assets:\n  - { name: scanned, labels: { rack: "4", tier: gold }, costPerMonth: 10 EUR }\n',
    )
    expect(said).toContain('labels.tier: gold')
    const entered = await api.get(
      '{ assets(filter: { name: { eq: "scanned" } }) { nodes { provenance { attribute source } } } }',
    )
    expect(entered).toMatchObject({
      assets: {
        nodes: [
          {
            provenance: expect.arrayContaining([
              { attribute: 'labels.rack', source: 'scan' },
              { attribute: 'labels.tier', source: null },
            ]),
          },
        ],
      },
    })
    expect(JSON.stringify(entered)).not.toContain('{"attribute":"labels.rack","source":null}')
  })

  test('has sources, whose secrets come from the environment and stay when their settings change', async () => {
    const text = (url: string) => `sources:
  - name: surveys
    plugin: limesurvey
    config: { url: "${url}", user: bot }
    secretsFrom: { password: SURVEY_PASSWORD }
    precedence: 70
`
    const first = text('http://127.0.0.1:1/remotecontrol')
    await expect(applied(api, first)).rejects.toThrow(
      'model.yaml:2:5: the secret password comes from the environment variable SURVEY_PASSWORD, which is not set',
    )
    const variables = { SURVEY_PASSWORD: 'secret' }
    expect((await applied(api, first, { variables })).code).toBe(0)
    expect((await applied(api, first)).said).toMatch(/^Nothing to do/)
    const { said } = await applied(api, text('http://127.0.0.1:2/remotecontrol'))
    expect(said).toContain('~ source "surveys"')
    expect(
      await api.get('{ sources(filter: { name: { eq: "surveys" } }) { nodes { precedence config } } }'),
    ).toEqual({
      sources: {
        nodes: [
          {
            precedence: 70,
            config: { url: 'http://127.0.0.1:2/remotecontrol', user: 'bot', password: 'sealed:password' },
          },
        ],
      },
    })
    await expect(applied(api, 'sources: [{ name: surveys, plugin: jira }]\n')).rejects.toThrow(
      'cannot be changed',
    )
  })

  test('is refused where a name is ambiguous, and where the caller may not write', async () => {
    for (const kind of ['server', 'database']) {
      await api.get(`mutation { createAsset(input: { name: "twin", kind: "${kind}" }) { __typename } }`)
    }
    await expect(applied(api, 'assets:\n  - { name: twin, owner: Ops }\n')).rejects.toThrow(
      'model.yaml:2:13: 2 existing assets could be "twin"; add a reference { source, id } of the one that is meant, or its kind',
    )
    expect((await applied(api, 'assets:\n  - { name: twin, kind: server, owner: Ops }\n')).code).toBe(0)
    await expect(applied(api, 'services:\n  - { name: Shop, kind: IT }\n')).rejects.toThrow(
      'model.yaml:2:25: kind: ',
    )
    const tooLong = `services:\n  - { name: Shop, kind: BUSINESS, labels: { a: "${'x'.repeat(20_000)}" } }\n  - { name: By hand, lifecycle: RETIRED, kind: TECHNICAL }\nobjectives:\n  - { title: X, startsOn: 2026-02-01, endsOn: 2026-01-01 }\n`
    await expect(applied(api, tooLong)).rejects.toThrow('model.yaml:5:5: endsOn: lies before startsOn')
    const viewer = { url: api.url, token: await api.tokenFor('VIEWER') }
    await expect(applied(viewer, 'teams:\n  - { name: Never, kind: IT }\n')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const { secret } = await createToken(api.db.kysely, {
      name: 'ops',
      role: 'EDITOR',
      team: 'Ops',
      serviceAccount: 'ops',
    })
    const editor = { url: api.url, token: secret }
    expect(
      (await applied(editor, 'services:\n  - { name: Theirs, kind: TECHNICAL, owner: Ops }\n')).code,
    ).toBe(0)
    await expect(
      applied(editor, 'services:\n  - { name: Not theirs, kind: TECHNICAL }\n'),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
