import type { Database } from '@throughline/db'
import type { SamplesRecord } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { chunked } from '../../graph/sql-arrays.ts'
import { holdHorizon } from '../../metrics/horizon-store.ts'
import type { GivenSample } from '../../metrics/samples.ts'
import { lockMetrics, type StoredSample, sampleEvents, storeSamples } from '../../metrics/store.ts'
import type { RejectedRecord } from '../records/map-page.ts'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { hasEnded, isUnchanged, keepRecords, keptRecords, type Mapped, seeAgain } from './kept-records.ts'
import { resolveMetrics } from './metric-series.ts'

const SAMPLES_AT_ONCE = 10_000

/** Stores sample batches, and creates metrics that do not exist. */
export async function storeSampleBatches(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly Mapped<SamplesRecord>[],
): Promise<PageOutcome> {
  const kept = await keptRecords(db, run.listing, records, 'metric_id')
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Mapped<SamplesRecord>[] = []
  for (const entry of records) {
    const known = kept.get(entry.record.externalId)
    if (isUnchanged(entry, known)) {
      outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id: known.entityId ?? known.id })
    } else changed.push(entry)
  }
  await seeAgain(db, run, [...outcomes.keys()])

  const series = await resolveMetrics(
    db,
    run,
    changed.map(({ record }) => record.metric),
  )
  const rejected: RejectedRecord[] = []
  const placed = changed.flatMap((entry) => {
    const place = series.get(entry.record.metric.externalId)
    if (place?.metricId !== undefined) return [{ ...entry, entityId: place.metricId }]
    rejected.push({
      primaryKey: entry.primaryKey,
      raw: entry.raw,
      reason: place?.problem ?? 'It has no metric.',
    })
    return []
  })
  const { taken, tooOld } = await writeSamples(db, run, placed)
  rejected.push(...tooOld)
  await keepRecords(db, run, 'metric_id', taken)
  for (const { record, entityId } of taken) {
    const known = kept.get(record.externalId)
    const isNew = known === undefined || hasEnded(known)
    outcomes.set(record.externalId, { outcome: isNew ? 'ADDED' : 'CHANGED', id: entityId })
  }
  return { rejected, outcomes, counts: countsOf(run, records, kept, outcomes) }
}

type PlacedBatch = Mapped<SamplesRecord> & { readonly entityId: string }

/** Stores the batches that can be taken: all of a batch, or nothing of it. */
async function writeSamples(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly PlacedBatch[],
): Promise<{ readonly taken: readonly PlacedBatch[]; readonly tooOld: readonly RejectedRecord[] }> {
  if (placed.length === 0) return { taken: [], tooOld: [] }
  await lockMetrics(db, [...new Set(placed.map(({ entityId }) => entityId))])
  const horizon = await holdHorizon(db)
  const isTooOld = ({ record }: PlacedBatch) =>
    horizon !== null && record.samples.some(({ at }) => Date.parse(at) < horizon)
  const taken = placed.filter((batch) => !isTooOld(batch))
  const tooOld = placed.filter(isTooOld).map(({ primaryKey, raw, record }) => ({
    primaryKey,
    raw,
    reason: `The batch of the metric ${JSON.stringify(record.metric.name)} holds samples from before ${new Date(horizon ?? 0).toISOString()}. Samples from before this instant have been dropped, and no others are taken. Read less of the past from the source.`,
  }))
  // Batches may overlap: of two samples of one instant the later record's counts.
  const samples = new Map<string, GivenSample>()
  for (const { record, entityId } of taken) {
    for (const { at, value, total } of record.samples) {
      const sample = { metricId: entityId, at: new Date(at), value, total: total ?? null }
      samples.set(`${entityId} ${sample.at.getTime()}`, sample)
    }
  }
  const stored: StoredSample[] = []
  for (const chunk of chunked([...samples.values()], SAMPLES_AT_ONCE)) {
    stored.push(...(await storeSamples(db, chunk)).filter(({ outcome }) => outcome !== 'UNCHANGED'))
  }
  await recordAudit(db, run.auditContext, sampleEvents(stored, `sync of ${run.sourceName}`))
  return { taken, tooOld }
}
