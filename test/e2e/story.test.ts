import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient, paginate } from '@throughline/sdk'
import { AssetRelations } from '@throughline/sdk/operations/asset-relations'
import { Assets } from '@throughline/sdk/operations/assets'
import { CreateObjective } from '@throughline/sdk/operations/create-objective'
import { CreateService } from '@throughline/sdk/operations/create-service'
import { Gaps } from '@throughline/sdk/operations/gaps'
import { Impact } from '@throughline/sdk/operations/impact'
import { LinkAssetsToService } from '@throughline/sdk/operations/link-assets-to-service'
import { LinkServiceToObjective } from '@throughline/sdk/operations/link-service-to-objective'
import { Objectives } from '@throughline/sdk/operations/objectives'
import { Services } from '@throughline/sdk/operations/services'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../packages/api/src/graphiql/examples.ts'
import { type CommandLine, openCommandLine, type Serving } from './commandLine.ts'

const manifest = new URL('manifests/gift-cards.yaml', import.meta.url).pathname
const example = new URL('../../packages/sdk/examples/what-carries.ts', import.meta.url).pathname

let throughline: CommandLine
let server: Serving
let sdk: Client

beforeAll(async () => {
  throughline = await openCommandLine()
  await start()
})
afterAll(() => throughline?.[Symbol.asyncDispose]())

async function start(): Promise<void> {
  server = await throughline.serve()
  sdk = createClient({ url: server.url, token: server.token })
}

const sync = (file: string) =>
  throughline.run('sync', 'kubernetes', '--file', file, '--source', 'gifts', '--set', 'cluster=lc1')

/** Rows of the table that sync prints, by the type of record. */
function counts(stdout: string): Record<string, Record<string, number>> {
  const lines = stdout.split('\n')
  const headings =
    lines
      .find((line) => line.trimStart().startsWith('found'))
      ?.trim()
      .split(/\s+/) ?? []
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [type = '', ...cells] = line.split(/\s+/)
      if (!/^(assets|relations)$/.test(type)) return []
      return [[type, Object.fromEntries(headings.map((heading, index) => [heading, Number(cells[index])]))]]
    }),
  )
}

const gifts = () => paginate(sdk, Assets, { filter: { name: { startsWith: 'gift-' } } }).toArray()

async function named(name: string): Promise<string> {
  const asset = (await gifts()).find((one) => one.name === name)
  if (asset === undefined) throw new Error(`There is no asset ${name}`)
  return asset.id
}

