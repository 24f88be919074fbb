import type { Database } from '@throughline/db'
import type { RelationRecord } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { defaultStrength } from '../assets/relation-strength.ts'
import type { RunContext } from './context.ts'
import { NOTHING } from './counts.ts'
import type { MappedRecord, RejectedRecord } from './page.ts'
import type { PageOutcome } from './reconcile-assets.ts'
import { saveRecords, storedRecords, touchRecords } from './source-records.ts'

type RelationPage = readonly (MappedRecord & { readonly record: RelationRecord })[]

/** Brings a page of relation records into the graph. Both ends must be assets that the same source tells of. */
export async function reconcileRelations(
  db: Kysely<Database>,
  run: RunContext,
  records: RelationPage,
): Promise<PageOutcome> {
  const stored = await storedRecords(db, run.listing, records)
  const assets = await assetsOf(db, run.listing.sourceId, records)
  const rejected: RejectedRecord[] = []
  const written: (RelationPage[number] & { relationId: string })[] = []
  const same: string[] = []
  const outcomes = new Map<string, { outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED'; id: string }>()
  for (const entry of records) {
    const { record, hash, identity, raw } = entry
    const before = stored.get(record.externalId)
    const [from, to] = [assets.get(record.from), assets.get(record.to)]
    if (from === undefined || to === undefined) {
      const missing = from === undefined ? record.from : record.to
      rejected.push({ identity, raw, reason: `Its end ${missing} is no asset that this source tells of.` })
    } else if (from === to) {
      rejected.push({
        identity,
        raw,
        reason: `Both its ends, ${record.from} and ${record.to}, are the same asset.`,
      })
    } else if (before?.relation_id != null && before.gone_at === null && before.content_hash.equals(hash)) {
      same.push(record.externalId)
      outcomes.set(record.externalId, { outcome: 'UNCHANGED', id: before.relation_id })
    } else {
      const relationId = await saveRelation(db, run.listing.sourceId, record, from, to)
      const isNew = before?.relation_id == null || before.gone_at !== null
      outcomes.set(record.externalId, { outcome: isNew ? 'ADDED' : 'CHANGED', id: relationId })
      written.push({ ...entry, relationId })
    }
  }
  await touchRecords(db, run.listing, same, run.at)
  await saveRecords(db, run.listing, written, run.at)
  const again = records.filter(({ record }) => stored.get(record.externalId)?.run_id === run.listing.runId)
  const count = (what: string) => [...outcomes.values()].filter(({ outcome }) => outcome === what).length
  return {
    rejected,
    outcomes,
    counts: {
      ...NOTHING,
      found: records.length - again.length,
      added: count('ADDED'),
      changed: count('CHANGED'),
      unchanged: same.length - again.filter(({ record }) => same.includes(record.externalId)).length,
      rejected: rejected.length,
    },
  }
}

/** The assets that a source tells of by these external ids. */
async function assetsOf(
  db: Kysely<Database>,
  sourceId: string,
  records: RelationPage,
): Promise<ReadonlyMap<string, string>> {
  const ends = [...new Set(records.flatMap(({ record }) => [record.from, record.to]))]
  if (ends.length === 0) return new Map()
  const rows = await db
    .selectFrom('source_record')
    .select(['external_id', 'asset_id'])
    .where('source_id', '=', sourceId)
    .where('external_id', 'in', ends)
    .where('asset_id', 'is not', null)
    .where('gone_at', 'is', null)
    .$narrowType<{ asset_id: string }>()
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.asset_id]))
}

async function saveRelation(
  db: Kysely<Database>,
  sourceId: string,
  record: RelationRecord,
  from: string,
  to: string,
): Promise<string> {
  const strength = record.strength ?? defaultStrength(record.kind)
  const { id } = await db
    .insertInto('asset_relation')
    .values({ from_id: from, to_id: to, kind: record.kind, strength, source_id: sourceId })
    .onConflict((conflict) =>
      conflict.columns(['from_id', 'to_id', 'kind', 'source_id']).doUpdateSet({ strength }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
