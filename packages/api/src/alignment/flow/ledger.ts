import { once } from '../../reasoning/once.ts'
import type { Steps } from '../../reasoning/steps.ts'
import { type Fit, fitOf } from './fit.ts'
import type { FlowNetwork } from './services.ts'
import type { Split, Splitter } from './splitting.ts'
import { bucketOf, INACTIVE_OBJECTIVE, NO_OBJECTIVE, RUN, targetOf } from './targets.ts'
import type { Timeline } from './timeline.ts'
import type { Work } from './work.ts'

/** What came to one cell from one team; whole numbers in the unit of the ledger. */
export interface TeamCell {
  /** uuid, or null. */
  readonly team: string | null
  readonly cell: number
  readonly amount: bigint
}

/** One side of the ledger: what was done, or what was planned. */
export interface Side {
  readonly work: readonly Work[]
  readonly cells: readonly TeamCell[]
  readonly total: bigint
  /** By target. */
  readonly byTarget: ReadonlyMap<number, bigint>
  readonly fit: Fit
  /** Each piece of work with what it has in the period, divided each time it is asked for. */
  splits(): Iterable<{ readonly work: Work; readonly split: Split }>
}

/** The allocation ledger of a period: all work, and where it ended. */
export interface Ledger {
  readonly network: FlowNetwork
  readonly timeline: Timeline
  /** Decimal places of its unit: 0 for minutes. */
  readonly digits: number
  readonly actual: Side
  readonly planned: Side
}

/** Rows of one ledger, beyond which it is refused. */
export const MOST_ROWS = 500_000
/** Parts that the rows of one side may divide into, beyond which it would take minutes to divide them. */
export const MOST_PARTS = 12_000_000

/** A ledger has too many rows, or they divide into too many parts. */
export class LedgerTooLarge extends Error {}

/** Forms the ledger, one piece of work at a step. @throws LedgerTooLarge */
export function* ledgerOf(facts: {
  readonly network: FlowNetwork
  readonly timeline: Timeline
  readonly splitter: Splitter
  readonly work: readonly Work[]
  readonly planned: readonly Work[]
  /** The least number of decimal places. */
  readonly digits: number
}): Steps<Ledger> {
  const { network, timeline, splitter, work, planned } = facts
  if (work.length + planned.length > MOST_ROWS) throw new LedgerTooLarge()
  const digits = [...work, ...planned].reduce(
    (most, { amount }) => Math.max(most, amount.digits),
    facts.digits,
  )
  const parts = { network, timeline, splitter }
  const actual = yield* sideOf(work, digits, parts)
  return { network, timeline, digits, actual, planned: yield* sideOf(planned, digits, parts) }
}

function* sideOf(
  work: readonly Work[],
  digits: number,
  { network, timeline, splitter }: Pick<Ledger, 'network' | 'timeline'> & { readonly splitter: Splitter },
): Steps<Side> {
  const splits = function* () {
    for (const each of work) yield { work: each, split: splitter.split(each, digits) }
  }
  const cells = yield* teamCells(splits())
  const byTarget = summed(cells, ({ cell }) => targetOf(cell))
  const fit = once(() =>
    fitOf(
      objectivesOf(network, timeline, byTarget),
      (byTarget.get(NO_OBJECTIVE) ?? 0n) + (byTarget.get(INACTIVE_OBJECTIVE) ?? 0n),
    ),
  )
  return {
    work,
    cells,
    total: cells.reduce((sum, { amount }) => sum + amount, 0n),
    byTarget,
    get fit() {
      return fit()
    },
    splits,
  }
}

/**
 * What came from each team to each cell. Rows that share a route share its list of cells: their parts are added place by
 * place, and looked up once. @throws LedgerTooLarge
 */
function* teamCells(splits: Iterable<{ readonly work: Work; readonly split: Split }>): Steps<TeamCell[]> {
  const teams = new Map<string | null, Map<readonly number[], bigint[]>>()
  let divided = 0
  for (const { work, split } of splits) {
    divided += split.cells.length
    if (divided > MOST_PARTS) throw new LedgerTooLarge()
    let routes = teams.get(work.team)
    if (routes === undefined) {
      routes = new Map()
      teams.set(work.team, routes)
    }
    const sums = routes.get(split.cells)
    if (sums === undefined) routes.set(split.cells, [...split.parts])
    else for (const [place, part] of split.parts.entries()) sums[place] = (sums[place] ?? 0n) + part
    yield
  }
  return [...teams].flatMap(([team, routes]) => {
    const amounts = new Map<number, bigint>()
    for (const [cells, sums] of routes) {
      for (const [place, cell] of cells.entries())
        amounts.set(cell, (amounts.get(cell) ?? 0n) + (sums[place] ?? 0n))
    }
    return [...amounts]
      .filter(([, amount]) => amount !== 0n)
      .map(([cell, amount]) => ({ team, cell, amount }))
  })
}

/** Amounts added by a key. */
export function summed<Row extends { readonly amount: bigint }, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
): Map<Key, bigint> {
  const sums = new Map<Key, bigint>()
  for (const row of rows) {
    const key = keyOf(row)
    sums.set(key, (sums.get(key) ?? 0n) + row.amount)
  }
  return sums
}

/** Objectives that weigh something or that work reached. */
function objectivesOf(
  { model, objectiveAt }: FlowNetwork,
  { weights }: Timeline,
  byTarget: ReadonlyMap<number, bigint>,
): { id: string; weight: number; amount: bigint }[] {
  const reached = [...byTarget.keys()].filter((target) => bucketOf(target) === undefined)
  const targets = new Set([...[...weights.keys()].map((id) => objectiveAt.get(id) ?? -1), ...reached])
  return [...targets]
    .sort((a, b) => a - b)
    .flatMap((target) => {
      const id = model.objectives[target]?.id
      if (id === undefined) return []
      return [{ id, weight: weights.get(id) ?? 0, amount: byTarget.get(target) ?? 0n }]
    })
}

/** What counts of cells: all but duties that no objective names. */
export function counting(cells: Iterable<TeamCell>): bigint {
  let sum = 0n
  for (const { cell, amount } of cells) if (targetOf(cell) !== RUN) sum += amount
  return sum
}
