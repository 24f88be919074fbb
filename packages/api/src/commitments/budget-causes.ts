import { Cover, type Interval } from '../change-windows/interval.ts'
import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { significant } from '../graph/figures.ts'
import { errorShare, remainingOf } from './budget.ts'
import { Attribution, type CausePart, type LeftOut } from './cause-attribution.ts'
import { type BadDependency, causeTimeline, type OwnChange } from './cause-timeline.ts'
import { type Bucket, type Counts, clip, cutBucket, sumOf } from './events.ts'

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
  readonly without?: LeftOut
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
  const attribution = new Attribution(timeline, question.without ?? {})
  const cut = clip(question.buckets, question.window).map((bucket) => {
    const found = cutBucket(bucket, corrections)
    if (found.counted.bad > 0) attribution.add(found.counted.bad, found.spans)
    return found
  })
  const counted = sumOf(cut.map((bucket) => bucket.counted))
  const removed = sumOf(cut.map((bucket) => bucket.removed))
  const allowed = errorShare(question.target) * (question.whole ?? counted.total)
  return budgetCauses({ target: question.target, counted, removed, allowed }, attribution.parts())
}

/** What is known of a budget before its causes. */
export interface SpentBudget {
  readonly target: number
  readonly counted: Counts
  readonly removed: Counts
  readonly allowed: number
}

/** The answer for parts that add up to the bad events that were counted. */
export function budgetCauses(spent: SpentBudget, parts: readonly CausePart[]): BudgetCauses {
  const { target, counted, removed, allowed } = spent
  const badOf = (kind: CausePart['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { bad }) => sum + bad, 0)
  const told = mostTelling(parts)
  const reasons = told.map(reasonOf)
  const others = parts.length - told.length
  if (others > 0)
    reasons.push({ code: 'OTHER_CAUSES', text: `${others} more causes answer for fewer bad events each.` })
  return {
    counted,
    removed,
    parts,
    ownChanges: badOf('OWN_CHANGE'),
    dependencies: badOf('DEPENDENCY'),
    unexplained: badOf('UNEXPLAINED'),
    allowed,
    remaining: remainingOf(counted.bad, allowed),
    reasons,
    explanation: explain(target, spent, told, reasons),
  }
}

/** Causes that are described in words. */
const TOLD = 8

/** Of many causes those with the most bad events, and what is unexplained, in their order. */
function mostTelling(parts: readonly CausePart[]): readonly CausePart[] {
  const causes = parts.filter(({ kind }) => kind !== 'UNEXPLAINED')
  const least = causes.map(({ bad }) => bad).sort((a, b) => b - a)[TOLD - 1] ?? 0
  const told = new Set(causes.filter(({ bad }) => bad >= least).slice(0, TOLD))
  return parts.filter((part) => part.kind === 'UNEXPLAINED' || told.has(part))
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
