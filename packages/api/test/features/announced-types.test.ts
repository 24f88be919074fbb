import { testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import '../../src/schema.ts'
import { announcedTypes } from '../../src/events/node-changed-subscription.ts'

test('the table of every type that nodeChanged names sends notices: `call notify_node_changes_of` in its migration', async () => {
  const { db, drop } = await testDatabase()
  const { rows } = await sql<{ name: string; triggers: string }>`
    select c.relname as name, count(*) as triggers from pg_trigger t
    join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where p.proname = 'notify_node_change' group by 1
  `.execute(db.kysely)
  await drop()
  const expected = [...announcedTypes.keys()].map((name) => ({ name, triggers: '3' }))
  const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)
  expect([...rows].sort(byName)).toEqual(expected.sort(byName))
})
