/** Positions of the two ends of every diagram. */
export const FALSE = 0
export const TRUE = 1
const END = 2 ** 31 - 1
/** Two positions fit one key. */
const KEY = 2 ** 26

/** A diagram has more nodes than may be built; the question is answered by bounds instead. */
export class DiagramTooLarge extends Error {}

/**
 * Reduced ordered binary decision diagrams of formulas over variables 0, 1, 2 …, which are asked in this order. A
 * formula is the position of its first node; equal formulas have the same position. Positions below a node are smaller.
 */
export class DecisionDiagram {
  readonly #variable: number[] = [END, END]
  readonly #down: number[] = [FALSE, TRUE]
  readonly #up: number[] = [FALSE, TRUE]
  readonly #known = new Map<number, Map<number, number>>()
  readonly #and = new Map<number, number>()
  readonly #or = new Map<number, number>()
  readonly #most: number

  /** @param most nodes that may be built */
  constructor(most: number) {
    this.#most = Math.min(most, KEY)
  }

  /** The formula that is true where the variable is. */
  variable(variable: number): number {
    return this.#node(variable, FALSE, TRUE)
  }

  and(a: number, b: number): number {
    if (a === b || b === TRUE) return a
    if (a === TRUE) return b
    if (a === FALSE || b === FALSE) return FALSE
    return this.#combine(this.#and, a, b, (x, y) => this.and(x, y))
  }

  or(a: number, b: number): number {
    if (a === b || b === FALSE) return a
    if (a === FALSE) return b
    if (a === TRUE || b === TRUE) return TRUE
    return this.#combine(this.#or, a, b, (x, y) => this.or(x, y))
  }

  /** True where at least so many of the formulas are. */
  atLeast(count: number, formulas: readonly number[]): number {
    // By how many are still needed: what must hold of the formulas looked at so far, from the last to the first.
    let needed: number[] = Array.from({ length: count + 1 }, (_, more) => (more === 0 ? TRUE : FALSE))
    for (const formula of formulas.toReversed()) {
      needed = needed.map((without, more) =>
        more === 0 ? TRUE : this.or(without, this.and(formula, needed[more - 1] ?? TRUE)),
      )
    }
    return needed[count] ?? TRUE
  }

  /** The probability that a formula is true while the variables are, and its derivative by each of these. */
  probability(formula: number, ofVariable: readonly number[]): { value: number; derivatives: Float64Array } {
    const size = formula + 1
    const value = new Float64Array(Math.max(2, size))
    value[TRUE] = 1
    for (let at = 2; at < size; at++) {
      const p = ofVariable[this.#variable[at] ?? 0] ?? 1
      value[at] = p * (value[this.#up[at] ?? 0] ?? 0) + (1 - p) * (value[this.#down[at] ?? 0] ?? 0)
    }
    const derivatives = new Float64Array(ofVariable.length)
    const arrives = new Float64Array(value.length)
    arrives[formula] = 1
    for (let at = formula; at >= 2; at--) {
      const weight = arrives[at] ?? 0
      if (weight === 0) continue
      const variable = this.#variable[at] ?? 0
      const [up, down] = [this.#up[at] ?? 0, this.#down[at] ?? 0]
      const p = ofVariable[variable] ?? 1
      derivatives[variable] = (derivatives[variable] ?? 0) + weight * ((value[up] ?? 0) - (value[down] ?? 0))
      arrives[up] = (arrives[up] ?? 0) + weight * p
      arrives[down] = (arrives[down] ?? 0) + weight * (1 - p)
    }
    return { value: value[formula] ?? 0, derivatives }
  }

  #combine(known: Map<number, number>, a: number, b: number, go: (x: number, y: number) => number): number {
    const key = a < b ? a * KEY + b : b * KEY + a
    const found = known.get(key)
    if (found !== undefined) return found
    const [ofA, ofB] = [this.#variable[a] ?? END, this.#variable[b] ?? END]
    const first = Math.min(ofA, ofB)
    const branch = (branches: readonly number[], formula: number, variable: number) =>
      variable === first ? (branches[formula] ?? FALSE) : formula
    const down = go(branch(this.#down, a, ofA), branch(this.#down, b, ofB))
    const up = go(branch(this.#up, a, ofA), branch(this.#up, b, ofB))
    const result = this.#node(first, down, up)
    known.set(key, result)
    return result
  }

  #node(variable: number, down: number, up: number): number {
    if (down === up) return down
    let known = this.#known.get(variable)
    if (known === undefined) {
      known = new Map()
      this.#known.set(variable, known)
    }
    const key = down * KEY + up
    const found = known.get(key)
    if (found !== undefined) return found
    const position = this.#variable.length
    if (position >= this.#most) throw new DiagramTooLarge(`the diagram has more than ${this.#most} nodes`)
    this.#variable.push(variable)
    this.#down.push(down)
    this.#up.push(up)
    known.set(key, position)
    return position
  }
}
