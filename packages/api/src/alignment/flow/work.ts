import type { Decimal } from './decimals.ts'
import type { Stretch } from './spans.ts'

/** What a row of the ledger is about, in the graph. */
export interface WorkNode {
  readonly type: 'Effort' | 'Ticket' | 'Change' | 'Cost' | 'Asset' | 'Allocation'
  /** uuid */
  readonly id: string
}

/** What leads work to objectives. */
export interface Subject {
  /** uuid of the objective that the work names itself, or null. */
  readonly objective: string | null
  /** Its services with the part that each is stated to have, or null. */
  readonly services: readonly { readonly id: string; readonly share: number | null }[]
  /** uuids of its assets; merged ones by the asset that stands for them. */
  readonly assets: readonly string[]
}

/** A piece of work: minutes or money of a day or of a span. */
export interface Work {
  readonly node: WorkNode
  /** A day, YYYY-MM-DD, or a span: of instants in milliseconds for costs, of day numbers for allocations. */
  readonly when: { readonly day: string } | { readonly span: Stretch; readonly unit: 'INSTANTS' | 'DAYS' }
  /** uuid of the team whose work or money it is, or null. */
  readonly team: string | null
  readonly subject: Subject
  /** The whole of it: minutes, or money in units of `digits` decimal places. */
  readonly amount: Decimal
}