test('the first start says where everything is, and the demo organisation answers', async () => {
  const said = server.said.join('\n')
  expect(said).toMatch(/^PostgreSQL +18\.\d+, embedded, data in \//m)
  expect(said).toMatch(/^Migrations +\d+ applied$/m)
  expect(said).toMatch(/^Demo +seeded: 10 objectives, 25 services, 318 assets/m)
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/)
  const file = join(throughline.home, 'token')
  expect(await readFile(file, 'utf8')).toBe(`${server.token}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const page = await fetch(server.url, { headers: { accept: 'text/html' } })
  expect(page.headers.get('content-type')).toContain('text/html')
  const asked = examples[0]
  expect(asked?.title).toBe('What carries this objective?')
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
    body: JSON.stringify({ query: asked?.query }),
  })
  expect(await answer.json()).toMatchObject({
    data: {
      objective: {
        title: 'Win customers who come back every fortnight',
        services: {
          edges: expect.arrayContaining([
            expect.objectContaining({
              share: 0.9,
              node: expect.objectContaining({
                name: 'Checkout and payment',
                criticality: expect.objectContaining({ level: 'HIGH' }),
                assets: expect.objectContaining({ totalCount: 8 }),
              }),
            }),
          ]),
        },
      },
    },
  })
})

test('a manifest comes in: found, added, and in the graph with its relations', async () => {
  const first = await sync(manifest)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(counts(first.stdout)).toEqual({
    assets: { found: 10, added: 10, changed: 0, unchanged: 0, retired: 0, rejected: 0 },
    relations: { found: 16, added: 16, changed: 0, unchanged: 0, retired: 0, rejected: 0 },
  })
  expect((await gifts()).map(({ name, kind }) => `${kind} ${name}`)).toEqual(
    expect.arrayContaining([
      'kubernetes.deployment gift-balance',
      'kubernetes.statefulset gift-balance-db',
      'kubernetes.deployment gift-mailer',
      'kubernetes.deployment gift-web',
    ]),
  )
  const relations = await paginate(sdk, AssetRelations, { by: { id: await named('gift-web') } }).toArray()
  expect(relations.map(({ kind, to }) => `${kind} ${to.kind} ${to.name}`)).toEqual([
    'CALLS kubernetes.service balance',
  ])
})

test('the same again changes nothing', async () => {
  const second = await sync(manifest)
  expect(second.code).toBe(0)
  expect(second.stdout).toContain('Nothing changed.')
  expect(counts(second.stdout).assets).toMatchObject({ found: 10, added: 0, unchanged: 10 })
})

test('linked to a service and an objective, an asset says what hangs on it', async () => {
  const { createObjective } = await sdk.execute(CreateObjective, {
    input: { title: 'Give people a reason to come in', weight: 4, status: 'ACTIVE' },
  })
  const { createService } = await sdk.execute(CreateService, {
    input: { name: 'Gift cards', kind: 'BUSINESS' },
  })
  const serviceId = createService.service.id
  const objectiveId = createObjective.objective.id
  await sdk.execute(LinkServiceToObjective, {
    input: { objective: { id: objectiveId }, service: { id: serviceId }, share: 0.5 },
  })
  const hard = [await named('gift-web'), await named('gift-mailer')]
  const { linkAssetsToService } = await sdk.execute(LinkAssetsToService, {
    input: { service: { id: serviceId }, assets: hard.map((id) => ({ id })), level: 'HARD' },
  })
  expect(linkAssetsToService.linked).toBe(2)

  const { impact } = await sdk.execute(Impact, { of: [{ id: await named('gift-balance-db') }] })
  const [atRisk, ...others] = impact.objectives
  expect(others).toEqual([])
  expect(atRisk?.objective?.title).toBe('Give people a reason to come in')
  expect(atRisk?.path.map(({ name }) => name)).toEqual([
    'gift-balance-db',
    'balance-db',
    'gift-balance',
    'balance',
    'gift-web',
    'Gift cards',
    'Give people a reason to come in',
  ])
  expect(impact.valueAtRisk).toBeCloseTo((atRisk?.weight ?? 0) * (atRisk?.loss ?? 0), 10)
  expect(impact.valueAtRisk).toBeGreaterThan(0)
  expect(impact.explanation.reasons.map(({ text }) => text).join()).toContain('gift-web calls balance')
})

test('a script of ten lines prints the same', async () => {
  const environment = { THROUGHLINE_URL: server.url }
  const byName = await throughline.script(example, ['gift-balance-db'], environment)
  expect(byName).toMatchObject({ code: 0, stderr: '' })
  expect(byName.stdout).toContain(
    'gift-balance-db → balance-db → gift-balance → balance → gift-web → Gift cards → Give people a reason to come in',
  )
  expect(byName.stdout).toMatch(/^ +\d+\.\d% {2}Give people a reason to come in$/m)
  const byId = await throughline.script(example, [await named('gift-balance-db')], {
    ...environment,
    THROUGHLINE_TOKEN: server.token,
  })
  expect(byId.stdout).toBe(byName.stdout)
  const unknown = await throughline.script(example, ['no-such-asset'], environment)
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('is not an id of this API') })
})

test('a workload that is gone from the manifest is retired, and the gap has a name', async () => {
  const documents = (await readFile(manifest, 'utf8')).split('---\n')
  const fewer = documents.filter((document) => !document.includes('name: gift-mailer\n'))
  expect(fewer).toHaveLength(documents.length - 1)
  const copy = join(throughline.home, 'gift-cards.yaml')
  await writeFile(copy, fewer.join('---\n'))
  const before = await paginate(sdk, Gaps, { kinds: ['SERVICE_ON_RETIRED_ASSET'] }).toArray()

  const third = await sync(copy)
  expect(third.code).toBe(0)
  expect(counts(third.stdout).assets).toMatchObject({ found: 9, unchanged: 9, retired: 1 })
  const mailer = (await gifts()).find(({ name }) => name === 'gift-mailer')
  expect(mailer).toMatchObject({ lifecycle: 'RETIRED', retiredAt: expect.any(String) })

  const after = await paginate(sdk, Gaps, { kinds: ['SERVICE_ON_RETIRED_ASSET'] }).toArray()
  expect(before.map(({ subjectName }) => subjectName)).not.toContain('Gift cards')
  expect(after).toContainEqual(
    expect.objectContaining({ subjectName: 'Gift cards', relatedName: 'gift-mailer' }),
  )
  expect(after).toHaveLength(before.length + 1)
})

test('a listing that lost nearly everything retires nothing until it is approved', async () => {
  const only = join(throughline.home, 'only-one.yaml')
  await writeFile(only, (await readFile(manifest, 'utf8')).split('---\n').slice(0, 1).join(''))
  const refused = await sync(only)
  expect(refused.code).toBe(3)
  expect(refused.stdout).toContain('--approve-retirement')
  expect((await gifts()).filter(({ lifecycle }) => lifecycle === 'RETIRED').map(({ name }) => name)).toEqual([
    'gift-mailer',
  ])
})

test('Ctrl-C ends it in good order, and everything is there at the next start', async () => {
  const dataDirectory = /data in (.+)$/m.exec(server.said.join('\n'))?.[1] ?? ''
  const pidFile = join(dataDirectory, 'postmaster.pid')
  expect(existsSync(pidFile)).toBe(true)
  const token = server.token
  expect(await server.interrupt()).toMatchObject({ code: 0 })
  expect(existsSync(pidFile)).toBe(false)

  // Without a server the command line starts the database for itself.
  const alone = await sync(join(throughline.home, 'gift-cards.yaml'))
  expect(alone.stdout).toContain('Nothing changed.')
  expect(existsSync(pidFile)).toBe(false)

  await start()
  const said = server.said.join('\n')
  expect(said).toMatch(/^Migrations +up to date$/m)
  expect(said).toMatch(/^Demo +the database is in use; left as it is$/m)
  expect(server.token).toBe(token)
  expect(await paginate(sdk, Objectives, {}).toArray()).toHaveLength(11)
  expect(await paginate(sdk, Services, { filter: { name: { eq: 'Gift cards' } } }).toArray()).toHaveLength(1)
  const { impact } = await sdk.execute(Impact, { of: [{ id: await named('gift-balance-db') }] })
  expect(impact.objectives.map(({ objective }) => objective?.title)).toEqual([
    'Give people a reason to come in',
  ])
})
