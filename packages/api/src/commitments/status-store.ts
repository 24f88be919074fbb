import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import { anyId } from '../graph/sql-arrays.ts'
import { samplingSeconds } from '../metrics/sampling-store.ts'
import { correctionsOf } from './corrections-store.ts'
import { countSpans } from './counts-store.ts'
import { planStatus } from './plan.ts'
import { type SloRow, windowOf } from './settings.ts'
import { type SloStatus, statusOf } from './status.ts'
import { windowAt } from './windows.ts'

/** The longest window that burn alerts look back: 72 hours of 30 days. */
const ALERT_SHARE = 0.1
const DAY = 86_400_000

/** The status of SLOs at an instant, in their order, with a fixed number of statements. */
export async function statusesOf(
  db: Kysely<Database>,
  slos: readonly SloRow[],
  now: Date,
): Promise<SloStatus[]> {
  if (slos.length === 0) return []
  const at = now.getTime()
  const sampling = await samplingIntervals(db, [...new Set(slos.map((slo) => slo.metric_id))], at)
  return statusesAt(
    db,
    slos.map((slo) => ({ slo, at, samplingInterval: sampling.get(slo.metric_id) ?? null })),
  )
}

/** An SLO and an instant. */
export interface StatusQuestion {
  readonly slo: SloRow
  readonly at: number
  /** Milliseconds between samples, null if not known; burn alerts need it. */
  readonly samplingInterval: number | null
}

/** The status of SLOs at an instant each, in their order, with two statements. */
export async function statusesAt(
  db: Kysely<Database>,
  questions: readonly StatusQuestion[],
): Promise<SloStatus[]> {
  if (questions.length === 0) return []
  const services = [...new Set(questions.map(({ slo }) => slo.service_id))]
  const corrections = await correctionsOf(db, services, wholeSpan(questions))
  const plans = questions.map(({ slo, at, samplingInterval }) =>
    planStatus(slo, { now: at, corrections: corrections(slo.service_id), samplingInterval }),
  )
  const tallies = await countSpans(db, plans)
  return plans.map((plan, place) => statusOf(plan, tallies[place] ?? []))
}

/** The status of SLOs by uuid; those that are not there are left out. */
export async function statusesById(
  db: Kysely<Database>,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SloStatus>> {
  const slos = await db.selectFrom('slo').selectAll().where('id', '=', anyId(ids)).execute()
  const statuses = await statusesOf(db, slos, now)
  return new Map(statuses.map((status, place) => [slos[place]?.id ?? '', status]))
}

/** Everything that the windows of some SLOs reach to, and their alerts. */
export function wholeSpan(questions: readonly Pick<StatusQuestion, 'slo' | 'at'>[]): Interval {
  const spans = questions.map(({ slo, at }) => {
    const { start, end } = windowAt(windowOf(slo), at)
    const before = at - (end - start) * ALERT_SHARE - DAY
    return { start: Math.min(start, before), end: Math.max(at, end) }
  })
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  }
}

/** How far apart the samples of metrics lie, in milliseconds; without those of which it is not known. */
async function samplingIntervals(
  db: Kysely<Database>,
  metricIds: readonly string[],
  at: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; length: number | null }>`
    select m.id, 1000 * ${samplingSeconds('m', sql`${new Date(at)}::timestamptz`)} as length
    from metric m where m.id = any(${metricIds}::uuid[])`.execute(db)
  return new Map(rows.flatMap(({ id, length }) => (length === null ? [] : [[id, length] as const])))
}
