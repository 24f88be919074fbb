import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import type { EntityColumn } from './kept-records.ts'

/** Those of these rows that no record tells of any more, beside some that are about to end. */
export async function findOrphans(
  db: Kysely<Database>,
  column: EntityColumn,
  ids: readonly string[],
  ending: readonly string[] = [],
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct given.id from unnest(${ids}::uuid[]) as given (id)
    where not exists (
      select from source_record r
      where r.${sql.ref(column)} = given.id and (r.missing_since is null or r.retired_at is null) and not r.id = ${anyId(ending)})`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
