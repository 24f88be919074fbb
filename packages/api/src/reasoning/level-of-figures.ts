import type { CriticalityThresholds } from '../settings/settings.ts'
import { type Criticality, LOST, levelByThreshold, reaches } from './criticality.ts'
import type { NodeFigures } from './node-figures.ts'

/**
 * The level that a node has by its figures: by the thresholds, and at least HIGH where an objective of at least average
 * weight is lost to 0.8 or more.
 * @throws RangeError when the thresholds do not fall from critical over high to medium within 0 to 1.
 */
export function levelOfFigures(
  { valueAtRisk, weightyLoss }: NodeFigures,
  thresholds?: CriticalityThresholds,
): Criticality {
  const level = levelByThreshold(valueAtRisk, thresholds)
  return level !== 'CRITICAL' && reaches(weightyLoss, LOST) ? 'HIGH' : level
}
