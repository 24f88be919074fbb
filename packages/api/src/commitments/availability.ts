import { boundsOf } from './availability-bounds.ts'
import { DecisionDiagram, DiagramTooLarge, TRUE } from './decision-diagram.ts'
import { indispensable, membersNeeded, partAt, type Structure, sparingGroups } from './structure.ts'

/** Parts under groups that may be reached by several ways for the result to be exact; above, bounds are formed. */
export const MOST_SHARED = 20
/** Nodes of a diagram, in case that its order of variables does not fit. */
const MOST_NODES = 200_000

/** How likely the first part of a structure is up. Both figures are equal where the result is exact. */
export interface Availability {
  readonly lower: number
  readonly upper: number
  readonly exact: boolean
  /** Parts under groups that several ways lead to. */
  readonly shared: number
  /** By part: how much the result (where it is not exact, the lower bound) would rise if the part were always up. */
  readonly gains: Float64Array
  /** By part: how much it rises with the availability of the part; null where it is not exact. */
  readonly derivatives: Float64Array | null
}

/**
 * The probability that a service is up, all parts independent. What takes it down without any spare is multiplied, each
 * part once; of the rest the probability is exact, however many ways lead to a part.
 */
export function availabilityOf(structure: Structure): Availability {
  const certain = indispensableParts(structure)
  const product = productOf(structure, certain)
  const shared = sharedParts(structure, certain)
  const exact = shared.length > MOST_SHARED ? undefined : exactUnderGroups(structure, certain, shared)
  if (exact === undefined) {
    const { lower, upper, gains } = boundsOf(structure, certain)
    const all = gainsOf(structure, certain, product, lower, (place) => (gains[place] ?? 0) * product)
    const [low, high] = [product * lower, product * upper]
    return {
      lower: low,
      upper: high,
      exact: false,
      shared: shared.length,
      gains: all,
      derivatives: null,
    }
  }
  const value = product * exact.value
  const derivatives = Float64Array.from(structure.parts, (_, place) =>
    certain.has(place)
      ? productOf(structure, certain, place) * exact.value
      : product * (exact.derivatives[place] ?? 0),
  )
  const gains = gainsOf(
    structure,
    certain,
    product,
    exact.value,
    (place) => (1 - (partAt(structure, place).availability ?? 1)) * (derivatives[place] ?? 0),
  )
  return { lower: value, upper: value, exact: true, shared: shared.length, gains, derivatives }
}

/** By part: what the result gains when the part is always up; of indispensable ones the product without them. */
function gainsOf(
  structure: Structure,
  certain: ReadonlySet<number>,
  product: number,
  rest: number,
  ofGrouped: (place: number) => number,
): Float64Array {
  return Float64Array.from(structure.parts, ({ availability }, place) => {
    if (availability === null) return 0
    return certain.has(place)
      ? (productOf(structure, certain, place) - product) * rest
      : Math.max(0, ofGrouped(place))
  })
}

/** Everything that the first part cannot do without, itself included. */
function indispensableParts(structure: Structure): Set<number> {
  const certain = new Set([0])
  // Grows while it is walked; a circle ends where it meets itself.
  for (const place of certain)
    for (const needed of indispensable(partAt(structure, place))) certain.add(needed)
  return certain
}

function productOf({ parts }: Structure, places: ReadonlySet<number>, except = -1): number {
  let product = 1
  for (const place of places) if (place !== except) product *= parts[place]?.availability ?? 1
  return product
}

/** Parts under groups that more than one way leads to, in the order in which a search from the top meets them. */
function sharedParts(structure: Structure, certain: ReadonlySet<number>): number[] {
  const ways = new Map<number, number>()
  for (const members of topGroups(structure, certain)) count(members)
  function count(places: readonly number[]): void {
    for (const place of places) {
      if (certain.has(place)) continue
      const before = ways.get(place) ?? 0
      ways.set(place, before + 1)
      if (before > 0) continue
      const part = partAt(structure, place)
      count([...new Set(indispensable(part))])
      for (const group of sparingGroups(part)) count(group.members)
    }
  }
  return [...ways].flatMap(([place, number]) => (number > 1 && mayFail(structure, place) ? [place] : []))
}

function topGroups(structure: Structure, certain: ReadonlySet<number>): (readonly number[])[] {
  return [...certain].flatMap((place) =>
    sparingGroups(partAt(structure, place)).map(({ members }) => members),
  )
}

function mayFail(structure: Structure, place: number): boolean {
  const { availability, hard, groups } = partAt(structure, place)
  return (availability !== null && availability < 1) || hard.length > 0 || groups.length > 0
}

/** The probability that the groups hold given that all that is indispensable is up; undefined where it takes too much. */
function exactUnderGroups(
  structure: Structure,
  certain: ReadonlySet<number>,
  shared: readonly number[],
): { value: number; derivatives: Float64Array } | undefined {
  const order = underGroups(structure, certain)
  const uncertain = [...new Set([...shared, ...order.toReversed()])].filter((place) => {
    const { availability } = partAt(structure, place)
    return availability !== null && availability < 1
  })
  try {
    const diagram = new DecisionDiagram(MOST_NODES)
    const formula = formulaOf(structure, certain, order, uncertain, diagram)
    const known = uncertain.map((place) => partAt(structure, place).availability ?? 1)
    const { value, derivatives } = diagram.probability(formula, known)
    const byPart = new Float64Array(structure.parts.length)
    for (const [variable, place] of uncertain.entries()) byPart[place] = derivatives[variable] ?? 0
    return { value, derivatives: byPart }
  } catch (error) {
    if (error instanceof DiagramTooLarge) return undefined
    throw error
  }
}

/** The parts under groups, each after what it needs, except in circles. */
function underGroups(structure: Structure, certain: ReadonlySet<number>): number[] {
  const seen = new Set(certain)
  const order: number[] = []
  const visit = (place: number) => {
    if (seen.has(place)) return
    seen.add(place)
    const part = partAt(structure, place)
    for (const needed of indispensable(part)) visit(needed)
    for (const { members } of sparingGroups(part)) for (const member of members) visit(member)
    order.push(place)
  }
  for (const members of topGroups(structure, certain)) for (const member of members) visit(member)
  return order
}

/** Up is the greatest solution: all begin up, and what a part needs is applied until nothing changes. */
function formulaOf(
  structure: Structure,
  certain: ReadonlySet<number>,
  order: readonly number[],
  uncertain: readonly number[],
  diagram: DecisionDiagram,
): number {
  const variables = new Map(uncertain.map((place, variable) => [place, variable]))
  const up = new Map<number, number>()
  const upOf = (place: number) => (certain.has(place) ? TRUE : (up.get(place) ?? TRUE))
  const groupsHold = (place: number) =>
    sparingGroups(partAt(structure, place)).reduce(
      (formula, group) =>
        diagram.and(formula, diagram.atLeast(membersNeeded(group), group.members.map(upOf))),
      TRUE,
    )
  for (let changed = true; changed; ) {
    changed = false
    for (const place of order) {
      const variable = variables.get(place)
      const own = variable === undefined ? TRUE : diagram.variable(variable)
      const needs = indispensable(partAt(structure, place)).reduce(
        (formula, needed) => diagram.and(formula, upOf(needed)),
        diagram.and(own, groupsHold(place)),
      )
      if (needs === upOf(place)) continue
      up.set(place, needs)
      changed = true
    }
  }
  return [...certain].reduce((formula, place) => diagram.and(formula, groupsHold(place)), TRUE)
}
