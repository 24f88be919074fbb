import { type Explanation, fractionInput, plainInput, type Reason } from '../graph/explanation.ts'
import { figure, figuresApart, significant } from '../graph/figures.ts'
import { type CriticalityThresholds, SETTINGS, thresholdProblem } from '../settings/settings.ts'
import { impact } from './impact.ts'
import type { GraphNode, ImpactGraph } from './network.ts'

export type Criticality = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'

/** The thresholds of an organisation that has set none. */
export const DEFAULT_CRITICALITY_THRESHOLDS: CriticalityThresholds = SETTINGS.criticalityThresholds.fallback

/** The loss of one weighty objective that makes a node HIGH, however little that objective is of the whole. */
export const LOST = 0.8

export interface CriticalityOf {
  readonly level: Criticality
  /** Value at risk of the one node alone, 0 to 1. */
  readonly valueAtRisk: number
  readonly explanation: Explanation
}

/** An objective with what it weighs and what of it is lost, both 0 to 1. */
export interface WeighedLoss {
  readonly objective: Pick<GraphNode, 'id' | 'name'>
  readonly weight: number
  readonly loss: number
}

/**
 * The level of a value at risk by the thresholds alone. Both sides are rounded to 12 significant digits, so that a
 * sum of products does not miss a threshold by its last bit. What has nothing at risk is LOW, so a threshold of 0 is
 * reached by any value at risk above 0.
 * @throws RangeError when the thresholds do not fall from critical over high to medium within 0 to 1.
 */
export function levelByThreshold(
  atRisk: number,
  thresholds: CriticalityThresholds = DEFAULT_CRITICALITY_THRESHOLDS,
): Criticality {
  const { critical, high, medium } = thresholds
  const problem = thresholdProblem(thresholds)
  if (problem !== null) throw new RangeError(`criticality thresholds: ${problem}`)
  if (significant(atRisk) === 0) return 'LOW'
  if (reaches(atRisk, critical)) return 'CRITICAL'
  if (reaches(atRisk, high)) return 'HIGH'
  return reaches(atRisk, medium) ? 'MEDIUM' : 'LOW'
}

/**
 * The level of a node: by the thresholds, and at least HIGH where an objective of at least average weight is lost
 * to 0.8 or more. What a node takes of the whole shrinks with the number of objectives; what it takes of one does not.
 */
export function criticalityLevel(
  graph: ImpactGraph,
  atRisk: number,
  losses: readonly WeighedLoss[],
  thresholds: CriticalityThresholds = DEFAULT_CRITICALITY_THRESHOLDS,
): { readonly level: Criticality; readonly because: WeighedLoss | null } {
  const level = levelByThreshold(atRisk, thresholds)
  if (level === 'CRITICAL' || level === 'HIGH') return { level, because: null }
  const average = averageWeight(graph)
  const lost = losses.filter(({ weight, loss }) => reaches(weight, average) && reaches(loss, LOST))
  const because = lost.toSorted(
    (a, b) => b.weight - a.weight || (a.objective.id < b.objective.id ? -1 : 1),
  )[0]
  return because === undefined ? { level, because: null } : { level: 'HIGH', because }
}

/** How much the business loses with this one node: its value at risk alone, as a level, with the reasons. */
export function criticality(
  graph: ImpactGraph,
  node: { readonly type: 'Service' | 'Asset'; readonly id: string },
  thresholds: CriticalityThresholds = DEFAULT_CRITICALITY_THRESHOLDS,
): CriticalityOf {
  const result = impact(graph, [node])
  const { level, because } = criticalityLevel(graph, result.valueAtRisk, result.objectives, thresholds)
  return {
    level,
    valueAtRisk: result.valueAtRisk,
    explanation: {
      formula: 'criticality',
      version: 2,
      source:
        'value at risk of this alone against the thresholds of the settings, and what it takes of one objective',
      inputs: [
        fractionInput('value at risk', result.valueAtRisk, node),
        plainInput('threshold CRITICAL', thresholds.critical),
        plainInput('threshold HIGH', thresholds.high),
        plainInput('threshold MEDIUM', thresholds.medium),
        plainInput('average weight of an objective', finiteOrNull(averageWeight(graph))),
        ...result.explanation.inputs,
      ],
      reasons: [levelReason(level, because, result.valueAtRisk, thresholds), ...result.explanation.reasons],
    },
  }
}

/** 1 ÷ the number of counting leaves with a weight above 0; more than any weight where there are none. */
export function averageWeight({ weights }: ImpactGraph): number {
  let leaves = 0
  for (const { leaf, weight } of weights.values()) if (leaf && weight > 0) leaves += 1
  return leaves === 0 ? Infinity : 1 / leaves
}

function levelReason(
  level: Criticality,
  because: WeighedLoss | null,
  atRisk: number,
  thresholds: CriticalityThresholds,
): Reason {
  const code = `CRITICALITY_${level}`
  if (because !== null) {
    const { objective, loss } = because
    const text = `${level}: “${objective.name}”, which weighs at least the average, loses ${figure(loss)}, which is ${LOST.toFixed(2)} or more.`
    return { code, text }
  }
  if (level === 'LOW' && thresholds.medium === 0) return { code, text: 'LOW: nothing is at risk.' }
  const [shown, limit] = figuresApart(
    atRisk,
    level === 'LOW' ? thresholds.medium : floorOf(level, thresholds),
  )
  return { code, text: `${level}: ${shown} at risk is ${level === 'LOW' ? 'below' : 'at least'} ${limit}.` }
}

function floorOf(level: Exclude<Criticality, 'LOW'>, thresholds: CriticalityThresholds): number {
  if (level === 'CRITICAL') return thresholds.critical
  return level === 'HIGH' ? thresholds.high : thresholds.medium
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? significant(value) : null
}

/** Whether a figure is at least the threshold, both rounded to 12 significant digits. */
export function reaches(value: number, threshold: number): boolean {
  return significant(value) >= significant(threshold)
}
