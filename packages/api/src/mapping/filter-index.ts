import { conditionsOf, type MappingFilter, type PlaceCondition } from './filter.ts'
import { patternStart } from './pattern.ts'
import { type AssetTexts, type Place, placeText } from './places.ts'

interface PlaceEntries {
  readonly place: Place
  /** Numbers of filters by a text that they ask for. */
  readonly exact: Map<string, number[]>
  /** The same by the beginning of the texts. */
  readonly starts: Map<string, number[]>
  /** The lengths of these beginnings. */
  readonly lengths: Set<number>
}

/**
 * Finds among many filters those that may match an asset without a test of each: a filter is listed at one of its
 * conditions, by the texts or the beginnings of texts that the condition asks for.
 */
export class FilterIndex {
  readonly #places = new Map<string, PlaceEntries>()
  /** Filters that cannot be listed at a text. */
  readonly #always: number[] = []

  constructor(filters: readonly MappingFilter[]) {
    for (const [number, filter] of filters.entries()) {
      const condition = mostSelective(conditionsOf(filter))
      if (condition === undefined) this.#always.push(number)
      else this.#add(number, condition)
    }
  }

  /** The places of the filters that may match, in ascending order; every filter that matches is one of them. */
  candidates(texts: AssetTexts): readonly number[] {
    const found = new Set(this.#always)
    const take = (numbers: readonly number[] | undefined) => {
      for (const number of numbers ?? []) found.add(number)
    }
    for (const [name, { place, exact, starts, lengths }] of this.#places) {
      for (const text of texts.at(place, name)) {
        take(exact.get(text))
        for (const length of lengths) if (length <= text.length) take(starts.get(text.slice(0, length)))
      }
    }
    return [...found].sort((a, b) => a - b)
  }

  #add(number: number, { place, patterns }: PlaceCondition): void {
    const name = placeText(place)
    const entries = this.#places.get(name) ?? {
      place,
      exact: new Map(),
      starts: new Map(),
      lengths: new Set(),
    }
    this.#places.set(name, entries)
    for (const pattern of patterns) {
      const start = patternStart(pattern)
      const list = start === undefined ? entries.exact : entries.starts
      if (start !== undefined) entries.lengths.add(start.length)
      const numbers = list.get(start ?? pattern)
      if (numbers === undefined) list.set(start ?? pattern, [number])
      else numbers.push(number)
    }
  }
}

/** The first condition whose patterns all say how a text begins, else the first one that asks for a text at all. */
function mostSelective(conditions: readonly PlaceCondition[]): PlaceCondition | undefined {
  return (
    conditions.find(({ patterns }) => patterns.every((pattern) => patternStart(pattern) !== '')) ??
    conditions[0]
  )
}
