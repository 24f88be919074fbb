import type { Database } from '@throughline/db'
import type { CostRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import type { Author } from './audit-snapshot.ts'
import { removeUnused, subjectsOf } from './cost-subjects-store.ts'
import { hasEnded, isUnchanged, keepRecords, keptRecords, type Mapped, seeAgain } from './kept-records.ts'
import { findOrphans } from './orphans.ts'

/** Stores costs: each record is one row, which a record with the same external ID replaces. */
export async function storeCosts(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly Mapped<CostRecord>[],
): Promise<PageOutcome> {
  const kept = await keptRecords(db, run.listing, records, 'cost_id')
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Mapped<CostRecord>[] = []
  for (const entry of records) {
    const known = kept.get(entry.record.externalId)
    if (isUnchanged(entry, known)) {
      outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id: known.entityId ?? known.id })
    } else changed.push(entry)
  }
  await seeAgain(db, run, [...outcomes.keys()])
  const ids = await writeCosts(
    db,
    run,
    changed.map(({ record }) => ({ record, id: kept.get(record.externalId)?.entityId ?? null })),
  )
  await keepRecords(
    db,
    run,
    'cost_id',
    changed.map((entry, index) => ({ ...entry, entityId: ids[index] ?? null })),
  )
  for (const [index, { record }] of changed.entries()) {
    const known = kept.get(record.externalId)
    const isNew = known === undefined || known.entityId === null || hasEnded(known)
    outcomes.set(record.externalId, { outcome: isNew ? 'ADDED' : 'CHANGED', id: ids[index] ?? '' })
  }
  return { rejected: [], outcomes, counts: countsOf(run, records, kept, outcomes) }
}

interface GivenCost {
  readonly record: CostRecord
  /** The row that the record became before; null for a new one. */
  readonly id: string | null
}

async function writeCosts(
  db: Kysely<Database>,
  run: RunContext,
  given: readonly GivenCost[],
): Promise<readonly string[]> {
  if (given.length === 0) return []
  const { sourceId } = run.listing
  const subjects = await subjectsOf(
    db,
    run,
    given.map(({ record }) => record),
  )
  const before = given.flatMap(({ id }) => id ?? [])
  const subjectsBefore = await subjectIds(db, before)
  const { rows: ids } = await sql<{ id: string }>`
    select coalesce(given.id, uuid_v7()) as id
    from unnest(${given.map(({ id }) => id)}::uuid[]) with ordinality as given (id, place) order by place`.execute(
    db,
  )
  await db
    .insertInto('cost')
    .values(
      given.map(({ record }, index) => {
        const subject = subjects.get(record.externalId)
        return {
          id: ids[index]?.id ?? '',
          source_id: sourceId,
          period_start: record.periodStart,
          period_end: record.periodEnd,
          amount: record.amount,
          currency: record.currency,
          category: record.category,
          subject_id: subject?.id ?? null,
          asset_id: subject?.asset_id ?? null,
          service_id: subject?.service_id ?? null,
          resource: record.resource ?? null,
          provider: record.provider ?? null,
          product: record.product ?? null,
          account: record.account ?? null,
        }
      }),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        period_start: row.ref('excluded.period_start'),
        period_end: row.ref('excluded.period_end'),
        amount: row.ref('excluded.amount'),
        currency: row.ref('excluded.currency'),
        category: row.ref('excluded.category'),
        subject_id: row.ref('excluded.subject_id'),
        asset_id: row.ref('excluded.asset_id'),
        service_id: row.ref('excluded.service_id'),
        resource: row.ref('excluded.resource'),
        provider: row.ref('excluded.provider'),
        product: row.ref('excluded.product'),
        account: row.ref('excluded.account'),
      })),
    )
    .execute()
  await removeUnused(db, subjectsBefore)
  const starts = given.map(({ record }) => new Date(record.periodStart).toISOString()).sort()
  await recordAudit(db, run.auditContext, [
    {
      action: 'cost.record',
      entityType: 'Source',
      entityId: sourceId,
      before: null,
      after: {
        count: given.length,
        replaced: before.length,
        first: starts[0] ?? null,
        last: starts.at(-1) ?? null,
      },
      reason: `sync of ${run.sourceName}`,
    },
  ])
  return ids.map(({ id }) => id)
}

async function subjectIds(db: Kysely<Database>, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct subject_id as id from cost where id = ${anyId(ids)} and subject_id is not null`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Removes those of some costs that no record reports any more, apart from records that are about to end: they would count on. */
export async function removeCosts(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  ids: readonly string[],
  ending: readonly string[],
): Promise<void> {
  const orphans = await findOrphans(db, 'cost_id', ids, ending)
  if (orphans.length === 0) return
  const subjects = await subjectIds(db, orphans)
  const gone = await db
    .deleteFrom('cost')
    .where('id', '=', anyId(orphans))
    .returning(['source_id', 'period_start'])
    .execute()
  await removeUnused(db, subjects)
  await recordAudit(
    db,
    auditContext,
    [...Map.groupBy(gone, ({ source_id }) => source_id)].map(([sourceId, rows]) => {
      const starts = rows.map(({ period_start }) => period_start.toISOString()).sort()
      return {
        action: 'cost.delete',
        entityType: 'Source',
        entityId: sourceId,
        before: { count: rows.length, first: starts[0] ?? null, last: starts.at(-1) ?? null },
        after: null,
        reason,
      }
    }),
  )
}
