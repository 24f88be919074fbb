import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { GivenSample } from './samples.ts'

/** The kinds of metrics by uuid; those that are not there are left out. */
export async function metricKinds(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('metric').select(['id', 'kind']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** What became of a sample; by metric and instant, since each pair has one. */
export type StoredSample = 'RECORDED' | 'REPLACED' | 'UNCHANGED'

/** The key that names a sample among others. */
export function sampleKey(sample: { readonly metricId: string; readonly at: Date }): string {
  return `${sample.metricId} ${sample.at.toISOString()}`
}

/**
 * Stores samples, no two of the same metric and instant, making the partitions they need. One that is there
 * with another value is replaced.
 */
export async function storeSamples(
  transaction: Kysely<Database>,
  samples: readonly GivenSample[],
): Promise<ReadonlyMap<string, StoredSample>> {
  if (samples.length === 0) return new Map()
  const times = samples.map(({ at }) => at.getTime())
  const [from, to] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  await sql`select metric_sample_partitions(${from}, ${to})`.execute(transaction)
  const rows = await transaction
    .insertInto('metric_sample')
    .values(samples.map(({ metricId, at, value, total }) => ({ metric_id: metricId, at, value, total })))
    .onConflict((conflict) =>
      conflict
        .columns(['metric_id', 'at'])
        .doUpdateSet((row) => ({ value: row.ref('excluded.value'), total: row.ref('excluded.total') }))
        .where(
          sql<boolean>`(metric_sample.value, metric_sample.total) is distinct from (excluded.value, excluded.total)`,
        ),
    )
    .returning(['metric_id as metricId', 'at', sql<boolean>`(xmax = 0)`.as('isNew')])
    .execute()
  const stored = new Map<string, StoredSample>(samples.map((sample) => [sampleKey(sample), 'UNCHANGED']))
  for (const row of rows) stored.set(sampleKey(row), row.isNew ? 'RECORDED' : 'REPLACED')
  return stored
}
