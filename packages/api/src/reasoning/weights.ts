import type { ObjectiveInTree } from '../objectives/progress.ts'

/** What an active objective weighs in the whole. */
export interface EffectiveWeight {
  /** From 0 to 1; the weights of all leaves add up to 1 (to 0 when no objective is active). */
  readonly weight: number
  /** True without active children: the weight lies here and is not split any further. */
  readonly leaf: boolean
}

/**
 * Weights of the active objectives. Those without an active parent share 1 among themselves in proportion to
 * their own weights; each passes its part on to its active children in the same way. Where all of a family
 * weigh 0, they share equally. An objective of any other status is absent from the result and ends the line:
 * its active children count as roots.
 */
export function effectiveWeights(objectives: readonly ObjectiveInTree[]): Map<string, EffectiveWeight> {
  const active = new Map<string, ObjectiveInTree>()
  for (const objective of objectives) if (objective.status === 'ACTIVE') active.set(objective.id, objective)
  const families = Map.groupBy(active.values(), ({ parentId }) =>
    parentId !== null && active.has(parentId) ? parentId : null,
  )
  const result = new Map<string, EffectiveWeight>()
  const pending: { family: readonly ObjectiveInTree[]; weight: number }[] = []
  const roots = families.get(null)
  if (roots !== undefined) pending.push({ family: roots, weight: 1 })
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { family, weight } = next
    const shares = sharesOf(family)
    family.forEach((objective, position) => {
      const part = weight * (shares[position] ?? 0)
      const children = families.get(objective.id)
      result.set(objective.id, { weight: part, leaf: children === undefined })
      if (children !== undefined) pending.push({ family: children, weight: part })
    })
  }
  return result
}

function sharesOf(family: readonly ObjectiveInTree[]): number[] {
  const heaviest = Math.max(...family.map((objective) => objective.weight))
  if (heaviest === 0) return family.map(() => 1 / family.length)
  // Added in the order of the ids: the same objectives give the same weights to the last bit, however read.
  const inOrder = family.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const total = inOrder.reduce((sum, objective) => sum + objective.weight / heaviest, 0)
  return family.map((objective) => objective.weight / heaviest / total)
}
