import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Listing } from './source-records.ts'

/** Another run of the same source has taken over: this one must not write any more. */
export class Superseded extends Error {
  readonly code = 'SUPERSEDED'

  constructor() {
    super('A later run of this source has taken over; this one wrote nothing more.')
    this.name = 'Superseded'
  }
}

/** Takes a listing over for a run; a run that held it finds its next page refused. Gives the fence to pass. */
export async function takeListing(transaction: Kysely<Database>, listing: Listing): Promise<string> {
  const { fence } = await transaction
    .insertInto('sync_cursor')
    .values({
      source_id: listing.sourceId,
      stream: listing.stream,
      scope: listing.scope,
      run_id: listing.runId,
      fence: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'stream', 'scope']).doUpdateSet({
        run_id: listing.runId,
        fence: sql`sync_cursor.fence + 1`,
        updated_at: sql`now()`,
      }),
    )
    .returning('fence')
    .executeTakeFirstOrThrow()
  return fence
}

/**
 * Moves the cursor on, in the transaction that writes what the page held, if nobody else has moved it since.
 * @throws Superseded when somebody has; the transaction must then end without a trace.
 */
export async function passFence(
  transaction: Kysely<Database>,
  listing: Listing,
  fence: string,
  moved: { readonly cursor?: JsonValue; readonly listed?: number },
): Promise<string> {
  const row = await transaction
    .updateTable('sync_cursor')
    .set({
      fence: sql`fence + 1`,
      updated_at: sql`now()`,
      ...(moved.cursor === undefined ? {} : { cursor: moved.cursor === null ? null : json(moved.cursor) }),
      ...(moved.listed === undefined ? {} : { listed: moved.listed }),
    })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('fence', '=', fence)
    .where('run_id', '=', listing.runId)
    .returning('fence')
    .executeTakeFirst()
  if (row === undefined) throw new Superseded()
  return row.fence
}
