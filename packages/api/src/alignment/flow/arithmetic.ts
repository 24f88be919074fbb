import { greatestCommonDivisor } from './distribution.ts'

/** What eliminating places of a circle takes: numbers above 0 and three operations, none of which subtracts. */
export interface Arithmetic<Value> {
  fraction(part: bigint, whole: bigint): Value
  add(a: Value, b: Value): Value
  multiply(a: Value, b: Value): Value
  divide(a: Value, b: Value): Value
  /** The values in proportion to one another, as whole numbers. */
  weights(values: readonly Value[]): bigint[]
}

/** The numbers have become too long, or too many: counted, not timed, so the same input always ends the same way. */
export class OutOfBudget extends Error {}

interface Fraction {
  readonly part: bigint
  readonly whole: bigint
}

/** Digits that numerators and denominators may have. */
const LONGEST = 10n ** 400n
/** Operations at that length: about a second. */
const MOST_OPERATIONS = 40_000

/** Exact fractions, as long as they stay of a reasonable length. */
export function exact(): Arithmetic<Fraction> {
  let operations = 0
  const fraction = (part: bigint, whole: bigint): Fraction => {
    operations += 1
    const divisor = greatestCommonDivisor(whole, part)
    const made = { part: part / divisor, whole: whole / divisor }
    if (operations > MOST_OPERATIONS || made.whole > LONGEST || made.part > LONGEST) throw new OutOfBudget()
    return made
  }
  return {
    fraction,
    add: (a, b) => fraction(a.part * b.whole + b.part * a.whole, a.whole * b.whole),
    multiply: (a, b) => fraction(a.part * b.part, a.whole * b.whole),
    divide: (a, b) => fraction(a.part * b.whole, a.whole * b.part),
    weights: (values) => {
      const common = values.reduce((so, { whole }) => (so / greatestCommonDivisor(so, whole)) * whole, 1n)
      return values.map(({ part, whole }) => part * (common / whole))
    },
  }
}

/** Bits after the point that a rounded weight keeps. */
const KEPT_BITS = 80

/** Numbers of double precision. @param most products until it gives up */
export function rounded(most: number): Arithmetic<number> {
  let products = 0
  return {
    fraction: (part, whole) => Number((part << 64n) / whole) / 2 ** 64,
    add: (a, b) => a + b,
    multiply: (a, b) => {
      products += 1
      if (products > most) throw new OutOfBudget()
      return a * b
    },
    divide: (a, b) => (b === 0 ? 0 : a / b),
    weights: (values) => {
      const sum = values.reduce((total, value) => total + value, 0)
      return values.map((value) => (sum === 0 ? 0n : BigInt(Math.round((value / sum) * 2 ** KEPT_BITS))))
    },
  }
}
