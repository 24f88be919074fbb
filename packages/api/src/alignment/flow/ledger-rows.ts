import { matched } from './fit.ts'
import { counting, type Ledger, type Side, type TeamCell } from './ledger.ts'
import {
  BUCKETS,
  type Bucket,
  bucketOf,
  NO_OBJECTIVE,
  NO_SERVICE,
  RUN,
  serviceOf,
  targetOf,
} from './targets.ts'

export type Grouping = 'OBJECTIVE' | 'TEAM' | 'SERVICE'

/** What a row, a cell or a flow is about; uuids. */
export interface About {
  readonly objective: string | null
  readonly team: string | null
  readonly service: string | null
  readonly bucket: Bucket | null
}

/** A row of the ledger in one grouping. */
export interface LedgerRow {
  readonly key: string
  readonly about: About
  /** The mean weight of an objective, 0 for buckets that count against the fit; null for all else. */
  readonly weight: number | null
  readonly amount: bigint
  readonly share: number | null
  readonly planned: bigint
  readonly plannedShare: number | null
  readonly matched: number | null
  readonly difference: number | null
  /** Whether work of a team in a cell belongs to the row. */
  readonly holds: (team: string | null, cell: number) => boolean
}

/** A cell of the ledger: work that entered by a service and ended at an objective or in a bucket. */
export interface LedgerCell {
  readonly key: string
  readonly about: About
  readonly amount: bigint
  readonly planned: bigint
}

export function rowsOf(ledger: Ledger, grouping: Grouping): LedgerRow[] {
  if (grouping === 'OBJECTIVE') return objectiveRows(ledger)
  const keyOf: KeyOf =
    grouping === 'TEAM' ? ({ team }) => team ?? NONE : ({ cell }) => serviceIdOf(ledger, cell) ?? NONE
  const [actual, planned] = [ledger.actual, ledger.planned].map((side) => Map.groupBy(side.cells, keyOf))
  const keys = new Set([...(actual?.keys() ?? []), ...(planned?.keys() ?? [])])
  const rows = [...keys].map((key): LedgerRow => {
    const id = key === NONE ? null : key
    const done = actual?.get(key) ?? []
    const meant = planned?.get(key) ?? []
    return {
      key,
      about: { ...NOTHING, ...(grouping === 'TEAM' ? { team: id } : { service: id }) },
      weight: null,
      amount: sum(done),
      share: ledger.actual.fit.share(counting(done)),
      planned: sum(meant),
      plannedShare: ledger.planned.fit.share(counting(meant)),
      matched: null,
      difference: null,
      holds: (team, cell) => keyOf({ team, cell }) === key,
    }
  })
  return rows.sort(
    (a, b) => Number(a.key === NONE) - Number(b.key === NONE) || bySize(a, b) || compare(a.key, b.key),
  )
}

type KeyOf = (cell: Pick<TeamCell, 'team' | 'cell'>) => string

/** In the place of an id for what has no team or service. */
const NONE = ''
const NOTHING: About = { objective: null, team: null, service: null, bucket: null }

/** Objectives by weight, then amount; buckets last. */
function objectiveRows(ledger: Ledger): LedgerRow[] {
  const { network, timeline, actual, planned } = ledger
  const targets = new Set([...actual.byTarget.keys(), ...planned.byTarget.keys()])
  for (const id of timeline.weights.keys()) targets.add(network.objectiveAt.get(id) ?? NO_OBJECTIVE)
  for (const place of BUCKETS.keys()) targets.add(NO_OBJECTIVE + place)
  const rows = [...targets].map((target) => {
    const bucket = bucketOf(target) ?? null
    const objective = bucket === null ? (network.model.objectives[target]?.id ?? null) : null
    const weight = objective === null ? 0 : (timeline.weights.get(objective) ?? 0)
    const counts = target !== RUN
    const share = counts ? shareOf(actual, target) : null
    return {
      target,
      row: {
        key: objective ?? bucket ?? NONE,
        about: { ...NOTHING, objective, bucket },
        weight: counts ? weight : null,
        amount: actual.byTarget.get(target) ?? 0n,
        share,
        planned: planned.byTarget.get(target) ?? 0n,
        plannedShare: counts ? shareOf(planned, target) : null,
        matched: share === null ? null : matched(weight, share),
        difference: share === null ? null : share - weight,
        holds: (_team: string | null, cell: number) => targetOf(cell) === target,
      } satisfies LedgerRow,
    }
  })
  return rows
    .sort((a, b) => {
      const [one, other] = [a.target >= NO_OBJECTIVE, b.target >= NO_OBJECTIVE]
      if (one || other) return Number(one) - Number(other) || a.target - b.target
      return (b.row.weight ?? 0) - (a.row.weight ?? 0) || bySize(a.row, b.row) || a.target - b.target
    })
    .map(({ row }) => row)
}

