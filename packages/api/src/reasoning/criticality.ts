import { type Explanation, figure, nodeInput, plainInput, type Reason } from '../graph/explanation.ts'
import { type CriticalityThresholds, SETTINGS } from '../settings/settings.ts'
import { impact } from './impact.ts'
import type { ImpactGraph } from './network.ts'

export type Criticality = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'

/** The thresholds of an organisation that has set none. */
export const DEFAULT_CRITICALITY_THRESHOLDS: CriticalityThresholds = SETTINGS.criticalityThresholds.fallback

export interface CriticalityOf {
  readonly level: Criticality
  /** Value at risk of the one node alone, 0 to 1. */
  readonly valueAtRisk: number
  readonly explanation: Explanation
}

// A sum of products such as 0.5 × 0.2 + 0.5 × 0.3 may miss a threshold by its last bit; this much is forgiven.
const ROUNDING = 1e-9

/**
 * The level that belongs to a value at risk.
 * @throws RangeError when the thresholds do not fall from critical over high to medium within 0 to 1.
 */
export function criticalityLevel(
  atRisk: number,
  thresholds: CriticalityThresholds = DEFAULT_CRITICALITY_THRESHOLDS,
): Criticality {
  const { critical, high, medium } = thresholds
  if (!(1 >= critical && critical >= high && high >= medium && medium >= 0)) {
    throw new RangeError('criticality thresholds must fall from critical over high to medium, within 1 and 0')
  }
  const value = atRisk + ROUNDING
  if (value >= critical) return 'CRITICAL'
  if (value >= high) return 'HIGH'
  return value >= medium ? 'MEDIUM' : 'LOW'
}

/** How much the business loses with this one node: its value at risk alone, as a level, with the reasons. */
export function criticality(
  graph: ImpactGraph,
  node: { readonly type: 'Service' | 'Asset'; readonly id: string },
  thresholds: CriticalityThresholds = DEFAULT_CRITICALITY_THRESHOLDS,
): CriticalityOf {
  const result = impact(graph, [node])
  const level = criticalityLevel(result.valueAtRisk, thresholds)
  return {
    level,
    valueAtRisk: result.valueAtRisk,
    explanation: {
      formula: 'criticality',
      version: 1,
      source: 'value at risk of this alone, against the configured thresholds',
      inputs: [
        nodeInput('value at risk', result.valueAtRisk, node),
        plainInput('threshold CRITICAL', thresholds.critical),
        plainInput('threshold HIGH', thresholds.high),
        plainInput('threshold MEDIUM', thresholds.medium),
        ...result.explanation.inputs,
      ],
      reasons: [levelReason(level, result.valueAtRisk, thresholds), ...result.explanation.reasons],
    },
  }
}

function levelReason(level: Criticality, atRisk: number, thresholds: CriticalityThresholds): Reason {
  const text =
    level === 'LOW'
      ? `LOW: ${figure(atRisk)} at risk is below ${thresholds.medium}.`
      : `${level}: ${figure(atRisk)} at risk is at least ${floorOf(level, thresholds)}.`
  return { code: `CRITICALITY_${level}`, text }
}

function floorOf(level: Exclude<Criticality, 'LOW'>, thresholds: CriticalityThresholds): number {
  if (level === 'CRITICAL') return thresholds.critical
  return level === 'HIGH' ? thresholds.high : thresholds.medium
}
