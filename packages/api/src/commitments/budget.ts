import { Cover, type Interval } from '../change-windows/interval.ts'
import { InvalidInput } from '../graph/errors.ts'
import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { percent } from '../graph/figures.ts'
import { type Bucket, type Counts, clip, cutBucket, sumOf } from './events.ts'
import { type Grid, type Slice, slicesOf, slicesToCome } from './slices.ts'

/** How the budget of an SLO is spent: by events, by slices of time, or by the ratios of slices. */
export type BudgetingMethod = 'OCCURRENCES' | 'TIMESLICES' | 'RATIO_TIMESLICES'

/** What an SLO promises, and how it is counted. */
export interface BudgetRule {
  /** The share of good events or slices that is promised, between 0 and 1. */
  readonly target: number
  readonly method: BudgetingMethod
  /** Milliseconds of a slice; null for occurrences. An SLO in minutes has slices of one minute. */
  readonly sliceLength: number | null
  /** The share of good events that makes a slice good, above 0 and up to 1; null unless slices are good or bad. */
  readonly sliceTarget: number | null
}

export interface BudgetQuestion {
  readonly rule: BudgetRule
  readonly kind: 'ROLLING' | 'CALENDAR'
  /** The whole window, also the part that is to come. */
  readonly window: Interval
  /** The instant that is asked about. */
  readonly now: number
  /** In any order. Those outside the window do not count. */
  readonly buckets: readonly Bucket[]
  /** Agreed maintenance; overlaps count once. */
  readonly corrections: readonly Interval[]
}

/** What is spent: bad events, bad slices, or what the ratios of the slices lack, out of those that were seen. */
export interface Spend {
  readonly bad: number
  readonly seen: number
}

export interface Budget extends Spend {
  /** Null where nothing was seen. */
  readonly attainment: number | null
  /** The share of the budget that is left; below 0 where more than the budget is spent. */
  readonly remaining: number
  /** Bad events or slices that the whole window allows. */
  readonly allowed: number
  /** The same in milliseconds, for slices. */
  readonly allowedTime: number | null
  readonly good: number
  /** Events or slices of the whole window. */
  readonly whole: number
  /** Whether `whole` is projected from what was seen. */
  readonly projected: boolean
  /** Milliseconds of the window without corrections. */
  readonly windowLength: number
  /** The share of the slices that were measured; null for occurrences, and before the first slice is over. */
  readonly coverage: number | null
  readonly slices: SliceCounts | null
  /** Events that corrections cut out. */
  readonly removed: Counts
  readonly reasons: readonly Reason[]
  readonly explanation: Explanation
}

/** Slices that are over. `total` does not contain the corrected ones. */
export interface SliceCounts {
  readonly total: number
  readonly measured: number
  readonly good: number
  readonly corrected: number
}

/** Below this coverage, the reasons of an answer contain LOW_COVERAGE. */
const LOW_COVERAGE = 0.9

/** The share of bad events that a target allows, without the noise of the subtraction: 0.999 → 0.001. */
export function errorShare(target: number): number {
  return Number((1 - target).toFixed(15))
}

/** A smaller share of bad events is lost in the rounding of numbers. */
const LEAST_BUDGET = 1e-9

/** @throws InvalidInput for a rule that no budget can be formed by */
export function checkBudgetRule(rule: BudgetRule, path: readonly string[] = []): void {
  const { target, method, sliceLength, sliceTarget } = rule
  if (!(target > 0 && target < 1))
    throw InvalidInput.at(
      [...path, 'target'],
      'must be above 0 and below 1: a target of 1 leaves no budget to spend',
    )
  if (errorShare(target) < LEAST_BUDGET)
    throw InvalidInput.at(
      [...path, 'target'],
      'leaves no budget that can be counted; 0.999999999 is the most',
    )
  if (method === 'OCCURRENCES') return
  if (sliceLength === null || !(sliceLength > 0))
    throw InvalidInput.at([...path, 'timeSliceWindow'], `is needed for ${method}, with a length above 0`)
  if (method === 'TIMESLICES' && (sliceTarget === null || !(sliceTarget > 0 && sliceTarget <= 1)))
    throw InvalidInput.at([...path, 'timeSliceTarget'], 'is needed for TIMESLICES, above 0 and up to 1')
}

/** What was spent in a span of time; slices belong to the span that they end in. */
export function spendIn(question: BudgetQuestion, span: Interval): Spend {
  const { rule, buckets } = question
  const corrections = new Cover(question.corrections)
  if (rule.method === 'OCCURRENCES') {
    const { bad, total } = sumOf(clip(buckets, span).map((bucket) => cutBucket(bucket, corrections).counted))
    return { bad, seen: total }
  }
  return spendOfSlices(rule, slicesOf(gridOf(question), span, buckets, corrections))
}

/** How fast a budget is spent: 1 spends it evenly over the window. Null where nothing was seen. */
export function burnOf({ bad, seen }: Spend, target: number): number | null {
  return seen === 0 ? null : bad / seen / errorShare(target)
}

