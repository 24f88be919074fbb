import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** UUIDs for new rows, in ascending order, as the columns of ids make them. */
export async function newIds(db: Kysely<Database>, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select uuid_v7() as id from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ id }) => id).sort()
}
