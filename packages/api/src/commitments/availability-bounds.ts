import {
  indispensable,
  membersNeeded,
  type NeededGroup,
  partAt,
  type Structure,
  sparingGroups,
} from './structure.ts'

export interface Bounds {
  readonly lower: number
  readonly upper: number
}

/**
 * Bounds of the probability that the groups of indispensable parts hold, given that those parts are up, formed from the
 * bottom up; they hold however parts are shared. `gains`, by part: what the lower bound gains if the part is always up.
 */
export function boundsOf(
  structure: Structure,
  certain: ReadonlySet<number>,
): Bounds & { readonly gains: Float64Array } {
  const order = fromTheBottom(structure, certain)
  const { lower, upper } = boundsWith(structure, certain, order, -1)
  const gains = new Float64Array(structure.parts.length)
  for (const { place } of order) {
    const { availability } = partAt(structure, place)
    if (availability === null || availability === 1) continue
    gains[place] = boundsWith(structure, certain, order, place).lower - lower
  }
  return { lower, upper, gains }
}

/** All of the events: at least as likely as if they were independent, at most as likely as the least likely one. */
export function allOf(events: readonly Bounds[]): Bounds {
  return {
    lower: events.reduce((product, event) => product * event.lower, 1),
    upper: events.reduce((least, event) => Math.min(least, event.upper), 1),
  }
}

/** At least k of the events, by the expected number of those that happen. */
export function atLeast(k: number, events: readonly Bounds[]): Bounds {
  if (k === 0) return { lower: 1, upper: 1 }
  const [lower, upper] = [sum(events.map((event) => event.lower)), sum(events.map((event) => event.upper))]
  return {
    lower: Math.max(0, (lower - k + 1) / (events.length - k + 1)),
    upper: Math.min(1, upper / k),
  }
}

interface OrderedPart {
  readonly place: number
  /** Whether it is part of a circle, or needs one. */
  readonly circular: boolean
}

function boundsWith(
  structure: Structure,
  certain: ReadonlySet<number>,
  order: readonly OrderedPart[],
  perfect: number,
): Bounds {
  const known = new Map<number, Bounds>()
  const at = (place: number) => (certain.has(place) ? ALWAYS : (known.get(place) ?? ALWAYS))
  const own = (place: number) =>
    place === perfect ? ALWAYS : exactly(partAt(structure, place).availability ?? 1)
  const groupBounds = (group: NeededGroup) => atLeast(membersNeeded(group), group.members.map(at))
  for (const { place, circular } of order) {
    const part = partAt(structure, place)
    known.set(
      place,
      circular
        ? { lower: allUp(structure, certain, place, own), upper: own(place).upper }
        : allOf([own(place), ...indispensable(part).map(at), ...sparingGroups(part).map(groupBounds)]),
    )
  }
  return allOf([...certain].flatMap((place) => sparingGroups(partAt(structure, place)).map(groupBounds)))
}

/** While all that a part can reach is up, the part is. */
function allUp(
  structure: Structure,
  certain: ReadonlySet<number>,
  place: number,
  own: (place: number) => Bounds,
): number {
  const reached = new Set([place])
  for (const at of reached) for (const needed of needsOf(structure, certain, at)) reached.add(needed)
  return [...reached].reduce((product, at) => product * own(at).lower, 1)
}

/** The parts under groups, each after what it needs; those in or above a circle come last. */
function fromTheBottom(structure: Structure, certain: ReadonlySet<number>): OrderedPart[] {
  const found = new Set<number>()
  for (const place of certain)
    for (const { members } of sparingGroups(partAt(structure, place)))
      for (const member of members) if (!certain.has(member)) found.add(member)
  for (const place of found) for (const needed of needsOf(structure, certain, place)) found.add(needed)
  const open = new Map<number, number>()
  const dependents = new Map<number, number[]>()
  for (const place of found) {
    const needs = needsOf(structure, certain, place)
    open.set(place, needs.size)
    for (const needed of needs) dependents.set(needed, [...(dependents.get(needed) ?? []), place])
  }
  const ready = [...found].filter((place) => open.get(place) === 0)
  // Grows while it is walked.
  for (const place of ready)
    for (const dependent of dependents.get(place) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1
      open.set(dependent, left)
      if (left === 0) ready.push(dependent)
    }
  const ordered = new Set(ready)
  const circular = [...found].filter((place) => !ordered.has(place))
  return [
    ...ready.map((place) => ({ place, circular: false })),
    ...circular.map((place) => ({ place, circular: true })),
  ]
}

function needsOf(structure: Structure, certain: ReadonlySet<number>, place: number): Set<number> {
  const part = partAt(structure, place)
  const needs = [...indispensable(part), ...sparingGroups(part).flatMap(({ members }) => members)]
  return new Set(needs.filter((needed) => !certain.has(needed)))
}

const ALWAYS: Bounds = { lower: 1, upper: 1 }

function exactly(probability: number): Bounds {
  return { lower: probability, upper: probability }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
