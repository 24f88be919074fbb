import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { InputError, readFiles } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SyncSettings, syncPlugin } from '../scripted.ts'
import { rowCounts, stateOf } from '../state.ts'

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

test('a broken manifest changes nothing at all, also where nothing was read before', async () => {
  await edit('web.yaml', (text) => text.replace('kind: Service', 'kind: [Service'))
  await expect(read()).rejects.toThrow(InputError)
  // The source itself, and that somebody made it, stand beside the run.
  expect(await rowCounts(db, 'sync_run', 'source_scope', 'source', 'audit_event', 'audit_unsealed')).toEqual(
    Object.fromEntries(
      Object.keys(
        await rowCounts(db, 'sync_run', 'source_scope', 'source', 'audit_event', 'audit_unsealed'),
      ).map((table) => [table, 0]),
    ),
  )
  await cp(new URL('./fixtures/store', import.meta.url), directory, { recursive: true })
  await read()
  const [rows, state] = [await rowCounts(db, 'sync_run', 'source_scope'), await stateOf(db)]
  await edit('cart.yaml', (text) => text.replace('replicas: 2', 'replicas: 5'))
  await edit('web.yaml', (text) => text.replace('kind: Service', 'kind: [Service'))
  const failure = await read().catch((error: unknown) => error)
  expect(failure).toMatchObject({ file: join(directory, 'web.yaml'), document: 2 })
  expect(await rowCounts(db, 'sync_run', 'source_scope')).toEqual(rows)
  expect(await stateOf(db)).toEqual(state)
  const run = await db.kysely
    .selectFrom('sync_run')
    .selectAll()
    .orderBy('started_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(run).toMatchObject({ status: 'FAILED', error_code: 'INPUT_ERROR', counts: {} })
  expect(run.error_message).toContain('web.yaml, document 2, line ')
})
