import type { EffectiveWeight } from '../../reasoning/weights.ts'
import { inCommonUnits } from './decimals.ts'
import { certain, type Distribution, inProportion, mix } from './distribution.ts'
import { INACTIVE_OBJECTIVE } from './targets.ts'

export interface PlacedObjective {
  readonly id: string
  readonly parentId: string | null
  readonly weight: number
}

/**
 * How work for an objective divides over the leaves at or below it that count: in proportion to their weights, equally
 * if all of these are 0. Without such a leaf, all of it is work for an inactive objective.
 * @param objectives in the order of their targets
 * @param weights of the day, as `effectiveWeights` gives them
 */
export function leavesOf(
  objectives: readonly PlacedObjective[],
  weights: ReadonlyMap<string, EffectiveWeight>,
): (objective: number) => Distribution {
  const children = new Map<string, number[]>()
  objectives.forEach(({ id, parentId }, place) => {
    if (parentId === null || !weights.has(id)) return
    const siblings = children.get(parentId)
    if (siblings === undefined) children.set(parentId, [place])
    else siblings.push(place)
  })
  const below = (id: string) => children.get(id) ?? []
  const known = new Map<number, Distribution>()

  /** Weights among siblings are taken as entered: the fractions then stay short and exact. */
  const inParts = (place: number): Distribution => {
    const before = known.get(place)
    if (before !== undefined) return before
    const within = below(objectives[place]?.id ?? '')
    const entered = inCommonUnits(within.map((child) => objectives[child]?.weight ?? 0))
    const noneWeighs = entered.every((weight) => weight === 0n)
    const parts = within.map((child, at) => ({
      weight: noneWeighs ? 1n : (entered[at] ?? 0n),
      of: inParts(child),
    }))
    const made = parts.length === 0 ? certain(place) : mix(parts)
    known.set(place, made)
    return made
  }
  const allLeaves = (place: number): number[] => {
    const within = below(objectives[place]?.id ?? '')
    return within.length === 0 ? [place] : within.flatMap(allLeaves)
  }
  return (place) => {
    const own = weights.get(objectives[place]?.id ?? '')
    if (own === undefined) return certain(INACTIVE_OBJECTIVE)
    if (own.weight > 0) return inParts(place)
    return inProportion(allLeaves(place).map((leaf) => [leaf, 1n] as const))
  }
}
