import fc from 'fast-check'

/** All alike: fast-check on its own likes extremes, which would make a seldom thing a frequent one. */
function even(max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max }))
}

/** Where random decisions come from; a failing run is made smaller towards 0, the first, and no. */
export class Choice {
  readonly #generate: fc.GeneratorValue

  constructor(generate: fc.GeneratorValue) {
    this.#generate = generate
  }

  /** 0 to below a number. */
  below(count: number): number {
    return count <= 1 ? 0 : this.#generate(even, count - 1)
  }

  /** True so many times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent
  }

  one<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)]
    if (found === undefined) throw new Error('there is nothing to choose from')
    return found
  }

  /** One of a list, or nothing. */
  maybe<T>(list: readonly T[], percent = 60): T | null {
    return list.length > 0 && this.chance(percent) ? this.one(list) : null
  }

  uuid(): string {
    return this.#generate(fc.uuid)
  }
}
