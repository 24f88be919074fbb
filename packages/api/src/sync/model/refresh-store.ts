import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import type { Reporter } from './links-store.ts'
import { materializeEntities } from './materialize-store.ts'
import { kindOfModel, MODEL_TYPES } from './model-kinds.ts'

/** Recomputes what these sources report of the model: for when the precedence of a source, or a rule, has changed. */
export async function refreshModelOfSources(
  transaction: Kysely<Database>,
  sourceIds: readonly string[],
  writer: Reporter,
): Promise<void> {
  for (const type of MODEL_TYPES) {
    const kind = kindOfModel(type)
    const column = sql.ref(kind.column)
    const { rows } = await sql<{ id: string }>`
      select distinct ${column} as id from entity_claim
      where source_id = ${anyId(sourceIds)} and ${column} is not null`.execute(transaction)
    const ids = rows.map(({ id }) => id)
    await materializeEntities(transaction, writer, kind, ids, 'the precedence of a source has changed')
  }
}