/** The cells of a row, the largest first. */
export function cellsOf(ledger: Ledger, row: LedgerRow): LedgerCell[] {
  const within = (side: Side) =>
    Map.groupBy(
      side.cells.filter(({ team, cell }) => row.holds(team, cell)),
      ({ cell }) => cell,
    )
  const [actual, planned] = [within(ledger.actual), within(ledger.planned)]
  return [...new Set([...actual.keys(), ...planned.keys()])]
    .sort((a, b) => a - b)
    .map((cell): LedgerCell => {
      const about = { ...aboutCell(ledger, cell), team: row.about.team }
      return {
        key: `${about.service ?? NONE} ${about.objective ?? about.bucket}`,
        about,
        amount: sum(actual.get(cell) ?? []),
        planned: sum(planned.get(cell) ?? []),
      }
    })
    .sort(bySize)
}

/** What went from a team by a service to an objective or bucket; null where the rest of all is one flow. */
export interface Flow {
  readonly about: About | null
  readonly amount: bigint
}

/** Flows that are shown one by one. */
export const MOST_FLOWS = 200

/** The largest flows, and one of all others. */
export function flowsOf(ledger: Ledger): Flow[] {
  const { cells, total } = ledger.actual
  const shown = largest(
    cells,
    MOST_FLOWS,
    (a, b) => bySize(a, b) || a.cell - b.cell || compare(a.team ?? '', b.team ?? ''),
  )
  const flows = shown.map(
    ({ team, cell, amount }): Flow => ({ about: { ...aboutCell(ledger, cell), team }, amount }),
  )
  if (cells.length <= MOST_FLOWS) return flows
  return [...flows, { about: null, amount: total - sum(shown) }]
}

/** The first items in an order, without bringing all others into it. */
function largest<Item>(
  items: readonly Item[],
  count: number,
  order: (a: Item, b: Item) => number,
): readonly Item[] {
  let kept: Item[] = []
  let waiting: Item[] = []
  const settle = () => {
    kept = [...kept, ...waiting].sort(order).slice(0, count)
    waiting = []
  }
  for (const item of items) {
    const last = kept[count - 1]
    if (last !== undefined && order(item, last) >= 0) continue
    waiting.push(item)
    if (waiting.length >= 4 * count) settle()
  }
  settle()
  return kept
}

function aboutCell(ledger: Ledger, cell: number): About {
  const bucket = bucketOf(targetOf(cell)) ?? null
  const objective = bucket === null ? (ledger.network.model.objectives[targetOf(cell)]?.id ?? null) : null
  return { ...NOTHING, service: serviceIdOf(ledger, cell), objective, bucket }
}

function serviceIdOf({ network }: Ledger, cell: number): string | null {
  const place = serviceOf(cell)
  return place === NO_SERVICE ? null : (network.model.services[place]?.id ?? null)
}

function shareOf({ byTarget, fit }: Side, target: number): number | null {
  return fit.share(byTarget.get(target) ?? 0n)
}

function sum(cells: readonly { readonly amount: bigint }[]): bigint {
  return cells.reduce((total, { amount }) => total + amount, 0n)
}

interface Sized {
  readonly amount: bigint
}

/** The larger first, whatever its sign. */
function bySize(a: Sized, b: Sized): number {
  const one = a.amount < 0n ? -a.amount : a.amount
  const other = b.amount < 0n ? -b.amount : b.amount
  if (one === other) return 0
  return one > other ? -1 : 1
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