/** The error budget of a window. */
export function budgetOf(question: BudgetQuestion): Budget {
  const { rule, window, now, kind } = question
  const corrections = new Cover(question.corrections)
  const past = { start: window.start, end: Math.min(Math.max(now, window.start), window.end) }
  const cut = clip(question.buckets, past).map((bucket) => cutBucket(bucket, corrections))
  const removed = sumOf(cut.map((bucket) => bucket.removed))
  const windowLength = window.end - window.start - corrections.within(window)
  const isOver = kind === 'ROLLING' || now >= window.end
  const facts = { removed, windowLength, rule }
  if (rule.method === 'OCCURRENCES') {
    const { bad, total: seen } = sumOf(cut.map((bucket) => bucket.counted))
    const elapsed = past.end - past.start - corrections.within(past)
    const whole = isOver || seen === 0 ? seen : seen * (windowLength / elapsed)
    return budgetFrom({ ...facts, bad, seen, whole, projected: !isOver && seen > 0, slices: null })
  }
  const grid = gridOf(question)
  const ended = slicesOf(grid, past, question.buckets, corrections)
  const spend = spendOfSlices(rule, ended)
  const lastEnd = past.start + ended.length * grid.length
  const toCome = isOver ? 0 : slicesToCome(grid, { start: lastEnd, end: window.end }, corrections)
  const corrected = ended.filter((slice) => slice.corrected).length
  const good = ended.filter((slice) => isMeasured(slice) && isGoodSlice(rule, slice)).length
  return budgetFrom({
    ...facts,
    ...spend,
    whole: spend.seen + toCome,
    projected: false,
    slices: { total: ended.length - corrected, measured: spend.seen, good, corrected },
  })
}

/** Slices are aligned to the start of the window. */
function gridOf({ rule, window }: BudgetQuestion): Grid {
  if (rule.sliceLength === null) throw new RangeError('a rule in slices was not validated')
  return { origin: window.start, length: rule.sliceLength }
}

function isMeasured({ corrected, total }: Slice): boolean {
  return !corrected && total > 0
}

function isGoodSlice({ sliceTarget }: BudgetRule, { good, total }: Slice): boolean {
  return sliceTarget !== null && good / total >= sliceTarget
}

function spendOfSlices(rule: BudgetRule, slices: readonly Slice[]): Spend {
  let [bad, seen] = [0, 0]
  for (const slice of slices) {
    if (!isMeasured(slice)) continue
    seen += 1
    if (rule.method === 'RATIO_TIMESLICES') bad += 1 - slice.good / slice.total
    else if (!isGoodSlice(rule, slice)) bad += 1
  }
  return { bad, seen }
}

/** A budget from what was counted. */
export function budgetFrom(
  found: Pick<Budget, 'bad' | 'seen' | 'whole' | 'projected' | 'slices' | 'removed' | 'windowLength'> & {
    readonly rule: BudgetRule
  },
): Budget {
  const { rule, ...shown } = found
  const { bad, seen, whole, slices } = found
  const allowed = errorShare(rule.target) * whole
  const coverage = slices === null || slices.total === 0 ? null : slices.measured / slices.total
  const facts = {
    ...shown,
    good: seen - bad,
    attainment: seen === 0 ? null : 1 - bad / seen,
    remaining: remainingOf(bad, allowed),
    allowed,
    allowedTime: rule.sliceLength === null || slices === null ? null : allowed * rule.sliceLength,
    coverage,
  }
  const reasons = reasonsOf(facts)
  return { ...facts, reasons, explanation: explain(rule, facts, reasons) }
}

/** The share of a budget that is left, without the noise of the division around 0; 1 where nothing was seen. */
export function remainingOf(bad: number, allowed: number): number {
  if (allowed === 0) return 1
  const remaining = 1 - bad / allowed
  return Math.abs(remaining) < 1e-12 ? 0 : remaining
}

type Facts = Omit<Budget, 'reasons' | 'explanation'>

function reasonsOf({ seen, projected, coverage, slices }: Facts): Reason[] {
  const reasons: Reason[] = []
  if (seen === 0) {
    const what = slices === null ? 'No events were' : 'No slice was'
    reasons.push({
      code: 'NO_TRAFFIC',
      text: `${what} measured in the window; nothing of the budget is spent.`,
    })
  }
  if (projected) {
    const text = 'The window is not over: its events are projected from those seen so far.'
    reasons.push({ code: 'PROJECTED', text })
  }
  if (coverage !== null && coverage < LOW_COVERAGE && slices !== null) {
    const text = `Only ${slices.measured} of ${slices.total} slices were measured (${percent(coverage)}).`
    reasons.push({ code: 'LOW_COVERAGE', text })
  }
  return reasons
}

function explain(rule: BudgetRule, facts: Facts, reasons: readonly Reason[]): Explanation {
  const unit = facts.slices === null ? 'events' : 'slices'
  const removed = facts.removed.total
  return {
    formula: 'slo-budget',
    version: 1,
    source: 'Google SRE Workbook: error budget = (1 − target) × events of the whole window',
    inputs: [
      plainInput('target', rule.target),
      plainInput('budgeting method', rule.method),
      plainInput('seen', facts.seen, unit),
      plainInput('bad', facts.bad, unit),
      plainInput('whole window', facts.whole, unit),
      plainInput('allowed', facts.allowed, unit),
      ...(removed > 0 ? [plainInput('cut out by corrections', removed, 'events')] : []),
    ],
    reasons,
  }
}
