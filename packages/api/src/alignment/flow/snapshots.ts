import { significant } from '../../graph/figures.ts'
import { dayNumber, dayOf } from './days.ts'
import { decimalText } from './decimals.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerRow } from './ledger-rows.ts'
import { monthBefore, type Period } from './period.ts'

/** Goes up whenever the same data would give another figure. */
export const FORMULA_VERSION = 1

/** Months that are filled in from the data when there are no snapshots yet. */
export const BACKFILLED_MONTHS = 12

/** A snapshot that is due: the month of its day, up to it. */
export interface DueSnapshot {
  readonly day: string
  readonly period: Period
  readonly isBackfilled: boolean
}

/**
 * The snapshots that are due on a day: that of the day before, which is over, and the last days of the twelve months
 * before it. @param kept days of which there are snapshots
 */
export function dueSnapshots(today: string, kept: ReadonlySet<string>): DueSnapshot[] {
  const yesterday = dayOf(dayNumber(today) - 1)
  const ends: string[] = []
  let month = yesterday.slice(0, 7)
  for (let count = 0; count < BACKFILLED_MONTHS; count += 1) {
    ends.push(dayOf(dayNumber(`${month}-01`) - 1))
    month = monthBefore(month)
  }
  const keptMonths = new Set([...kept].map((day) => day.slice(0, 7)))
  const due: DueSnapshot[] = ends
    .reverse()
    .filter((day) => !keptMonths.has(day.slice(0, 7)))
    .map((day) => ({ day, period: monthUpTo(day), isBackfilled: true }))
  if (!kept.has(yesterday)) due.push({ day: yesterday, period: monthUpTo(yesterday), isBackfilled: false })
  return due
}

function monthUpTo(day: string): Period {
  return { label: day.slice(0, 7), from: `${day.slice(0, 7)}-01`, to: day }
}

/** A row of the ledger as it is kept. */
export interface KeptRow {
  /** uuid of an objective, or a bucket. */
  readonly of: string
  readonly weight: number | null
  /** Decimal numbers: minutes, or money. */
  readonly amount: string
  readonly planned: string
  readonly share: number | null
}

export function keptRows({ digits }: Pick<Ledger, 'digits'>, rows: readonly LedgerRow[]): KeptRow[] {
  const rounded = (value: number | null) => (value === null ? null : significant(value))
  return rows.map(({ key, weight, amount, planned, share }) => ({
    of: key,
    weight: rounded(weight),
    amount: decimalText({ units: amount, digits }),
    planned: decimalText({ units: planned, digits }),
    share: rounded(share),
  }))
}

/** The days of a history of months, the last of which contains a day and ends with it. */
export function monthsUpTo(day: string, count: number): { readonly from: string; readonly to: string } {
  let from = day.slice(0, 7)
  for (let step = 1; step < count; step += 1) from = monthBefore(from)
  return { from: `${from}-01`, to: day }
}
