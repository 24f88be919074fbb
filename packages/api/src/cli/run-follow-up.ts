import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type VoidReferences, voidReferencesOf } from './run-references.ts'

/** What a run leaves to say in addition to its counts. */
export interface RunFollowUp {
  /** The first 1,000 records that could not be used, by file and line where their reason names these. */
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

/** How many records that could not be used are read. */
export const MOST_SET_ASIDE = 1000

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
    .limit(MOST_SET_ASIDE)
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
  return { setAside: inPlaceOrder(setAside), mapping, voidReferences: await voidReferencesOf(db, runId) }
}

const PLACE = /^(?<file>.+?), (?:document (?<document>\d+), )?line (?<line>\d+)\b/

/** By file, document and line; records whose reason names no place come last, in the order in which they were read. */
export function inPlaceOrder(setAside: readonly SetAside[]): SetAside[] {
  const placed = setAside.map((one) => {
    const { file, document = 0, line = 0 } = PLACE.exec(one.reason)?.groups ?? {}
    return { one, file, document: Number(document), line: Number(line) }
  })
  return placed
    .toSorted((a, b) => {
      if (a.file === undefined || b.file === undefined)
        return Number(a.file === undefined) - Number(b.file === undefined)
      if (a.file !== b.file) return a.file < b.file ? -1 : 1
      return a.document - b.document || a.line - b.line
    })
    .map(({ one }) => one)
}
