import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type VoidReferences, voidReferencesOf } from './run-references.ts'

/** What a run leaves to say in addition to its counts. */
export interface RunFollowUp {
  /** The first records that could not be used, in the order in which they were read. */
  readonly setAside: readonly SetAside[]
  /** What mapping rules did in the transactions of the run. */
  readonly mapping: MappedByRules
  readonly voidReferences: VoidReferences
}

export interface SetAside {
  readonly stream: string
  /** Null for a record without an external ID. */
  readonly externalId: string | null
  readonly reason: string
}

export interface MappedByRules {
  readonly services: number
  readonly links: number
  readonly linksRemoved: number
  /** Open tasks of all assets: a person has to decide. */
  readonly openTasks: number
}

const SHOWN = 10

/**
 * Reads what a run set aside, and what mapping rules wrote for it.
 * @param requestId of the audit events of the run
 */
export async function followUpOf(
  db: Kysely<Database>,
  runId: string,
  requestId: string,
): Promise<RunFollowUp> {
  const setAside = await db
    .selectFrom('dead_letter')
    .select(['stream', 'external_id as externalId', 'reason'])
    .where('run_id', '=', runId)
    .where('status', '=', 'OPEN')
    .orderBy('created_at')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  // The reason tells events of rules from those of sources. The time makes the index on it serve; the clocks of this
  // process and of the database may differ.
  const { rows } = await sql<MappedByRules>`
    select
      count(*) filter (where action = 'service.create')::int as services,
      count(*) filter (where action = 'service_dependency.link')::int as links,
      count(*) filter (where action = 'service_dependency.unlink')::int as "linksRemoved",
      (select count(*)::int from mapping_task) as "openTasks"
    from audit_event
    where at >= (select started_at - interval '1 hour' from sync_run where id = ${runId}) and request_id = ${requestId}
      and entity_type = 'Service' and reason like 'mapping rule%'`.execute(db)
  const mapping = rows[0] ?? { services: 0, links: 0, linksRemoved: 0, openTasks: 0 }
  return { setAside, mapping, voidReferences: await voidReferencesOf(db, runId) }
}
