import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { listAt, textAt } from '../features/mutate.ts'
import { until } from '../work/worker-harness.ts'
import { ask, type Serving, serving, throughline, urlOf } from './command.ts'

vi.setConfig({ testTimeout: 180_000 })

const KIT = new URL('../../../plugins/kit', import.meta.url).pathname
const ZOD = new URL('../../../plugins/kit/node_modules/zod', import.meta.url).pathname
const INVENTORY = new URL('../work/fixtures/inventory.ts', import.meta.url).pathname

/** A plugin as somebody might have published it. */
const PACKAGE = `import { definePlugin } from '@throughline/plugin-kit'
import { z } from 'zod'

export const racks = definePlugin({
  id: 'acme-racks',
  title: 'Racks of Acme',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: z.strictObject({ url: z.url() }),
  hosts: ({ url }) => [new URL(url).host],
  assetKinds: { 'acme.rack': { title: 'Rack', attributes: z.strictObject({}) } },
  check: async () => [],
  streams: [
    {
      name: 'racks',
      record: 'asset',
      mode: 'snapshot',
      scopes: async () => [{ id: 'all' }],
      async *pages(ctx) {
        const response = await ctx.http.request(ctx.config.url + '/racks')
        yield { raw: response.json(), next: null }
      },
      primaryKey: ({ name }) => name,
      map: ({ name }) => ({ type: 'asset', externalId: name, kind: 'acme.rack', name }),
    },
  ],
})
`

let database: TestDatabase
let upstream: Upstream
/** Where the operator's configuration lies. */
let directory: string
let server: Serving | undefined
let token: string

