import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { done, make, mutate, textAt } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const asset = (name: string) => make(api, 'Asset', { name, kind: 'server.virtual' })

test('nothing is linked to an asset that is merged into another, and its survivor is not deleted', async () => {
  const [survivor, duplicate, other] = [
    await asset('survivor'),
    await asset('duplicate'),
    await asset('other'),
  ]
  await done(api, 'mergeAssets', { survivor: { id: survivor }, duplicates: [{ id: duplicate }] })
  const service = await make(api, 'Service', { name: 'shop', kind: 'BUSINESS' })
  const ticket = await make(api, 'Ticket', { title: 'slow', kind: 'INCIDENT' })
  const change = await make(api, 'Change', { title: 'patch', type: 'NORMAL' })
  const refused = async (name: string, input: object) => {
    const { __typename, fields } = await mutate(api, name, input)
    expect({ name, __typename, fields }).toMatchObject({
      name,
      __typename: 'InvalidInputError',
      fields: [{ message: expect.stringContaining('merge') }],
    })
  }
  await refused('linkAssetsToService', { service: { id: service }, assets: [{ id: duplicate }] })
  await refused('linkAssets', { from: { id: duplicate }, to: { id: other }, kind: 'RUNS_ON' })
  await refused('linkAssets', { from: { id: other }, to: { id: duplicate }, kind: 'RUNS_ON' })
  await refused('linkTicket', { ticket: { id: ticket }, assets: [{ id: duplicate }] })
  await refused('linkChange', { change: { id: change }, assets: [{ id: duplicate }] })
  await refused('createMetric', { name: 'load', kind: 'GAUGE', unit: '1', asset: { id: duplicate } })
  const metric = await make(api, 'Metric', {
    name: 'load',
    kind: 'GAUGE',
    unit: '1',
    asset: { id: survivor },
  })
  await refused('updateMetric', { metric: { id: metric }, asset: { id: duplicate } })
  await refused('addExternalReference', { node: { id: duplicate }, source: 'cmdb', externalId: '7' })
  await refused('deleteAsset', { asset: { id: survivor } })
  // To the survivor everything can be linked, and after the merge is undone to both.
  await done(api, 'linkAssetsToService', { service: { id: service }, assets: [{ id: survivor }] })
  await done(api, 'unmergeAssets', { duplicates: [{ id: duplicate }] })
  await done(api, 'linkAssetsToService', { service: { id: service }, assets: [{ id: duplicate }] })
  expect(textAt(await done(api, 'deleteAsset', { asset: { id: survivor } }, 'deletedId'), 'deletedId')).toBe(
    survivor,
  )
})

/** Columns that may refer to an asset that is merged into another, and why. */
const OF_ITS_OWN: Readonly<Record<string, string>> = {
  'asset.merged_into': 'mergeAssets refuses a survivor that is merged itself',
  'asset_claim.asset_id': 'what a source says of the duplicate moves with a merge and back',
  'asset_identifier.asset_id': 'the same',
  'asset_merge.duplicate_id': 'the merge',
  'asset_merge.survivor_id': 'a survivor may be merged later',
  'cost.asset_id': 'what was spent on the duplicate moves with a merge and back',
  'cost_subject.asset_id': 'the same',
  'duplicate_task_asset.asset_id': 'a task names what was a duplicate',
  'mapping_exclusion.asset_id': 'what a user has removed moves with a merge and back',
  'mapping_task.asset_id': 'rules close the task of what is retired, as what is merged is',
  'record_link.asset_id': 'what a record refers to moves with a merge and back',
  'source_record.asset_id': 'a record moves with a merge and back',
}

test('every other reference to an asset is guarded', async () => {
  const { rows } = await sql<{ name: string; guarded: boolean }>`
    select k.conrelid::regclass || '.' || a.attname as name, exists (
      select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
      where g.tgrelid = k.conrelid and p.proname = 'refuse_merged_asset'
        and encode(g.tgargs, 'escape') = a.attname || '\\000') as guarded
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid = 'asset'::regclass and k.conparentid = 0 order by 1`.execute(
    api.db.kysely,
  )
  expect(rows.filter(({ guarded }) => guarded).length).toBeGreaterThan(6)
  expect(rows.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(Object.keys(OF_ITS_OWN))
})
