import { isLinked, linksOf } from './links.ts'
import type { ImpactGraph } from './network.ts'
import { RisingLosses } from './rising-losses.ts'
import { RisingSearch } from './rising-search.ts'
import { waysOf } from './ways.ts'

/**
 * By how much value at risk rises when one more node fails while a set is down: `impact` of both together less `impact`
 * of the set, to 12 significant digits of the larger. The graph is gone over once; then a node costs what it makes worse.
 */
export class Rises {
  /** Value at risk of the set, 0 to 1. */
  readonly valueAtRisk: number
  readonly #search: RisingSearch
  readonly #losses: RisingLosses

  /** @param down positions of assets and services that count */
  constructor(graph: ImpactGraph, down: readonly number[]) {
    const links = linksOf(graph)
    this.#search = new RisingSearch(waysOf(graph, (position) => isLinked(links, position)))
    this.#losses = new RisingLosses(links)
    this.valueAtRisk = this.#losses.add(this.#search.fail(down))
  }

  /** The rise by the node at a position, 0 or more. */
  of(position: number): number {
    const rise = this.#losses.add(this.#search.fail([position]))
    this.#losses.undo()
    this.#search.undo()
    return rise
  }
}
