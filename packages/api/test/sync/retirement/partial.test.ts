import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { backstage } from '@throughline/plugin-backstage'
import { memoryFiles } from '@throughline/plugin-kit/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { syncPlugin } from '../scripted.ts'
import { stateOf } from '../state.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const entity = (name: string, spec = 'owner: team') =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, ${spec} }\n`

/** Approval changes nothing for a listing that is partial. */
const approved = { approveRetirement: true }

async function read(files: Readonly<Record<string, string>>) {
  const { db } = database
  const config = backstage.config.parse({})
  const report = await syncPlugin(db, backstage, { config, files: memoryFiles(files) }, approved)
  const { assets, relations } = await stateOf(db)
  const letters = await db.kysely
    .selectFrom('dead_letter')
    .select('external_id')
    .where('status', '=', 'OPEN')
    .execute()
  return {
    report,
    open: letters.map(({ external_id }) => external_id),
    assets: Object.keys(assets).sort(),
    relations: Object.keys(relations),
  }
}

test('a broken file is a dead letter: its assets and relations stay, and the others are read', async () => {
  const a = { 'a/catalog-info.yaml': entity('a', 'owner: team, dependsOn: ["component:b"]') }
  const b = { 'b/catalog-info.yaml': entity('b') }
  const before = await read({ ...a, ...b, 'c/catalog-info.yaml': entity('c') })
  expect(before.relations).toHaveLength(1)

  const broken = await read({
    'a/catalog-info.yaml': '<<<<<<< HEAD\nkind: [',
    ...b,
    'd/catalog-info.yaml': entity('d'),
  })
  expect(broken.report.counts.asset).toMatchObject({ found: 3, added: 1, rejected: 1, retired: 0 })
  expect(broken.relations).toEqual(before.relations)
  expect(broken.open).toEqual(['a/catalog-info.yaml, document 1'])

  const mended = await read({ ...a, ...b })
  expect(mended.report.counts.asset).toMatchObject({ rejected: 0, retired: 2 })
  expect(mended.relations).toEqual(before.relations)
  expect(mended.open).toEqual([])
})
