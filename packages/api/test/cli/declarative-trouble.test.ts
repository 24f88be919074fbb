import { afterAll, beforeAll, expect, test } from 'vitest'
import { apply } from '../../src/cli/declarative/apply.ts'
import { startApi, type TestApi } from '../harness.ts'
import { accessTo, applied, everything, OPTIONS } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

test('of files with errors all of them are named with their places, and nothing is written', async () => {
  const before = await everything(api)
  const text = `teams:
  - { name: Ops, kind: IT, parent: Web }
  - { name: Web, kind: IT, parent: Ops }
  - { name: Lab, kind: IT }
  - { name: Lab, kind: BUSINESS }
  - { name: Sales }
objectives:
  - title: Grow
    owner: Opps
    services: [Shop, Shop, { service: { source: cmdb, id: "7" } }]
services:
  - { name: Shop, kind: BUSINESS, dependsOn: [{ asset: db, group: Pair }, Basse] }
  - { name: Base, kind: TECHNICAL }
`
  const refused = await applied(api, text).catch((error: unknown) => String(error))
  expect(String(refused).split('\n').slice(1)).toEqual([
    'model.yaml:2:36: "Ops" is its own parent, through other parents',
    'model.yaml:5:5: the team "Lab" is declared twice, first at model.yaml:4:5; if these are two, give each an id and a reference',
    'model.yaml:6:5: the new team "Sales" needs kind',
    'model.yaml:9:12: there is no team "Opps", neither in the files nor in the database; did you mean "Ops"?',
    'model.yaml:10:22: Shop is listed twice',
    'model.yaml:10:28: there is no service cmdb: 7, neither in the files nor in the database',
    'model.yaml:12:47: there is no asset "db", neither in the files nor in the database',
    'model.yaml:12:47: the service has no redundancy group "Pair"; declare it under groups',
    'model.yaml:12:75: there is no service "Basse", neither in the files nor in the database; did you mean "Base"?',
  ])
  expect(await everything(api)).toEqual(before)
})

/** Services whose descriptions fill more than one transaction. */
const large = Array.from(
  { length: 60 },
  (_, n) => `  - { name: Service ${n}, kind: TECHNICAL, description: "${'x'.repeat(15_000)}" }`,
).join('\n')

test('a plan of several transactions is refused before the first one if the caller lacks a role for any', async () => {
  await applied(api, 'people: [{ name: Ada, email: ada@cedar.example }]\n')
  const editor = { url: api.url, token: await api.tokenFor('EDITOR') }
  const viewer = { url: api.url, token: await api.tokenFor('VIEWER') }
  const before = await everything(api)
  const both = `services:\n${large}\npeople: [{ name: Ada B., email: ada@cedar.example }]\n`
  await expect(applied(editor, both)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('ADMIN'),
  })
  await expect(applied(viewer, `services:\n${large}\n`)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('EDITOR'),
  })
  expect(await everything(api)).toEqual(before)
})

test('stopped between two transactions it says what stays, and continues when it is run again', async () => {
  const stop = new AbortController()
  const said: string[] = []
  const progress = (line: string) => {
    if (line === 'transaction 2 of 2') stop.abort(new Error('stopped'))
  }
  const files = [{ file: 'model.yaml', text: `services:\n${large}\n` }]
  await expect(
    apply(accessTo(api, stop.signal), files, OPTIONS, {
      say: (line) => said.push(line),
      result: () => undefined,
      progress,
    }),
  ).rejects.toThrow('stopped')
  expect(said.at(-1)).toMatch(/^Stopped: 1 of 2 transactions are written and stay\./)
  const count = () => api.get('{ services { totalCount } }')
  const { services } = (await count()) as { services: { totalCount: number } }
  expect(services.totalCount).toBeGreaterThan(10)
  expect(services.totalCount).toBeLessThan(60)
  const rest = await applied(api, `services:\n${large}\n`)
  expect(rest.said).toContain(`Plan: ${60 - services.totalCount} to create, 0 to change, 0 to delete.`)
  expect(await count()).toEqual({ services: { totalCount: 60 } })
  expect((await applied(api, `services:\n${large}\n`)).said).toMatch(/^Nothing to do/)
})

test('files with hundreds of assets are compared with a small part of the points of a caller', async () => {
  const limited = await startApi({ rateLimit: { burst: 80_000, perSecond: 1 } })
  try {
    const assets = Array.from({ length: 300 }, (_, n) => `  - { name: asset ${n}, kind: server }`)
    const text = `assets:\n${assets.join('\n')}\n`
    expect((await applied(limited, text)).said).toContain('Plan: 300 to create')
    expect((await applied(limited, text)).said).toMatch(/^Nothing to do/)
  } finally {
    await limited.stop()
  }
})
