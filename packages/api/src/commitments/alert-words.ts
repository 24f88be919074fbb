import { measured } from '../graph/figures.ts'
import type { AlertPair, PairEvaluation } from './burn-alerts.ts'

const MINUTE = 60_000

/** How bad it is that a pair fires: from a factor of 6 on, the budget is spent within days. */
export function severityOf({ factor }: Pick<AlertPair, 'factor'>): 'CRITICAL' | 'WARNING' {
  return factor >= 6 ? 'CRITICAL' : 'WARNING'
}

/** What a burn alert says. */
export function burnAlertText(
  name: string,
  pair: AlertPair,
  { longBurn, shortBurn }: Pick<PairEvaluation, 'longBurn' | 'shortBurn'>,
): { readonly title: string; readonly description: string } {
  const times = (burn: number | null) => measured(burn ?? 0)
  return {
    title: `${name}: error budget is spent more than ${pair.factor} times too fast`,
    description: `Over ${length(pair.long)} the error budget was spent ${times(longBurn)} times as fast as evenly over the window, over ${length(pair.short)} ${times(shortBurn)} times. The alert fires above ${pair.factor} in both.`,
  }
}

function length(milliseconds: number): string {
  const minutes = milliseconds / MINUTE
  if (minutes % 60 !== 0 || minutes < 120) return minutes === 1 ? 'one minute' : `${minutes} minutes`
  return `${minutes / 60} hours`
}
