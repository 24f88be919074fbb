import type { Database } from '@throughline/db'
import type { Kysely, Transaction } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { DomainError, InvalidInput, postgresCode } from '../../graph/errors.ts'
import { chunked } from '../../graph/sql-arrays.ts'
import { holdHorizon } from '../horizon-store.ts'
import { tooOld } from '../samples.ts'
import { lockMetrics, makePartitions, recordEvent } from '../store.ts'
import type { SampledMetric } from './chunks.ts'
import { copyOrMerge, type Written } from './merge-store.ts'
import type { SampleSpool } from './spool-store.ts'

/** What became of samples, as if they had been stored one after another; together they are all of them. */
export interface Ingested {
  /** There was none of this instant. */
  readonly recorded: number
  /** There was one with another value, of an earlier request or of this one. */
  readonly replaced: number
  /** It was there already. */
  readonly unchanged: number
}

/** How often it is tried where PostgreSQL ends the transaction since it and another wait for each other. */
const ATTEMPTS = 3
const EVENTS_AT_ONCE = 1_000

/**
 * Stores samples that have been checked, in one transaction, with one audit event for each metric of which some changed.
 * @param metrics those that the samples are of, as they were when they were checked
 * @throws DomainError CONFLICT if one of the metrics is not what it was
 * @throws InvalidInput if samples of this time have been dropped meanwhile
 */
export async function ingestSamples(
  db: Kysely<Database>,
  auditContext: AuditContext,
  metrics: readonly SampledMetric[],
  spool: SampleSpool,
): Promise<Ingested> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await db
        .transaction()
        .execute((transaction) => ingestIn(transaction, auditContext, metrics, spool))
    } catch (error) {
      if (left === 0 || !/^40(001|P01)$/.test(postgresCode(error) ?? '')) throw error
    }
  }
}

async function ingestIn(
  transaction: Transaction<Database>,
  auditContext: AuditContext,
  metrics: readonly SampledMetric[],
  spool: SampleSpool,
): Promise<Ingested> {
  const kinds = await lockMetrics(
    transaction,
    metrics.map(({ id }) => id),
  )
  if (metrics.some(({ id, kind }) => kinds.get(id) !== kind)) {
    throw new DomainError(
      'CONFLICT',
      'A metric was changed or deleted while its samples were read. Send them again.',
    )
  }
  const horizon = await holdHorizon(transaction)
  await makePartitions(transaction, spool.months)
  const all = new Map<string, Written>()
  let merges = false
  for await (const chunk of spool.chunks()) {
    const oldest = Math.min(...[...chunk.tallies.values()].map(({ first }) => first))
    if (horizon !== null && oldest < horizon) throw new InvalidInput(tooOld(horizon))
    const written = await copyOrMerge(transaction, chunk, merges)
    // Samples that are there already come in a row: the next chunk is merged at once, until one had none of them.
    merges = written.some(({ replaced, unchanged }) => replaced + unchanged > 0)
    for (const one of written) all.set(one.metricId, together(all.get(one.metricId), one))
  }
  const events = [...all.values()].flatMap(({ metricId, recorded, replaced, first, last }) =>
    recorded + replaced === 0
      ? []
      : [recordEvent(metricId, { count: recorded + replaced, replaced, first, last })],
  )
  for (const some of chunked(events, EVENTS_AT_ONCE)) await recordAudit(transaction, auditContext, some)
  const sum = (what: keyof Ingested) => [...all.values()].reduce((total, one) => total + one[what], 0)
  return { recorded: sum('recorded'), replaced: sum('replaced'), unchanged: sum('unchanged') }
}

function together(earlier: Written | undefined, later: Written): Written {
  if (earlier === undefined) return later
  return {
    metricId: later.metricId,
    recorded: earlier.recorded + later.recorded,
    replaced: earlier.replaced + later.replaced,
    unchanged: earlier.unchanged + later.unchanged,
    first: Math.min(earlier.first, later.first),
    last: Math.max(earlier.last, later.last),
  }
}
