import { copyIn, type Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../access/audit.ts'
import { InvalidInput } from '../graph/errors.ts'
import { anyId } from '../graph/sql-arrays.ts'
import { SampleRows, uuidBytes } from './ingest/sample-rows.ts'
import type { GivenSample } from './samples.ts'

/**
 * The kinds of metrics by uuid; those that are not there are left out. They stay as they are, and nobody else
 * records for them, until the transaction ends; always in one order, so that no two wait for each other.
 */
export async function lockMetrics(
  transaction: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('metric')
    .select(['id', 'kind'])
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** What became of a sample. */
export interface StoredSample {
  readonly sample: GivenSample
  readonly outcome: 'RECORDED' | 'REPLACED' | 'UNCHANGED'
  /** What there was of the same instant; null where there was nothing. */
  readonly before: Reading | null
}

interface Reading {
  readonly value: number
  readonly total: number | null
}

/**
 * Stores samples of metrics that are locked, no two of the same metric and instant, making the partitions they
 * need. One that is there with another value is replaced. Gives what became of each, in their order.
 */
export async function storeSamples(
  transaction: Kysely<Database>,
  samples: readonly GivenSample[],
): Promise<StoredSample[]> {
  if (samples.length === 0) return []
  const before = await storedReadings(transaction, samples)
  const stored = samples.map((sample, index): StoredSample => {
    const known = before[index] ?? null
    if (known === null) return { sample, outcome: 'RECORDED', before: null }
    const same = known.value === sample.value && known.total === sample.total
    return { sample, outcome: same ? 'UNCHANGED' : 'REPLACED', before: known }
  })
  const of = (wanted: StoredSample['outcome']) =>
    stored.flatMap(({ sample, outcome }) => (outcome === wanted ? [sample] : []))
  await addSamples(transaction, of('RECORDED'))
  await replaceSamples(transaction, of('REPLACED'))
  return stored
}

async function addSamples(transaction: Kysely<Database>, samples: readonly GivenSample[]): Promise<void> {
  if (samples.length === 0) return
  await makePartitions(
    transaction,
    new Set(samples.map(({ at }) => `${at.toISOString().slice(0, 7)}-01T00:00:00Z`)),
  )
  const rows = new SampleRows(samples.length)
  for (const { metricId, at, value, total } of samples) {
    rows.add(uuidBytes(metricId), at.getTime(), value, total)
  }
  await copyIn(transaction, `copy metric_sample ${SampleRows.COLUMNS}`, rows.bytes())
}

async function replaceSamples(transaction: Kysely<Database>, samples: readonly GivenSample[]): Promise<void> {
  if (samples.length === 0) return
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select * from unnest(
      ${samples.map(({ metricId }) => metricId)}::uuid[], ${samples.map(({ at }) => at.toISOString())}::timestamptz[],
      ${samples.map(({ value }) => value)}::float8[], ${samples.map(({ total }) => total)}::float8[])
    on conflict (metric_id, at) do update set value = excluded.value, total = excluded.total
  `.execute(transaction)
}

/** Makes the monthly partitions that are not there. @param months instants of these months */
export async function makePartitions(
  transaction: Kysely<Database>,
  months: ReadonlySet<string>,
): Promise<void> {
  await sql`
    select metric_sample_partitions(month, month) from unnest(${[...months].sort()}::timestamptz[]) as month
  `.execute(transaction)
}

/** What is stored for the instants of some samples, in their order. */
async function storedReadings(
  transaction: Kysely<Database>,
  samples: readonly GivenSample[],
): Promise<(Reading | null)[]> {
  const times = samples.map(({ at }) => at.toISOString())
  const inOrder = times.toSorted()
  // The bounds let PostgreSQL leave out the other months; the lateral join looks up one instant after another.
  const { rows } = await sql<{ value: number | null; total: number | null }>`
    select s.value, s.total
    from unnest(${samples.map(({ metricId }) => metricId)}::uuid[], ${times}::timestamptz[])
      with ordinality as given(metric_id, at, place)
    left join lateral (
      select m.value, m.total from metric_sample m
      where m.metric_id = given.metric_id and m.at = given.at
        and m.at >= ${inOrder.at(0)}::timestamptz and m.at <= ${inOrder.at(-1)}::timestamptz
      limit 1
    ) s on true
    order by given.place
  `.execute(transaction)
  return rows.map(({ value, total }) => (value === null ? null : { value, total }))
}

/** One event for each metric of which samples changed, see {@link recordEvent}. */
export function sampleEvents(stored: readonly StoredSample[], reason?: string): AuditEntry[] {
  const changed = stored.filter(({ outcome }) => outcome !== 'UNCHANGED')
  return [...Map.groupBy(changed, ({ sample }) => sample.metricId)].map(([metricId, rows]) => {
    const times = rows.map(({ sample }) => sample.at.getTime())
    const replaced = rows.filter(({ outcome }) => outcome === 'REPLACED').length
    const [first, last] = [Math.min(...times), Math.max(...times)]
    return recordEvent(metricId, { count: rows.length, replaced, first, last }, reason)
  })
}

/** What an event says of samples of a metric. */
export interface RecordedSamples {
  readonly count: number
  /** How many of them replaced another value. */
  readonly replaced: number
  /** Their times, in milliseconds since 1970. */
  readonly first: number
  readonly last: number
}

/** The event of samples that were recorded or replaced of one metric. */
export function recordEvent(
  metricId: string,
  { count, replaced, first, last }: RecordedSamples,
  reason?: string,
): AuditEntry {
  const [from, to] = [new Date(first).toISOString(), new Date(last).toISOString()]
  return {
    action: 'metric_sample.record',
    entityType: 'Metric',
    entityId: metricId,
    before: null,
    after: { count, replaced, first: from, last: to },
    ...(reason === undefined ? {} : { reason }),
  }
}

/**
 * What is stored of samples, and what SLOs count of them, follows from the kind of their metric.
 * @throws InvalidInput for another kind of a metric that has samples or an SLO
 */
export async function requireFreeKind(db: Kysely<Database>, metricId: string, kind: string): Promise<void> {
  const { rows } = await sql<{ kind: string; has_slo: boolean; has_samples: boolean }>`
    select m.kind, exists (select from slo where m.id in (slo.metric_id, slo.total_metric_id)) as has_slo,
      exists (select from metric_sample s where s.metric_id = m.id)
        or exists (select from metric_hour h where h.metric_id = m.id) as has_samples
    from metric m where m.id = ${metricId}::uuid for no key update of m`.execute(db)
  const [metric] = rows
  if (metric === undefined || metric.kind === kind || !(metric.has_slo || metric.has_samples)) return
  const what = metric.has_slo ? 'an SLO counts its samples' : 'it has samples'
  throw InvalidInput.at(['kind'], `is ${metric.kind} and stays so, since ${what}; create another metric`)
}
