import type { Interval } from '../change-windows/interval.ts'
import { type Cause, type CausedSpan, meeting } from './cause-timeline.ts'
import { splitWhole } from './events.ts'

/** Causes that are left out of a question: what they answer for is unexplained. */
export interface LeftOut {
  readonly ownChanges?: boolean
  readonly ids?: readonly string[]
}

/** Bad events that one cause answers for. */
export interface CausePart {
  readonly kind: Cause['kind'] | 'UNEXPLAINED'
  /** Null for what is unexplained. */
  readonly id: string | null
  readonly name: string | null
  readonly bad: number
  /** Causes that come later in the order and held as well, with the bad events that this concerns. */
  readonly alsoPossible: readonly (Cause & { readonly bad: number })[]
  /** The time of these bad events, in no order: spans of buckets. */
  readonly periods: readonly Interval[]
}

type AlsoPossible = Cause & { readonly bad: number }

interface Row {
  readonly cause: Cause | null
  readonly also: Map<string, AlsoPossible>
  readonly periods: Interval[]
  bad: number
}

interface Piece extends Interval {
  readonly causes: readonly Cause[]
}

/** Gives bad events to causes, bucket by bucket. */
export class Attribution {
  readonly #without: LeftOut
  readonly #timeline: readonly CausedSpan[]
  readonly #rows = new Map<string, Row>()

  constructor(timeline: readonly CausedSpan[], without: LeftOut) {
    this.#timeline = timeline
    this.#without = without
  }

  /** Divides bad events by time: first among the causes that answer for them, then by what was possible as well. */
  add(bad: number, spans: readonly Interval[]): void {
    const byCause = Map.groupBy(piecesOf(spans, this.#timeline), ({ causes }) => keyOf(causes[0] ?? null))
    const groups = [...byCause.values()]
    const parts = splitWhole(bad, groups.map(weightOf))
    for (const [place, pieces] of groups.entries()) this.#addPart(parts[place] ?? 0, pieces)
  }

  /** Own changes, then dependencies, each with the largest part first; last what is unexplained. */
  parts(): CausePart[] {
    const rest = this.#rows.get(keyOf(null))
    const rows = [...this.#rows.values()].flatMap(({ cause, bad, also, periods }): CausePart[] =>
      cause === null || bad === 0
        ? []
        : [{ ...cause, bad, alsoPossible: [...also.values()].sort(largestFirst), periods }],
    )
    const order = (row: CausePart) => (row.kind === 'OWN_CHANGE' ? 0 : 1)
    return [
      ...rows.sort((a, b) => order(a) - order(b) || largestFirst(a, b)),
      {
        kind: 'UNEXPLAINED',
        id: null,
        name: null,
        bad: rest?.bad ?? 0,
        alsoPossible: [],
        periods: rest?.periods ?? [],
      },
    ]
  }

  #addPart(bad: number, pieces: readonly Piece[]): void {
    const cause = pieces[0]?.causes[0] ?? null
    const asked = cause === null || this.#isLeftOut(cause) ? null : cause
    const row: Row = this.#rows.get(keyOf(asked)) ?? { cause: asked, bad: 0, also: new Map(), periods: [] }
    this.#rows.set(keyOf(asked), row)
    row.bad += bad
    if (bad > 0) row.periods.push(...pieces.map(({ start, end }) => ({ start, end })))
    if (asked === null) return
    const groups = [...Map.groupBy(pieces, ({ causes }) => causes.map(keyOf).join('\n')).values()]
    const parts = splitWhole(bad, groups.map(weightOf))
    for (const [place, group] of groups.entries()) {
      const part = parts[place] ?? 0
      if (part === 0) continue
      for (const other of group[0]?.causes.slice(1) ?? []) {
        if (this.#isLeftOut(other)) continue
        const known = row.also.get(keyOf(other))
        row.also.set(keyOf(other), { ...other, bad: (known?.bad ?? 0) + part })
      }
    }
  }

  #isLeftOut({ kind, id }: Cause): boolean {
    return (
      (this.#without.ownChanges === true && kind === 'OWN_CHANGE') || this.#without.ids?.includes(id) === true
    )
  }
}

/** The time of a bucket, cut where other causes hold. An instant is one piece. */
function piecesOf(spans: readonly Interval[], timeline: readonly CausedSpan[]): Piece[] {
  return spans.flatMap(({ start, end }): Piece[] => [
    ...meeting(timeline, { start, end: start === end ? start + 1 : end }),
  ])
}

function weightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { start, end }) => sum + (end - start), 0)
}

function keyOf(cause: Cause | null): string {
  return cause === null ? '' : `${cause.kind} ${cause.id}`
}

function largestFirst(a: { bad: number; id: string | null }, b: { bad: number; id: string | null }): number {
  return b.bad - a.bad || ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
}
