/** An objective as far as its weight depends on it. */
export interface WeighedObjective {
  readonly id: string
  readonly parentId: string | null
  /** 0 or more, as its owner entered it. */
  readonly weight: number
  /** Whether it counts on the day that is asked about; see {@link countsOn}. */
  readonly counts: boolean
}

/** What an objective weighs in the whole. */
export interface EffectiveWeight {
  /** From 0 to 1; the weights of all leaves add up to 1 (to 0 when no objective counts). */
  readonly weight: number
  /** True for a counting objective with none below it that counts: the weight lies here and is not split further. */
  readonly leaf: boolean
}

/** Whether an objective counts on a day (YYYY-MM-DD): it is ACTIVE and the day lies in its period, both ends included. */
export function countsOn(
  objective: { readonly status: string; readonly startsOn: string | null; readonly endsOn: string | null },
  day: string,
): boolean {
  const { status, startsOn, endsOn } = objective
  return status === 'ACTIVE' && (startsOn === null || startsOn <= day) && (endsOn === null || day <= endsOn)
}

/**
 * Weights of the objectives that count or have one below them that does; others are absent. Siblings share their
 * parent's part (the roots share 1) in proportion to their own weights; where all of them weigh 0, equally. An
 * objective that does not count itself keeps its place and passes it on, so that closing or drafting a parent
 * changes no other weight.
 */
export function effectiveWeights(objectives: readonly WeighedObjective[]): Map<string, EffectiveWeight> {
  const families = Map.groupBy(carrying(objectives), ({ parentId }) => parentId)
  const result = new Map<string, EffectiveWeight>()
  const pending: { family: readonly WeighedObjective[]; weight: number }[] = []
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

/** Objectives that count and all those above them; a parent that is not among the rows makes its child a root. */
function carrying(objectives: readonly WeighedObjective[]): WeighedObjective[] {
  const known = new Map(objectives.map((objective) => [objective.id, objective]))
  const kept = new Set<string>()
  for (const objective of objectives) {
    if (!objective.counts) continue
    let at: WeighedObjective | undefined = objective
    while (at !== undefined && !kept.has(at.id)) {
      kept.add(at.id)
      at = at.parentId === null ? undefined : known.get(at.parentId)
    }
  }
  return objectives
    .filter(({ id }) => kept.has(id))
    .map((objective) =>
      objective.parentId === null || known.has(objective.parentId)
        ? objective
        : { ...objective, parentId: null },
    )
}

function sharesOf(family: readonly WeighedObjective[]): number[] {
  // Added in the order of the ids: the same objectives give the same weights to the last bit, however read.
  const inOrder = family.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const sum = (divisor: number) => inOrder.reduce((total, { weight }) => total + weight / divisor, 0)
  // Weights whose sum is too large for a number are made smaller first.
  const scale = Number.isFinite(sum(1)) ? 1 : Math.max(...family.map(({ weight }) => weight))
  const total = sum(scale)
  return family.map(({ weight }) => (total === 0 ? 1 / family.length : weight / scale / total))
}