beforeEach(async () => {
  database = await testDatabase()
  token = (await createToken(database.db.kysely, { name: 'test', role: 'ADMIN' })).secret
  upstream = await startUpstream(({ path }) => {
    if (path === '/racks') return { json: [{ name: 'rack-1' }] }
    return path === '/hosts' ? { json: { hosts: [{ name: 'host-1', cores: 4 }], next: null } } : { json: [] }
  })
  directory = await mkdtemp(join(tmpdir(), 'throughline-config-'))
  await chmod(directory, 0o755)
  const modules = join(directory, 'node_modules')
  await mkdir(join(modules, '@throughline'), { recursive: true })
  await symlink(KIT, join(modules, '@throughline', 'plugin-kit'))
  await symlink(ZOD, join(modules, 'zod'))
  await mkdir(join(modules, 'acme-racks'))
  await writeFile(
    join(modules, 'acme-racks', 'package.json'),
    JSON.stringify({
      name: 'acme-racks',
      version: '1.0.0',
      type: 'module',
      exports: { import: './racks.js' },
    }),
  )
  await writeFile(join(modules, 'acme-racks', 'racks.js'), PACKAGE)
  await mkdir(join(directory, 'plugins', 'inventory'), { recursive: true })
  await cp(INVENTORY, join(directory, 'plugins', 'inventory', 'index.ts'))
})
afterEach(async () => {
  if (server?.child.exitCode === null) await server.stop('SIGTERM')
  server = undefined
  await upstream.close()
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

const env = () => ({
  DATABASE_URL: urlOf(database.connection),
  PORT: '0',
  THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
})
const write = (configuration: object, name = 'throughline.config.ts') =>
  writeFile(
    join(directory, name),
    `import { defineConfig } from '@throughline/plugin-kit'\n\nexport default defineConfig(${JSON.stringify(configuration)})\n`,
  )
const serve = async () => {
  server = await serving({ env: env(), cwd: directory })
  return server
}
const get = async (query: string) => {
  const { body } = await ask(server?.url ?? '', token, query)
  expect(body.errors).toBeUndefined()
  return body.data
}

const SOURCES = () => [
  { name: 'racks', plugin: 'acme-racks', config: { url: upstream.url } },
  { name: 'hosts', plugin: 'test-inventory', config: { url: upstream.url }, schedule: '*/5 * * * *' },
]
const PLUGINS = ['acme-racks', './plugins/inventory']

test('plugins of a package and of a folder are loaded, and the sources of the file are read', async () => {
  await write({ plugins: PLUGINS, sources: SOURCES() })
  await serve()
  expect(await get('{ plugins { id origin problemMessage } }')).toMatchObject({
    plugins: expect.arrayContaining([
      { id: 'acme-racks', origin: 'acme-racks', problemMessage: null },
      { id: 'test-inventory', origin: './plugins/inventory', problemMessage: null },
    ]),
  })
  const listed = await get('{ sources { nodes { id name plugin status managedBy schedule } } }')
  expect(listed?.sources).toMatchObject({
    nodes: [
      {
        name: 'hosts',
        plugin: 'test-inventory',
        status: 'ACTIVE',
        managedBy: 'CONFIG',
        schedule: '*/5 * * * *',
      },
      { name: 'racks', plugin: 'acme-racks', status: 'ACTIVE', managedBy: 'CONFIG', schedule: null },
    ],
  })
  const ids = listAt(listed, 'sources', 'nodes').map((node) => textAt(node, 'id'))
  for (const id of ids) {
    const asked = await get(`mutation { syncSource(input: { id: "${id}" }) { __typename } }`)
    expect(asked).toEqual({ syncSource: { __typename: 'SyncSourcePayload' } })
  }
  await until(async () => {
    const runs = await database.db.kysely.selectFrom('sync_run').select('status').execute()
    return runs.length >= 2 && runs.every(({ status }) => status === 'SUCCEEDED')
  })
  expect(await get('{ assets { nodes { name kind } } }')).toEqual({
    assets: {
      nodes: [
        { name: 'host-1', kind: 'test.host' },
        { name: 'rack-1', kind: 'acme.rack' },
      ],
    },
  })
  // What the file says is the file's.
  const refused = await get(
    `mutation { updateSource(input: { id: "${ids[0]}", precedence: 1 }) { ... on Error { message } } }`,
  )
  expect(JSON.stringify(refused)).toContain('the configuration file of the server owns')
  await server?.stop('SIGTERM')

  // A source that the file names no more stays, and is everybody's again.
  await write({ plugins: PLUGINS, sources: SOURCES().slice(0, 1) })
  await serve()
  expect(await get('{ sources { nodes { name managedBy } } }')).toEqual({
    sources: {
      nodes: [
        { name: 'hosts', managedBy: 'API' },
        { name: 'racks', managedBy: 'CONFIG' },
      ],
    },
  })
})

test('the file that the documents show is one', async () => {
  const markdown = await readFile(new URL('../../docs/sources.md', import.meta.url), 'utf8')
  const [, shown = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(markdown) ?? []
  await writeFile(join(directory, 'throughline.config.ts'), shown)
  await serve()
  expect(await get('{ sources { nodes { name plugin managedBy } } }')).toEqual({
    sources: {
      nodes: [
        { name: 'manifests', plugin: 'kubernetes', managedBy: 'CONFIG' },
        { name: 'racks', plugin: 'acme-racks', managedBy: 'CONFIG' },
        { name: 'tracker', plugin: 'jira', managedBy: 'CONFIG' },
      ],
    },
  })
})

test('a plugin that cannot be loaded keeps nobody else from their work, and is taken up when it can', async () => {
  const broken = join(directory, 'plugins', 'inventory', 'index.ts')
  await writeFile(broken, "throw new Error('no licence found')\n")
  await write({ plugins: PLUGINS, sources: SOURCES() })
  const { stdout } = await serve()
  expect(stdout()).toContain('cannot be used: ./plugins/inventory (The plugin ./plugins/inventory threw')
  expect(await get('{ sources { nodes { name status statusCode statusReason } } }')).toMatchObject({
    sources: {
      nodes: [
        {
          name: 'hosts',
          status: 'QUARANTINED',
          statusCode: 'PLUGIN_NOT_LOADED',
          statusReason: expect.stringContaining('no licence found'),
        },
        { name: 'racks', status: 'ACTIVE' },
      ],
    },
  })
  await server?.stop('SIGTERM')
  await cp(INVENTORY, broken)
  await serve()
  expect(await get('{ sources { nodes { name status statusReason } } }')).toEqual({
    sources: {
      nodes: [
        { name: 'hosts', status: 'ACTIVE', statusReason: null },
        { name: 'racks', status: 'ACTIVE', statusReason: null },
      ],
    },
  })
})

test.each([
  [{ sources: [{ name: 'racks' }] }, 'the source racks, plugin: '],
  [{ sources: [{ plugin: 'acme-racks' }] }, 'the source number 1, name: '],
  [{ source: [] }, 'Unrecognized key: "source"'],
  [
    { plugins: PLUGINS, sources: [{ name: 'racks', plugin: 'acme-racks', config: { url: 'x' } }] },
    /the source racks cannot be used: config: [\s\S]*url/,
  ],
  [
    { sources: [{ name: 'racks', plugin: 'nothing' }] },
    'the source racks cannot be used: plugin: "nothing" is not installed',
  ],
  [
    {
      plugins: PLUGINS,
      sources: [{ ...{ name: 'racks', plugin: 'acme-racks' }, config: { url: 'http://x' }, schedule: 'now' }],
    },
    'the source racks cannot be used: schedule: "now" must have five fields',
  ],
])('%j is refused at the start, with the file, the source and the field', async (configuration, message) => {
  await write(configuration)
  const { code, stderr } = await throughline(['serve'], { env: env(), cwd: directory })
  expect(code).toBe(2)
  expect(stderr).toContain(join(directory, 'throughline.config.ts'))
  if (typeof message === 'string') expect(stderr).toContain(message)
  else expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('a file that cannot be read, or is not where it should be, is named', async () => {
  await writeFile(join(directory, 'throughline.config.ts'), 'export default {')
  const broken = await throughline(['serve'], { env: env(), cwd: directory })
  expect(broken.code).toBe(2)
  expect(broken.stderr).toContain(`${join(directory, 'throughline.config.ts')} cannot be read: `)
  const away = { ...env(), THROUGHLINE_CONFIG: 'elsewhere.ts' }
  const missing = await throughline(['serve'], { env: away, cwd: directory })
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain(`${join(directory, 'elsewhere.ts')} cannot be read: `)
})
