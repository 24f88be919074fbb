import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../../surveys/scoring/interval.ts'
import type { AlignmentMeasure } from './ledger-store.ts'
import { monthsUpTo } from './snapshots.ts'

export type HistoryFigure =
  | 'FIT'
  | 'PLANNED_FIT'
  | 'CEILING'
  | 'DELIVERY'
  | 'SATISFACTION'
  | 'PROGRESS'
  | 'GAPS'

/** A figure of one month. */
export interface HistoryPoint {
  /** 2026-11 */
  readonly month: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly value: number | null
  readonly interval: Interval | null
  readonly isBackfilled: boolean
  readonly computedAt: Date
  readonly formulaVersion: number
}

const VALUES: Readonly<Record<HistoryFigure, string>> = {
  FIT: 's.fit',
  PLANNED_FIT: 's.planned_fit',
  CEILING: 's.ceiling',
  DELIVERY: 's.delivery',
  SATISFACTION: 's.satisfaction',
  PROGRESS: 's.progress',
  GAPS: '(select sum(n.value::float8) from jsonb_each_text(s.gaps) n)',
}

/** The most months of a history. */
export const MOST_MONTHS = 36

/**
 * The last kept figure of each month up to that of a day; months without one are left out. Reads kept rows only.
 * @param months 1 to {@link MOST_MONTHS}
 */
export async function readHistory(
  db: Kysely<Database>,
  figure: HistoryFigure,
  asked: {
    readonly measure: AlignmentMeasure
    readonly currency: string | null
    readonly day: string
    readonly months: number
  },
): Promise<HistoryPoint[]> {
  const { from, to } = monthsUpTo(asked.day, asked.months)
  const { rows } = await sql<Omit<HistoryPoint, 'interval'> & { low: number | null; high: number | null }>`
    select distinct on (date_trunc('month', s.day)) to_char(s.day, 'YYYY-MM') as month,
      to_char(s.day, 'YYYY-MM-DD') as day, ${sql.raw(VALUES[figure])} as value,
      s.satisfaction_low as low, s.satisfaction_high as high, s.is_backfilled as "isBackfilled",
      s.computed_at as "computedAt", s.formula_version as "formulaVersion"
    from alignment_snapshot s
    where s.measure = ${asked.measure} and s.currency = ${asked.currency ?? ''}
      and s.day >= ${from}::date and s.day <= ${to}::date
    order by date_trunc('month', s.day), s.day desc`.execute(db)
  return rows.map(({ low, high, ...point }) => ({
    ...point,
    interval: figure === 'SATISFACTION' && low !== null && high !== null ? { low, high } : null,
  }))
}
