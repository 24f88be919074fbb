import type { Database } from '@throughline/db'
import type {
  EffortRecord,
  NeutralRecord,
  ResponseRecord,
  SurveyInvitationRecord,
  TicketEventRecord,
} from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import type { Author } from './audit-snapshot.ts'
import { hasEnded, isUnchanged, keepRecords, keptRecords, type Mapped, seeAgain } from './kept-records.ts'
import type { Wanted } from './reference.ts'
import { find, keepMissing, type Missing } from './references.ts'

/** A record that belongs to another entity and is nothing without it. */
export type ChildRecord = EffortRecord | ResponseRecord | SurveyInvitationRecord | TicketEventRecord

/** A child whose parent is known. */
export interface Child<R extends ChildRecord> {
  readonly record: R
  /** The uuid of the ticket, or of the survey. */
  readonly parentId: string
  /** The uuid of the row that the record became before; undefined for a new one. */
  readonly entityId: string | undefined
  /** The uuid behind its other reference, e.g. the team that did the work. */
  readonly teamId: string | null
}

/** How records of a type become rows that belong to others. */
export interface ChildKind<R extends ChildRecord> {
  readonly is: (record: NeutralRecord) => record is R
  readonly column: 'effort_id' | 'response_id' | 'survey_invitation_id' | 'ticket_event_id'
  readonly parent: (record: R) => Wanted
  readonly others: (record: R) => readonly Wanted[]
  /** Stores children; gives the ids of their rows, in their order. */
  readonly write: (
    db: Kysely<Database>,
    author: Author,
    children: readonly Child<R>[],
  ) => Promise<readonly string[]>
  /** Removes those of these rows that no record tells of any more. */
  readonly removeOrphanedRelations: (
    db: Kysely<Database>,
    author: Author,
    ids: readonly string[],
  ) => Promise<void>
}

/** Brings a page of children into the graph. Those whose parent is not known yet wait for it. */
export async function storeChildren<R extends ChildRecord>(
  db: Kysely<Database>,
  run: RunContext,
  kind: ChildKind<R>,
  records: readonly Mapped<R>[],
): Promise<PageOutcome> {
  const kept = await keptRecords(db, run.listing, records, kind.column)
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Mapped<R>[] = []
  for (const entry of records) {
    const known = kept.get(entry.record.externalId)
    if (isUnchanged(entry, known)) {
      outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id: known.entityId })
    } else changed.push(entry)
  }
  await seeAgain(db, run, [...outcomes.keys()])
  const author = { auditContext: run.auditContext, reason: `sync of ${run.sourceName}` }
  const found = await find(
    db,
    run,
    changed.flatMap(({ record }) => [kind.parent(record), ...kind.others(record)]),
  )
  const children = changed.flatMap(({ record }): Child<R>[] => {
    const parentId = found(kind.parent(record))
    const [other] = kind.others(record)
    if (parentId === undefined) return []
    const entityId = kept.get(record.externalId)?.entityId ?? undefined
    return [{ record, parentId, entityId, teamId: (other && found(other)) ?? null }]
  })
  const ids = await kind.write(db, author, children)
  const rows = new Map(children.map(({ record }, index) => [record.externalId, ids[index] ?? null]))
  const recordIds = await keepRecords(
    db,
    run,
    kind.column,
    changed.map((entry) => ({ ...entry, entityId: rows.get(entry.record.externalId) ?? null })),
  )
  await keepMissing(
    db,
    [...recordIds.values()],
    changed.flatMap(({ record }): Missing[] => {
      const recordId = recordIds.get(record.externalId) ?? ''
      const parent = kind.parent(record)
      return [
        ...(found(parent) === undefined ? [{ recordId, wanted: parent, waiting: record }] : []),
        ...kind
          .others(record)
          .flatMap((wanted) => (found(wanted) === undefined ? [{ recordId, wanted }] : [])),
      ]
    }),
  )
  // What a record was before it moved on to another row, or has to wait.
  await kind.removeOrphanedRelations(
    db,
    author,
    changed.flatMap(({ record }) => {
      const before = kept.get(record.externalId)?.entityId
      return before == null || before === rows.get(record.externalId) ? [] : [before]
    }),
  )
  for (const { record } of changed) {
    const known = kept.get(record.externalId)
    const isNew = known === undefined || hasEnded(known) || (known.entityId === null && !known.waits)
    outcomes.set(record.externalId, {
      outcome: isNew ? 'ADDED' : 'CHANGED',
      id: rows.get(record.externalId) ?? null,
    })
  }
  return { rejected: [], outcomes, counts: countsOf(run, records, kept, outcomes) }
}

/** A record that has waited for its parent. */
export interface PendingChild {
  readonly recordId: string
  readonly parentId: string
  readonly record: NeutralRecord
}

/** Brings children into the graph that have waited. What else they refer to is still looked for by itself. */
export async function resumed<R extends ChildRecord>(
  db: Kysely<Database>,
  author: Author,
  kind: ChildKind<R>,
  waiting: readonly PendingChild[],
): Promise<void> {
  const children = waiting.flatMap(({ recordId, parentId, record }) =>
    kind.is(record) ? [{ recordId, record, parentId, entityId: undefined, teamId: null }] : [],
  )
  if (children.length === 0) return
  const ids = await kind.write(db, author, children)
  await sql`
    update source_record r set ${sql.ref(kind.column)} = given.entity_id
    from unnest(${children.map(({ recordId }) => recordId)}::uuid[], ${ids}::uuid[]) as given (id, entity_id)
    where r.id = given.id`.execute(db)
}
