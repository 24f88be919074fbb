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

test('an alert whose start moves while it fires stays one; what fires after it ended is another', async () => {
  const at = (hour: number) => new Date(Date.UTC(2031, 0, 1, hour))
  const firing = (hour: number, more: object = {}) =>
    alert(`f/${hour}`, { fingerprint: 'f', startsAt: at(hour).toISOString(), ...more })
  const rows = async () =>
    (await rowsOf(db, 'alert'))
      .map(({ id, starts_at, ends_at }) => ({ id, starts_at, ends_at }))
      .sort((a, b) => Number(a.starts_at) - Number(b.starts_at))
  await tell(db, { alert: [firing(1)] }, { at: at(2) })
  const [first] = await rows()
  await tell(db, { alert: [firing(3)] }, { at: at(4) })
  expect(await rows()).toEqual([{ id: first?.id, starts_at: at(3), ends_at: null }])
  await tell(db, { alert: [firing(1, { endsAt: at(5).toISOString() })] }, { at: at(6) })
  expect(await rows()).toEqual([{ id: first?.id, starts_at: at(1), ends_at: at(5) }])
  await tell(db, { alert: [firing(7)] }, { at: at(8) })
  expect(await rows()).toMatchObject([
    { id: first?.id, ends_at: at(5) },
    { starts_at: at(7), ends_at: null },
  ])
})
