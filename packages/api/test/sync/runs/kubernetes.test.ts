import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { readFiles } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SyncSettings, syncPlugin } from '../scripted.ts'
import { stateOf } from '../state.ts'

let database: TestDatabase
let db: Db
let directory: string
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
  directory = await mkdtemp(join(tmpdir(), 'throughline-sync-'))
  await cp(new URL('./fixtures/store', import.meta.url), directory, { recursive: true })
})
afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

const read = (settings: SyncSettings = {}) =>
  syncPlugin(
    db,
    kubernetes,
    {
      config: kubernetes.config.parse({ cluster: 'prod', environment: 'production' }),
      files: readFiles(directory, { extensions: ['.yaml', '.yml', '.json'] }),
    },
    { source: 'prod', ...settings },
  )

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(directory, file), 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  await writeFile(join(directory, file), changed)
}

const deployment = () =>
  db.kysely
    .selectFrom('asset')
    .selectAll()
    .where('kind', '=', 'kubernetes.deployment')
    .where('name', 'like', '%cart%')
    .executeTakeFirstOrThrow()

test('manifests become assets and relations, once', async () => {
  const first = await read()
  expect(first.status).toBe('SUCCEEDED')
  expect(first.counts.asset?.added).toBeGreaterThan(5)
  expect(first.counts.relation?.added).toBeGreaterThan(3)
  expect(first.counts.asset).toMatchObject({ rejected: 0 })
  expect(first.counts.relation).toMatchObject({ rejected: 0 })
  const before = await stateOf(db)
  const second = await read()
  expect(second.counts.asset).toMatchObject({ added: 0, changed: 0, retired: 0 })
  expect(second.counts.relation).toMatchObject({ added: 0, changed: 0, retired: 0 })
  expect(await stateOf(db)).toEqual(before)
})

test('another number of replicas is a change of that one asset', async () => {
  await read()
  const before = await deployment()
  await edit('cart.yaml', (text) => text.replace('replicas: 2', 'replicas: 5'))
  const report = await read()
  expect(report.counts.asset).toMatchObject({ added: 0, changed: 1, retired: 0 })
  const after = await deployment()
  expect(after).toMatchObject({ id: before.id, version: 2, attributes: { replicas: 5 } })
})

test('a manifest taken away retires its assets once that is approved', async () => {
  await read()
  await rm(join(directory, 'cart.yaml'))
  const refused = await read()
  expect(refused.status).toBe('NEEDS_APPROVAL')
  expect(await deployment()).toMatchObject({ lifecycle: 'LIVE' })
  const approved = await read({ approveRetirement: true })
  expect(approved.status).toBe('SUCCEEDED')
  expect(await deployment()).toMatchObject({ lifecycle: 'RETIRED' })
  expect((await stateOf(db)).relations.filter((text) => text.includes('cart'))).toEqual([])
})

test('a broken manifest bars no other, and what was read of it before stays', async () => {
  await read()
  const before = await stateOf(db)
  await edit('web.yaml', (text) => text.replace('kind: Service', 'kind: [Service'))
  expect((await read()).counts.asset).toMatchObject({ rejected: 1, retired: 0 })
  const { assets, relations } = await stateOf(db)
  expect(Object.keys(assets)).toEqual(Object.keys(before.assets))
  expect(Object.keys(relations)).toEqual(Object.keys(before.relations))
})
