import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { attainmentsIn } from '../../commitments/attainment-spans-store.ts'
import { attainmentsOf } from '../../commitments/promises-store.ts'
import { dayIn } from '../../graph/calendar.ts'
import { valuesIn } from '../../metrics/spans-store.ts'
import type { PeriodUnit } from '../../objectives/maintained.ts'
import { periodsOver, type WholePeriod } from './periods.ts'
import { checkInsIn, type KeyResultRow } from './row-store.ts'

/** At which instant key results are measured. */
export interface ProgressOptions {
  /** Samples after this instant do not count yet. */
  readonly now: Date
  /** Time zone of the organisation: days are days of it. */
  readonly timeZone: string
}

/** What is measured of key results, apart from scores of surveys. UUIDs. */
export interface KeyResultFacts {
  /** The whole periods of key results to be maintained. */
  readonly periods: ReadonlyMap<
    string,
    { readonly periods: readonly WholePeriod[]; readonly earlier: number }
  >
  /** What was measured in each of these periods; without those that are read from surveys. */
  readonly values: ReadonlyMap<string, readonly (number | null)[]>
  /** Attainments of SLOs. */
  readonly attainments: ReadonlyMap<string, number | null>
}

/** Reads with a fixed number of statements what key results are measured by. */
export async function readFacts(
  db: Kysely<Database>,
  rows: readonly KeyResultRow[],
  options: ProgressOptions,
): Promise<KeyResultFacts> {
  const periods = new Map(
    rows.filter(({ kind }) => kind === 'MAINTAIN').map((row) => [row.id, periodsOf(row, options)] as const),
  )
  return {
    periods,
    values: await periodValues(db, rows, periods),
    attainments: await attainmentsNow(db, rows, options),
  }
}

function periodsOf(row: KeyResultRow, { now, timeZone }: ProgressOptions) {
  return periodsOver({
    unit: row.period_unit as PeriodUnit,
    since: row.starts_on ?? dayIn(timeZone, row.objective_created_at),
    until: row.ends_on,
    timeZone,
    now,
  })
}

type Periods = KeyResultFacts['periods']

async function periodValues(
  db: Kysely<Database>,
  rows: readonly KeyResultRow[],
  periods: Periods,
): Promise<Map<string, readonly (number | null)[]>> {
  const maintained = rows.filter(({ id, score_measure }) => periods.has(id) && score_measure === null)
  const of = (row: KeyResultRow) => periods.get(row.id)?.periods ?? []
  const byMetric = maintained.flatMap((row) =>
    row.metric_id === null ? [] : [{ ...row, metricId: row.metric_id }],
  )
  const bySlo = maintained.flatMap((row) => (row.slo_id === null ? [] : [{ ...row, sloId: row.slo_id }]))
  const byHand = maintained.filter(({ metric_id, slo_id }) => metric_id === null && slo_id === null)
  const values = new Map<string, readonly (number | null)[]>()
  const shareOut = (of_: readonly KeyResultRow[], found: readonly (number | null)[]) => {
    let place = 0
    for (const row of of_) {
      const count = of(row).length
      values.set(row.id, found.slice(place, place + count))
      place += count
    }
  }
  const spans = byMetric.flatMap((row) =>
    of(row).map(({ start, end }) => ({ metricId: row.metricId, start, end })),
  )
  shareOut(byMetric, await valuesIn(db, spans))
  const entered = byHand.flatMap((row) =>
    of(row).map(({ start, end }) => ({ keyResultId: row.id, start, end })),
  )
  shareOut(byHand, await checkInsIn(db, entered))
  const attained = await attainmentsIn(
    db,
    bySlo.map((row) => ({ sloId: row.sloId, spans: of(row) })),
  )
  for (const [place, row] of bySlo.entries()) values.set(row.id, attained[place] ?? [])
  return values
}

async function attainmentsNow(
  db: Kysely<Database>,
  rows: readonly KeyResultRow[],
  { now }: ProgressOptions,
): Promise<Map<string, number | null>> {
  const ids = new Set(rows.flatMap(({ slo_id }) => slo_id ?? []))
  if (ids.size === 0) return new Map()
  const services = [...new Set(rows.flatMap(({ slo_service_id }) => slo_service_id ?? []))]
  const kept = await attainmentsOf(db, services, now)
  return new Map(kept.filter(({ id }) => ids.has(id)).map(({ id, attainment }) => [id, attainment]))
}
