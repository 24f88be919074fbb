import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { measured, significant } from '../graph/figures.ts'
import { burnOf, errorShare, type Spend } from './budget.ts'

const MINUTE = 60_000
const MINUTES_OF_30_DAYS = 30 * 24 * 60

/** Pairs of the Google SRE Workbook for 30 days; on other windows the lengths change and the factors stay. */
const PAIRS = [
  { factor: 14.4, budgetShare: 0.02, longMinutes: 60 },
  { factor: 6, budgetShare: 0.05, longMinutes: 6 * 60 },
  { factor: 3, budgetShare: 0.1, longMinutes: 24 * 60 },
  { factor: 1, budgetShare: 0.1, longMinutes: 72 * 60 },
] as const
/** A short window is this part of its long one. */
const SHORT = 12
/** Short windows without traffic after which an alert ends. */
const QUIET = 2

/** A long and a short window over which a burn above the factor alerts. */
export interface AlertPair {
  readonly factor: number
  /** The share of the budget that a burn of the factor spends in the long window. */
  readonly budgetShare: number
  /** Milliseconds, whole minutes. */
  readonly long: number
  readonly short: number
}

export interface AlertPairs {
  readonly pairs: readonly AlertPair[]
  readonly refused: readonly { readonly pair: AlertPair; readonly reason: Reason }[]
}

/**
 * The pairs that an SLO is watched with, from the fastest burn to the slowest.
 * @param samplingInterval milliseconds between samples of the indicator (or of a slice); null where not known
 */
export function alertPairs(slo: {
  readonly windowLength: number
  readonly target: number
  readonly samplingInterval: number | null
}): AlertPairs {
  const all = PAIRS.map(({ factor, budgetShare, longMinutes }) => {
    const scaled = longMinutes * slo.windowLength
    return {
      factor,
      budgetShare,
      long: Math.ceil(scaled / (MINUTES_OF_30_DAYS * MINUTE)) * MINUTE,
      short: Math.max(1, Math.ceil(scaled / (MINUTES_OF_30_DAYS * MINUTE * SHORT))) * MINUTE,
    }
  })
  const judged = all.map((pair) => ({ pair, reason: refusal(pair, slo.target, slo.samplingInterval) }))
  return {
    pairs: judged.flatMap(({ pair, reason }) => (reason === null ? [pair] : [])),
    refused: judged.flatMap(({ pair, reason }) => (reason === null ? [] : [{ pair, reason }])),
  }
}

function refusal(
  { factor, short }: AlertPair,
  target: number,
  samplingInterval: number | null,
): Reason | null {
  if (significant(factor * errorShare(target)) >= 1) {
    const least = measured(1 - 1 / factor)
    const text = `A burn above ${factor} cannot occur with this target; it must be above ${least}.`
    return { code: 'CAN_NEVER_FIRE', text }
  }
  if (samplingInterval !== null && samplingInterval > short / 2) {
    const text = `The indicator is sampled every ${minutes(samplingInterval)}, which is more than half of the short window of ${minutes(short)}.`
    return { code: 'SAMPLED_TOO_RARELY', text }
  }
  return null
}

export interface PairEvaluation {
  /** Whether both burns are above the factor now. */
  readonly fires: boolean
  /** Null where the window has no events. */
  readonly longBurn: number | null
  readonly shortBurn: number | null
  /** NO_TRAFFIC where the short window has no events. */
  readonly reason: Reason | null
  readonly explanation: Explanation
}

/** Compares the burns over both windows of a pair with its factor. */
export function evaluatePair(
  pair: AlertPair,
  target: number,
  spend: { readonly long: Spend; readonly short: Spend },
): PairEvaluation {
  const longBurn = burnOf(spend.long, target)
  const shortBurn = burnOf(spend.short, target)
  const exceeds = (burn: number | null) => burn !== null && significant(burn) > pair.factor
  const quiet = { code: 'NO_TRAFFIC', text: `No events in the last ${minutes(pair.short)}.` }
  const reason = shortBurn === null ? quiet : null
  const shown = (burn: number | null) => (burn === null ? null : significant(burn))
  return {
    fires: exceeds(longBurn) && exceeds(shortBurn),
    longBurn,
    shortBurn,
    reason,
    explanation: {
      formula: 'slo-burn-alert',
      version: 1,
      source:
        'Google SRE Workbook: multi-window, multi-burn-rate alerts, with windows scaled to that of the SLO',
      inputs: [
        plainInput('target', target),
        plainInput('factor', pair.factor),
        plainInput(`burn of ${minutes(pair.long)}`, shown(longBurn)),
        plainInput(`burn of ${minutes(pair.short)}`, shown(shortBurn)),
      ],
      reasons: reason === null ? [] : [reason],
    },
  }
}

/** `quietSince` is when the events ended, as far as is known; null while there are some. */
export type AlertState =
  | { readonly status: 'RESOLVED' }
  | { readonly status: 'FIRING'; readonly since: number; readonly quietSince: number | null }

export interface AlertStep {
  readonly state: AlertState
  readonly event: 'FIRED' | 'RESOLVED' | null
  readonly reason: Reason | null
}

/**
 * What an evaluation makes of an alert. One that fires is resolved as soon as a burn is no longer above the factor, and
 * without traffic after two short windows: silence says neither that the fault is over nor that it goes on.
 */
export function stepAlert(
  state: AlertState,
  pair: AlertPair,
  evaluation: PairEvaluation,
  now: number,
): AlertStep {
  const { fires, reason } = evaluation
  if (state.status === 'RESOLVED') {
    if (!fires) return { state, event: null, reason }
    return { state: { status: 'FIRING', since: now, quietSince: null }, event: 'FIRED', reason: null }
  }
  if (fires) return { state: { ...state, quietSince: null }, event: null, reason: null }
  if (reason === null) return { state: { status: 'RESOLVED' }, event: 'RESOLVED', reason: null }
  const quietSince = state.quietSince ?? now - pair.short
  if (now - quietSince >= QUIET * pair.short)
    return { state: { status: 'RESOLVED' }, event: 'RESOLVED', reason }
  return { state: { ...state, quietSince }, event: null, reason }
}

function minutes(length: number): string {
  const count = Number((length / MINUTE).toFixed(2))
  return count === 1 ? '1 minute' : `${count} minutes`
}
