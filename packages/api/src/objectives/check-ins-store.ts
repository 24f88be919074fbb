import type { Database, NewRow, RowChanges } from '@throughline/db'
import type { Kysely } from 'kysely'
import { createEntity, type Entity, updateEntity } from '../access/entity-writes.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { noSuch } from '../graph/missing-id.ts'
import type { Work } from '../graph/mutation.ts'

const KEY_RESULT: Entity<'key_result'> = { type: 'KeyResult', table: 'key_result' }
const CHECK_IN: Entity<'key_result_check_in'> = { type: 'KeyResultCheckIn', table: 'key_result_check_in' }

/**
 * Stores a check-in; the latest one of the key result is its value from then on.
 * @param keyResult global id
 * @param values without a time, it is of now
 * @returns the uuids of the check-in and of the key result
 */
export async function checkIn(
  work: Work,
  keyResult: string,
  values: RowChanges<'key_result_check_in'>,
): Promise<{ readonly id: string; readonly keyResult: string }> {
  const { id } = decodeGlobalId(keyResult, ['KeyResult'], ['keyResult'])
  // Of two check-ins at once, the second one sees the first.
  const locked = work.transaction.selectFrom('key_result').select('id').where('id', '=', id).forNoKeyUpdate()
  if ((await locked.executeTakeFirst()) === undefined) throw noSuch('KeyResult', keyResult, ['keyResult'])
  const created = await createEntity(work, CHECK_IN, {
    at: work.context.clock().toISOString(),
    ...values,
    key_result_id: id,
  })
  const latest = await latestEntered(work.transaction, id)
  // What a user has entered, no source overwrites.
  await updateEntity(work, KEY_RESULT, { id: keyResult }, { current_value: latest ?? null, source_id: null })
  return { id: created.id, keyResult: id }
}

/** The check-in that goes with a value which a user has written into a key result, unless it is the same as before. */
export async function enteredValue(work: Work, id: string, value: number | null): Promise<void> {
  if (value === null || (await latestEntered(work.transaction, id)) === value) return
  const at = work.context.clock().toISOString()
  await createEntity(work, CHECK_IN, { key_result_id: id, value, at } satisfies NewRow<'key_result_check_in'>)
}

/** The value of the latest check-in; undefined without one. */
async function latestEntered(db: Kysely<Database>, id: string): Promise<number | undefined> {
  const latest = await db
    .selectFrom('key_result_check_in')
    .select('value')
    .where('key_result_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.value
}
