import { type Interval, lengthOf } from '../change-windows/interval.ts'
import type { Explanation, Reason } from '../graph/explanation.ts'
import { type Budget, type BudgetRule, budgetFrom, burnOf, type Spend } from './budget.ts'
import { type AlertPair, evaluatePair, type PairEvaluation } from './burn-alerts.ts'
import { type Exhaustion, exhaustionOf } from './exhaustion.ts'
import { onGrid, SPANS, type StatusPlan, spansOfPair, unmeasuredIn } from './plan.ts'
import { ruleOf } from './settings.ts'
import type { Tally } from './tally.ts'

/** How an SLO stands at an instant. */
export interface SloStatus {
  readonly at: number
  readonly window: Interval
  readonly outcome: 'MET' | 'MISSED' | 'NO_TRAFFIC'
  readonly budget: Budget
  /** How fast the budget is spent over the last day; null without events. */
  readonly burn: number | null
  readonly exhaustion: Exhaustion
  readonly pairs: readonly PairStatus[]
  /** Pairs of windows that this SLO cannot be watched with. */
  readonly refused: readonly { readonly pair: AlertPair; readonly reason: Reason }[]
  readonly explanation: Explanation
}

export interface PairStatus {
  readonly pair: AlertPair
  readonly evaluation: PairEvaluation
}

/** The status of an SLO, from the tallies of the spans that were planned, in their order. */
export function statusOf(plan: StatusPlan, tallies: readonly Tally[]): SloStatus {
  const rule = ruleOf(plan.slo)
  const spend = (place: number) => spendOf(rule, tallies[place])
  const budget = budgetOfTally(plan, rule, tallies)
  const burn = burnOf(spend(SPANS.day), rule.target)
  const exhaustion = exhaustionOf({
    kind: plan.window.kind,
    remaining: budget.remaining,
    burn,
    windowLength: budget.windowLength,
    windowEnd: plan.span.end,
    now: plan.at,
  })
  const outcome =
    budget.attainment === null ? 'NO_TRAFFIC' : budget.attainment < rule.target ? 'MISSED' : 'MET'
  return {
    at: plan.at,
    window: plan.span,
    outcome,
    budget,
    burn,
    exhaustion,
    pairs: plan.pairs.pairs.map((pair, place) => {
      const { long, short } = spansOfPair(place)
      return { pair, evaluation: evaluatePair(pair, rule.target, { long: spend(long), short: spend(short) }) }
    }),
    refused: plan.pairs.refused,
    explanation: budget.explanation,
  }
}

/** What a span spent: bad events, bad slices, or what the shares of its slices lack. */
export function spendOf({ method }: BudgetRule, tally: Tally | undefined): Spend {
  if (tally === undefined) return { bad: 0, seen: 0 }
  const { good, total, slices } = tally
  if (method === 'OCCURRENCES') return { bad: Math.min(Math.max(total - good, 0), total), seen: total }
  return {
    bad: slices.measured - (method === 'TIMESLICES' ? slices.good : slices.ratios),
    seen: slices.measured,
  }
}

function budgetOfTally(plan: StatusPlan, rule: BudgetRule, tallies: readonly Tally[]): Budget {
  const { span, past, corrections, window, at, grid } = plan
  const { bad, seen } = spendOf(rule, tallies[SPANS.past])
  const removed = eventsOf(tallies[SPANS.removed])
  const windowLength = span.end - span.start - corrections.within(span)
  const isOver = window.kind === 'ROLLING' || at >= span.end
  const found = { rule, bad, seen, removed, windowLength }
  if (grid.slice === null) {
    const elapsed = past.end - past.start - corrections.within(past)
    const whole = isOver || seen === 0 ? seen : seen * (windowLength / elapsed)
    return budgetFrom({ ...found, whole, projected: !isOver && seen > 0, slices: null })
  }
  const corrected = lengthOf(unmeasuredIn(past, grid, corrections)) / grid.slice
  const total = (past.end - past.start) / grid.slice - corrected
  const rest = { start: past.end, end: onGrid(grid, span.end) }
  const toCome = isOver
    ? 0
    : (rest.end - rest.start - lengthOf(unmeasuredIn(rest, grid, corrections))) / grid.slice
  const good = tallies[SPANS.past]?.slices.good ?? 0
  return budgetFrom({
    ...found,
    whole: seen + toCome,
    projected: false,
    slices: { total, measured: seen, good, corrected },
  })
}

function eventsOf(tally: Tally | undefined): { good: number; bad: number; total: number } {
  if (tally === undefined) return { good: 0, bad: 0, total: 0 }
  const good = Math.min(Math.max(tally.good, 0), tally.total)
  return { good, bad: tally.total - good, total: tally.total }
}
