import { Cover, type Interval } from '../change-windows/interval.ts'
import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { significant } from '../graph/figures.ts'
import { errorShare, remainingOf } from './budget.ts'
import {
  type BadDependency,
  type Cause,
  type CausedSpan,
  causeTimeline,
  meeting,
  type OwnChange,
} from './cause-timeline.ts'
import { type Bucket, type Counts, clip, cutBucket, splitWhole, sumOf } from './events.ts'

export interface CausesQuestion {
  readonly target: number
  readonly window: Interval
  /** Events (or slices, each a bucket with a total of 1) of the window, in any order. */
  readonly buckets: readonly Bucket[]
  /** Agreed maintenance, which is cut out. */
  readonly corrections: readonly Interval[]
  readonly ownChanges: readonly OwnChange[]
  readonly dependencies: readonly BadDependency[]
  /** Events of the whole window where they are not those counted, as in a calendar window that is not over. */
  readonly whole?: number
  /** Causes that are left out of the question: what they answer for is unexplained. */
  readonly without?: { readonly ownChanges?: boolean; readonly ids?: readonly string[] }
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
}

/** Who spent the budget of a window. */
export interface BudgetCauses {
  readonly counted: Counts
  /** What agreed maintenance cut out; not a part. */
  readonly removed: Counts
  /** They add up to the bad events that were counted: own changes, dependencies, each largest first, then the rest. */
  readonly parts: readonly CausePart[]
  readonly ownChanges: number
  readonly dependencies: number
  readonly unexplained: number
  readonly allowed: number
  readonly remaining: number
  readonly reasons: readonly Reason[]
  readonly explanation: Explanation
}

/** Gives each bad event of a window to the first cause that holds at its instant. */
export function causesOf(question: CausesQuestion): BudgetCauses {
  const corrections = new Cover(question.corrections)
  const timeline = causeTimeline(question.ownChanges, question.dependencies)
  const tally = new Tally(question.without ?? {})
  const cut = clip(question.buckets, question.window).map((bucket) => {
    const found = cutBucket(bucket, corrections)
    if (found.counted.bad > 0) tally.add(found.counted.bad, found.spans, timeline)
    return found
  })
  const counted = sumOf(cut.map((bucket) => bucket.counted))
  const removed = sumOf(cut.map((bucket) => bucket.removed))
  const parts = tally.parts()
  const badOf = (kind: CausePart['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { bad }) => sum + bad, 0)
  const allowed = errorShare(question.target) * (question.whole ?? counted.total)
  const sums = {
    counted,
    removed,
    ownChanges: badOf('OWN_CHANGE'),
    dependencies: badOf('DEPENDENCY'),
    unexplained: badOf('UNEXPLAINED'),
    allowed,
    remaining: remainingOf(counted.bad, allowed),
  }
  const reasons = parts.map(reasonOf)
  return { ...sums, parts, reasons, explanation: explain(question.target, sums, parts, reasons) }
}

/** Bad events by cause, while the buckets are gone through. */
class Tally {
  readonly #without: { readonly ownChanges?: boolean; readonly ids?: readonly string[] }
  readonly #rows = new Map<string, { cause: Cause | null; bad: number; also: Map<string, AlsoPossible> }>()

  constructor(without: CausesQuestion['without'] & object) {
    this.#without = without
  }

  /** Divides bad events by time: first among the causes that answer for them, then by what was possible as well. */
  add(bad: number, spans: readonly Interval[], timeline: readonly CausedSpan[]): void {
    const byCause = Map.groupBy(piecesOf(spans, timeline), ({ causes }) => keyOf(causes[0] ?? null))
    const groups = [...byCause.values()]
    const parts = splitWhole(bad, groups.map(weightOf))
    for (const [place, pieces] of groups.entries()) this.#addPart(parts[place] ?? 0, pieces)
  }

  /** Own changes, then dependencies, each with the largest part first; last what is unexplained. */
  parts(): CausePart[] {
    const unexplained = this.#rows.get(keyOf(null))?.bad ?? 0
    const rows = [...this.#rows.values()].flatMap(({ cause, bad, also }): CausePart[] =>
      cause === null || bad === 0
        ? []
        : [{ ...cause, bad, alsoPossible: [...also.values()].sort(largestFirst) }],
    )
    const rest = { kind: 'UNEXPLAINED', id: null, name: null, bad: unexplained, alsoPossible: [] } as const
    const order = (row: CausePart) => (row.kind === 'OWN_CHANGE' ? 0 : 1)
    return [...rows.sort((a, b) => order(a) - order(b) || largestFirst(a, b)), rest]
  }

  #addPart(bad: number, pieces: readonly Piece[]): void {
    const cause = pieces[0]?.causes[0] ?? null
    const asked = cause === null || this.#isLeftOut(cause) ? null : cause
    const row = this.#rows.get(keyOf(asked)) ?? { cause: asked, bad: 0, also: new Map() }
    this.#rows.set(keyOf(asked), row)
    row.bad += bad
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

type AlsoPossible = Cause & { readonly bad: number }

interface Piece {
  readonly length: number
  readonly causes: readonly Cause[]
}

/** The time of a bucket, cut where other causes hold. An instant is one piece. */
function piecesOf(spans: readonly Interval[], timeline: readonly CausedSpan[]): Piece[] {
  return spans.flatMap(({ start, end }) => {
    const span = { start, end: start === end ? start + 1 : end }
    return [...meeting(timeline, span)].map((piece) => ({
      length: piece.end - piece.start,
      causes: piece.causes,
    }))
  })
}

function weightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}

function keyOf(cause: Cause | null): string {
  return cause === null ? '' : `${cause.kind} ${cause.id}`
}

function largestFirst(a: { bad: number; id: string | null }, b: { bad: number; id: string | null }): number {
  return b.bad - a.bad || ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
}

function reasonOf({ kind, name, bad, alsoPossible }: CausePart): Reason {
  const also = alsoPossible
    .map((other) => `${shown(other.bad)} also possible through ${other.name}`)
    .join(', ')
  const addition = also === '' ? '' : ` (${also})`
  const cause = {
    OWN_CHANGE: `while the change ${name} was being made, or an incident that it caused was open`,
    DEPENDENCY: `while ${name} was bad`,
    UNEXPLAINED: 'without a known cause',
  }[kind]
  return { code: kind, text: `${shown(bad)} bad ${cause}${addition}.` }
}

function shown(count: number): number {
  return significant(count)
}

function explain(
  target: number,
  sums: Pick<BudgetCauses, 'counted' | 'removed' | 'allowed'>,
  parts: readonly CausePart[],
  reasons: readonly Reason[],
): Explanation {
  return {
    formula: 'slo-budget-causes',
    version: 1,
    source:
      'each bad event belongs to the first cause that holds at its instant: own change, dependency, none',
    inputs: [
      plainInput('target', target),
      plainInput('counted', sums.counted.total, 'events'),
      plainInput('bad', sums.counted.bad, 'events'),
      plainInput('cut out by maintenance', sums.removed.bad, 'bad events'),
      plainInput('allowed', significant(sums.allowed), 'events'),
      ...parts.map(({ kind, name, bad }) => plainInput(name ?? kind, shown(bad), 'bad events')),
    ],
    reasons,
  }
}
