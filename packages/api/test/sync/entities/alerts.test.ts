import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alert, rowsOf, tell, ticket } from './expected-records.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const ends = async () => (await rowsOf(db, 'alert')).map(({ ends_at }) => ends_at)

test('alerts end with the listing that holds none of them, without anybody being asked, and begin again', async () => {
  const both = [alert('A1'), alert('A2')]
  const at = (hour: number) => new Date(Date.UTC(2031, 0, 1, hour))
  await tell(db, { alert: both }, { at: at(1) })
  expect(await tell(db, { alert: [] }, { at: at(2) })).toMatchObject({ status: 'SUCCEEDED', refusals: [] })
  expect(await ends()).toEqual([at(2), at(2)])
  await tell(db, { alert: both }, { at: at(3) })
  expect(await ends()).toEqual([null, null])
})

test('an alert whose end its source told keeps it', async () => {
  const endsAt = '2030-12-31T12:00:00.000Z'
  await tell(db, { alert: [alert('A1', { endsAt })] }, { at: new Date('2031-01-01T01:00:00Z') })
  await tell(db, { alert: [] }, { at: new Date('2031-01-01T02:00:00Z') })
  expect(await ends()).toEqual([new Date(endsAt)])
})

test('other records are guarded', async () => {
  await tell(db, { ticket: [ticket('T1'), ticket('T2')] })
  expect(await tell(db, { ticket: [] })).toMatchObject({ status: 'NEEDS_APPROVAL' })
})
