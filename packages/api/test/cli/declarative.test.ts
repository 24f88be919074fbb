import { fileURLToPath } from 'node:url'
import { seedDemo } from '@throughline/db/seed'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { type GraphQLClient, graphqlClient } from '../../src/cli/client/graphql-client.ts'
import { type ApplyOptions, apply } from '../../src/cli/declarative/apply.ts'
import { exportYaml, STANDARD_EXPORT } from '../../src/cli/declarative/export.ts'
import { startApi, type TestApi } from '../harness.ts'
import { throughline, urlOf } from './command.ts'

const EXAMPLE = fileURLToPath(new URL('../../examples/declarative-files', import.meta.url))

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

function accessTo({ url, token }: Pick<TestApi, 'url' | 'token'>): GraphQLClient {
  return graphqlClient({ url, token, signal: new AbortController().signal })
}

/** Applies a file and returns the exit code with what was said. */
async function applied(
  text: string,
  options: Partial<ApplyOptions> = {},
  to: Pick<TestApi, 'url' | 'token'> = api,
): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const code = await apply(
    accessTo(to),
    [{ file: 'model.yaml', text }],
    {
      name: 'test',
      prune: false,
      pruneMore: false,
      exitCode: false,
      confirm: async () => true,
      variables: {},
      ...options,
    },
    { say: (line) => said.push(line), result: () => undefined, progress: () => undefined },
  )
  return { code, said: said.join('\n') }
}

/** The rows of every table of a database that mutations write, with their versions. */
async function everything({ db }: Pick<TestApi, 'db'>): Promise<unknown> {
  const { rows } = await sql<{ name: string; row: string }>`
    select table_name as name, query_to_xml(format('select * from %I x order by x::text', table_name), false, true, '')::text as row
    from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
      and table_name in ('team', 'person', 'membership', 'objective', 'key_result', 'objective_service', 'service',
        'service_dependency', 'redundancy_group', 'process', 'process_objective', 'process_service', 'asset',
        'asset_claim', 'asset_relation', 'external_reference', 'organisation_setting', 'audit_event')
    order by 1`.execute(db.kysely)
  return rows
}

test('one command applies a folder with 60 assets, and the second time it writes nothing', async () => {
  const own = await startApi()
  try {
    const run = (...args: string[]) =>
      throughline(['apply', '-f', EXAMPLE, ...args], { env: { DATABASE_URL: urlOf(own.db.connection) } })
    const first = await run('--yes')
    expect(first.stderr).toBe('')
    expect(first.code).toBe(0)
    expect(first.stdout).toContain('+ service "Web shop"')
    expect(first.stdout).toMatch(/service "Network": new → CRITICAL/)
    expect(first.stdout).toContain('Plan: 82 to create, 0 to change, 0 to delete.')
    const counts = await own.get<Record<string, { totalCount: number }>>(`{
      teams { totalCount } people { totalCount } objectives { totalCount } services { totalCount }
      processes { totalCount } assets { totalCount }
      unmapped: gaps(kinds: [SERVICE_WITHOUT_OWNER, OBJECTIVE_WITHOUT_SERVICE]) { totalCount } }`)
    expect(Object.values(counts).map(({ totalCount }) => totalCount)).toEqual([6, 3, 4, 8, 1, 60, 0])
    const written = await everything(own)
    const second = await run('--exit-code')
    expect(second).toMatchObject({ code: 0, stderr: '' })
    expect(second.stdout).toBe('Nothing to do: everything is as the files state.\n')
    expect(await everything(own)).toEqual(written)
    // Of a file with an error nothing is written, whatever else it has.
    const broken = await throughline(['apply', '-f', '-', '--exit-code', '--yes'], {
      env: { THROUGHLINE_URL: own.url, THROUGHLINE_TOKEN: own.token },
      input: 'services:\n  - { name: Backup, owner: Infrastructur }\n  - { name: New, kind: TECHNICAL }\n',
    })
    expect(broken).toMatchObject({ code: 1, stdout: '' })
    expect(broken.stderr).toBe(
      'throughline: <stdin>:2:28: there is no team "Infrastructur", neither in the files nor in the database; did you mean "Infrastructure"?\n',
    )
    expect(await everything(own)).toEqual(written)
  } finally {
    await own.stop()
  }
})

