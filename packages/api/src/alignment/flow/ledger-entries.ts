import { dayIn } from '../../graph/calendar.ts'
import type { Steps } from '../../reasoning/steps.ts'
import { dayOf, later } from './days.ts'
import type { Side } from './ledger.ts'
import type { LedgerRow } from './ledger-rows.ts'
import type { Period } from './period.ts'
import type { Work } from './work.ts'

/** A piece of work behind a row. */
export interface LedgerEntry {
  readonly key: string
  readonly work: Work
  /** What it has in the period. */
  readonly whole: bigint
  /** What of that belongs to the row. */
  readonly amount: bigint
  /** The cells it has in the row, with amounts. */
  readonly cells: readonly { readonly cell: number; readonly amount: bigint }[]
}

/**
 * The pieces of work behind a row, in the order in which they were read. Their amounts add up to the row. One piece of
 * work at a step.
 */
export function* entriesOf(side: Side, row: LedgerRow): Steps<LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  for (const { work, split } of side.splits()) {
    yield
    const cells: { cell: number; amount: bigint }[] = []
    for (const [place, cell] of split.cells.entries()) {
      const amount = split.parts[place] ?? 0n
      if (amount !== 0n && row.holds(work.team, cell)) cells.push({ cell, amount })
    }
    if (cells.length === 0) continue
    entries.push({
      key: keyOf(work),
      work,
      whole: split.amount,
      amount: cells.reduce((sum, { amount }) => sum + amount, 0n),
      cells,
    })
  }
  return entries
}

/** The monthly costs of one asset are several pieces of work. */
function keyOf({ node, when }: Work): string {
  return 'day' in when ? `${node.type} ${node.id}` : `${node.type} ${node.id} ${when.span.start}`
}

/** The day of a piece of work, or the first day that it has in the period; YYYY-MM-DD. */
export function entryDay(period: Period, timeZone: string, { when }: Work): string {
  if ('day' in when) return when.day
  const { start } = when.span
  const first = when.unit === 'DAYS' ? dayOf(start) : dayIn(timeZone, new Date(start))
  return later(first, period.from)
}
