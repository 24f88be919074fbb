import { throughCircle } from './circle.ts'
import { inCommonUnits } from './decimals.ts'
import { type Distribution, mix } from './distribution.ts'

/** A place that work arrives at: it ends there in a known way, or is passed on in proportion to weights above 0. */
export type Station =
  | { readonly ends: Distribution }
  | { readonly passes: readonly { readonly to: number; readonly weight: number }[] }

/**
 * Where work ends that arrives at a place, when each place passes on what it gets. A circle that leads out is solved
 * exactly (what goes round comes out in the end); one that leads nowhere sends its work to `nowhere`.
 */
export class Passing {
  readonly #station: (place: number) => Station
  readonly #nowhere: Distribution
  readonly #known = new Map<number, Distribution>()

  constructor(station: (place: number) => Station, nowhere: Distribution) {
    this.#station = station
    this.#nowhere = nowhere
  }

  /** @throws CircleTooLarge if too many places pass work on to one another in a circle */
  from(place: number): Distribution {
    const known = this.#known.get(place)
    if (known !== undefined) return known
    for (const component of components(place, (at) => this.#next(at))) this.#solve(component)
    return this.#known.get(place) ?? this.#nowhere
  }

  /** Where to next; a place that is known leads no further. */
  #next(place: number): readonly number[] {
    if (this.#known.has(place)) return []
    const station = this.#station(place)
    return 'ends' in station ? [] : station.passes.map(({ to }) => to)
  }

  #solve(component: readonly number[]): void {
    const [place] = component
    if (place === undefined || this.#known.has(place)) return
    const station = this.#station(place)
    if ('ends' in station) {
      this.#known.set(place, station.ends)
      return
    }
    // A place has no way to itself.
    if (component.length === 1 && station.passes.length > 0) {
      const weights = inCommonUnits(station.passes.map(({ weight }) => weight))
      const ways = station.passes.map(({ to }, at) => ({
        weight: weights[at] ?? 0n,
        of: this.#known.get(to) ?? this.#nowhere,
      }))
      this.#known.set(place, mix(ways))
      return
    }
    const solved = throughCircle(
      new Map(
        component.map((at) => {
          const each = this.#station(at)
          return [at, 'ends' in each ? [] : each.passes] as const
        }),
      ),
      (to) => this.#known.get(to) ?? this.#nowhere,
      this.#nowhere,
    )
    for (const [at, distribution] of solved) this.#known.set(at, distribution)
  }
}

/**
 * The strongly connected components that can be reached from a place, each after those that it leads to (Tarjan 1972,
 * without recursion: chains may be long).
 */
function components(start: number, next: (place: number) => readonly number[]): number[][] {
  const found: number[][] = []
  const index = new Map<number, number>()
  const low = new Map<number, number>()
  const open: number[] = []
  const isOpen = new Set<number>()
  const path: { place: number; ways: readonly number[]; at: number }[] = []
  const enter = (place: number) => {
    index.set(place, index.size)
    low.set(place, index.get(place) ?? 0)
    open.push(place)
    isOpen.add(place)
    path.push({ place, ways: next(place), at: 0 })
  }
  const lower = (place: number, to: number | undefined) =>
    low.set(place, Math.min(low.get(place) ?? 0, to ?? 0))
  enter(start)
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const way = top.ways[top.at]
    if (way !== undefined) {
      top.at += 1
      if (!index.has(way)) enter(way)
      else if (isOpen.has(way)) lower(top.place, index.get(way))
      continue
    }
    path.pop()
    const above = path.at(-1)
    if (above !== undefined) lower(above.place, low.get(top.place))
    if (low.get(top.place) !== index.get(top.place)) continue
    const component = open.splice(open.lastIndexOf(top.place))
    for (const place of component) isOpen.delete(place)
    found.push(component)
  }
  return found
}