test('the export of the demo organisation, applied to an empty database, gives the same export', async () => {
  const demo = await startApi({
    template: 'demo-declarative',
    prepare: ({ kysely }) => seedDemo(kysely, { today: '2031-05-20' }),
  })
  const empty = await startApi()
  try {
    const exported = await exportYaml(accessTo(demo), STANDARD_EXPORT)
    expect(exported.length).toBeGreaterThan(100_000)
    const before = await everything(demo)
    expect(await applied(exported, {}, demo)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Nothing to do/),
    })
    expect(await everything(demo)).toEqual(before)
    expect((await applied(exported, {}, empty)).code).toBe(0)
    expect(await exportYaml(accessTo(empty), STANDARD_EXPORT)).toBe(exported)
    expect((await applied(exported, {}, empty)).said).toMatch(/^Nothing to do/)
  } finally {
    await demo.stop()
    await empty.stop()
  }
})

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
    const refused = await applied(MODEL, { confirm: async () => false })
    expect(refused.code).toBe(3)
    expect(await store()).toEqual({ services: { nodes: [] }, assets: { nodes: [] } })
    expect((await applied(MODEL, { confirm: async () => false, exitCode: true })).code).toBe(2)
    expect((await applied(MODEL)).code).toBe(0)
    const changed = MODEL.replace('strength: 0.5', 'level: HARD')
      .replace('name: Base, id: base', 'name: Foundation, id: base, lifecycle: PLANNED')
      .replace('service: Base', 'service: base')
      .replace('41.50 EUR', '41.5 EUR')
    const { code, said } = await applied(changed)
    expect(code).toBe(0)
    expect(said.split('\n').slice(0, 5)).toEqual([
      '~ service "Store"',
      '  ~ dependsOn: service base (strength: 0.5 → 1)',
      '~ service "Foundation"',
      '    name: Base → Foundation',
      '    lifecycle: LIVE → PLANNED',
    ])
    expect(await store()).toMatchObject({ services: { nodes: [{ name: 'Foundation' }, { name: 'Store' }] } })
    expect((await applied(changed)).said).toBe('Nothing to do: everything is as the files state.')
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
      'mutation ($id: ID!) { addExternalReference(input: { id: $id, source: "cmdb", externalId: "4" }) { __typename } }',
      { id: assets.nodes[0].id },
    )
    const withoutFour = unpruned.replace('  - { name: four, kind: server }\n', '')
    expect((await applied(withoutFour)).said).toContain('--prune removes them')
    const few = await applied(withoutFour, { prune: true })
    expect(few.code).toBe(0)
    expect(few.said).toContain('- asset "five"')
    expect(few.said).toContain('  - dependsOn: asset two')
    expect(few.said).toContain('kept: asset "four": cmdb refers to it')
    expect(await store()).toMatchObject({
      services: { nodes: [{ name: 'By hand' }, { name: 'Foundation' }, { name: 'Store' }] },
      assets: { nodes: [{ name: 'four' }, { name: 'one' }, { name: 'three' }, { name: 'two' }] },
    })
    const rest = 'teams: [{ name: Ops, kind: IT }]\n'
    const guarded = await applied(rest, { prune: true })
    expect(guarded.code).toBe(3)
    expect(guarded.said).toContain('Nothing is written: the plan removes')
    const nothing = 'settings: { timeZone: UTC }\n'
    await api.get(
      `mutation { updateService(input: { id: "${await byHand()}", ownerId: "${await ops()}" }) { __typename } }`,
    )
    await expect(applied(nothing, { prune: true, pruneMore: true })).rejects.toThrow(
      /^team "Ops": mutations\.\d+\.input\.id: is still used by at least one service/,
    )
    await api.get(
      `mutation { updateService(input: { id: "${await byHand()}", ownerId: null }) { __typename } }`,
    )
    expect((await applied(rest, { prune: true, pruneMore: true })).code).toBe(0)
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
    await expect(applied(first)).rejects.toThrow(
      'model.yaml:2:5: the secret password comes from the environment variable SURVEY_PASSWORD, which is not set',
    )
    const variables = { SURVEY_PASSWORD: 'secret' }
    expect((await applied(first, { variables })).code).toBe(0)
    expect((await applied(first)).said).toMatch(/^Nothing to do/)
    const { said } = await applied(text('http://127.0.0.1:2/remotecontrol'))
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
    await expect(applied('sources: [{ name: surveys, plugin: jira }]\n')).rejects.toThrow('cannot be changed')
  })

  test('is refused where a name is ambiguous, and where the caller may not write', async () => {
    for (const kind of ['server', 'database']) {
      await api.get(`mutation { createAsset(input: { name: "twin", kind: "${kind}" }) { __typename } }`)
    }
    await expect(applied('assets:\n  - { name: twin, owner: Ops }\n')).rejects.toThrow(
      'model.yaml:2:13: 2 existing assets could be "twin"; add a reference { source, id } of the one that is meant, or its kind',
    )
    expect((await applied('assets:\n  - { name: twin, kind: server, owner: Ops }\n')).code).toBe(0)
    await expect(applied('services:\n  - { name: Shop, kind: IT }\n')).rejects.toThrow(
      'model.yaml:2:25: kind: ',
    )
    const tooLong = `services:\n  - { name: Shop, kind: BUSINESS, labels: { a: "${'x'.repeat(20_000)}" } }\n  - { name: By hand, lifecycle: RETIRED, kind: TECHNICAL }\nobjectives:\n  - { title: X, startsOn: 2026-02-01, endsOn: 2026-01-01 }\n`
    await expect(applied(tooLong)).rejects.toThrow('model.yaml:5:5: endsOn: lies before startsOn')
    const viewer = { url: api.url, token: await api.tokenFor('VIEWER') }
    await expect(applied('teams:\n  - { name: Never, kind: IT }\n', {}, viewer)).rejects.toMatchObject({
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
      (await applied('services:\n  - { name: Theirs, kind: TECHNICAL, owner: Ops }\n', {}, editor)).code,
    ).toBe(0)
    await expect(
      applied('services:\n  - { name: Not theirs, kind: TECHNICAL }\n', {}, editor),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
