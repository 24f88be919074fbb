import type { Database } from '@throughline/db'
import type { RelationRecord } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { defaultStrength } from '../../assets/relation-strength.ts'
import { anyId, anyText } from '../../graph/sql-arrays.ts'
import type { MappedRecord, RejectedRecord } from '../records/map-page.ts'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { saveRecords, storedRecords, touchRecords } from '../records/source-records.ts'

export type MappedRelation = MappedRecord & { readonly record: RelationRecord }

/** A relation record with the assets that it ties. */
interface Tied extends MappedRelation {
  readonly fromId: string
  readonly toId: string
}

/** Brings a page of relation records into the graph. Both ends must be assets that the same source tells of. */
export async function reconcileRelations(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly MappedRelation[],
): Promise<PageOutcome> {
  const stored = await storedRecords(db, run.listing, records)
  const assets = await assetsOf(db, run.listing.sourceId, records)
  const relations = await relationsOf(
    db,
    [...stored.values()].flatMap(({ relation_id }) => relation_id ?? []),
  )
  const rejected: RejectedRecord[] = []
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Tied[] = []
  for (const entry of records) {
    const { record, primaryKey, raw, hash } = entry
    const [fromId, toId] = [assets.get(record.from), assets.get(record.to)]
    const before = stored.get(record.externalId)
    const relation = relations.get(before?.relation_id ?? '')
    if (fromId === undefined || toId === undefined) {
      const missing = fromId === undefined ? record.from : record.to
      rejected.push({
        primaryKey,
        raw,
        reason: `Relation endpoint ${JSON.stringify(missing)} is not an asset of this source. Have the same source list the asset, too, or correct "from" and "to".`,
      })
    } else if (fromId === toId) {
      const reason = `Both its ends, ${record.from} and ${record.to}, are the same asset.`
      rejected.push({ primaryKey, raw, reason })
    } else if (
      before?.missing_since === null &&
      before.content_hash.equals(hash) &&
      // The same words may mean other assets by now.
      relation?.from_id === fromId &&
      relation.to_id === toId
    ) {
      outcomes.set(record.externalId, { outcome: 'UNCHANGED', id: relation.id })
    } else {
      changed.push({ ...entry, fromId, toId })
    }
  }
  await touchRecords(db, run.listing, [...outcomes.keys()], run.at)
  const ids = await saveRelations(db, run.listing.sourceId, changed)
  const written = changed.flatMap((tied) => {
    const relationId = ids.get(key(tied.fromId, tied.toId, tied.record.kind))
    return relationId === undefined ? [] : [{ ...tied, relationId }]
  })
  await saveRecords(
    db,
    run,
    'relation_id',
    written.map((entry) => ({ ...entry, entityId: entry.relationId })),
  )
  await removeOrphanedRelations(
    db,
    written.flatMap(({ record }) => stored.get(record.externalId)?.relation_id ?? []),
  )
  for (const { record, relationId } of written) {
    const before = stored.get(record.externalId)
    const isNew = before?.relation_id == null || before.missing_since !== null
    outcomes.set(record.externalId, { outcome: isNew ? 'ADDED' : 'CHANGED', id: relationId })
  }
  return { rejected, outcomes, counts: countsOf(run, records, stored, outcomes) }
}

/** Removes those of these relations that no record tells of any more. */
export async function removeOrphanedRelations(
  db: Kysely<Database>,
  relationIds: readonly string[],
): Promise<void> {
  if (relationIds.length === 0) return
  await db
    .deleteFrom('asset_relation as a')
    .where('a.id', '=', anyId(relationIds))
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom('source_record as r').select('r.id').whereRef('r.relation_id', '=', 'a.id'),
        ),
      ),
    )
    .execute()
}

/** The assets that a source tells of by these external ids. */
async function assetsOf(
  db: Kysely<Database>,
  sourceId: string,
  records: readonly MappedRelation[],
): Promise<ReadonlyMap<string, string>> {
  const ends = [...new Set(records.flatMap(({ record }) => [record.from, record.to]))]
  const rows = await db
    .selectFrom('source_record')
    .select(['external_id', 'asset_id'])
    .where('source_id', '=', sourceId)
    .where('external_id', '=', anyText(ends))
    .where('asset_id', 'is not', null)
    .where('missing_since', 'is', null)
    .$narrowType<{ asset_id: string }>()
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.asset_id]))
}

async function relationsOf(db: Kysely<Database>, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('asset_relation')
    .select(['id', 'from_id', 'to_id'])
    .where('id', '=', anyId(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes relations; gives their ids by ends and kind. */
async function saveRelations(
  db: Kysely<Database>,
  sourceId: string,
  tied: readonly Tied[],
): Promise<ReadonlyMap<string, string>> {
  // Two records may tell of one relation: one row, as the last one has it.
  const rows = new Map(
    tied.map(({ record, fromId, toId }) => [
      key(fromId, toId, record.kind),
      {
        from_id: fromId,
        to_id: toId,
        kind: record.kind,
        strength: record.strength ?? defaultStrength(record.kind),
        source_id: sourceId,
      },
    ]),
  )
  if (rows.size === 0) return new Map()
  const saved = await db
    .insertInto('asset_relation')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['from_id', 'to_id', 'kind', 'source_id'])
        .doUpdateSet((row) => ({ strength: row.ref('excluded.strength') })),
    )
    .returning(['id', 'from_id', 'to_id', 'kind'])
    .execute()
  return new Map(saved.map((row) => [key(row.from_id, row.to_id, row.kind), row.id]))
}

function key(from: string, to: string, kind: string): string {
  return `${from} ${kind} ${to}`
}
