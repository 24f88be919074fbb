import { type Arithmetic, exact, OutOfBudget, rounded } from './arithmetic.ts'
import { inCommonUnits } from './decimals.ts'
import { type Distribution, mix } from './distribution.ts'

/** Places that pass work on to one another and to places outside, with the weights of their ways. */
export type Circle = ReadonlyMap<number, readonly { readonly to: number; readonly weight: number }[]>

/** Places of one circle that are solved in exact fractions, if their numbers do not grow too long meanwhile. */
export const MOST_EXACT = 48
/** Places up to which the next one to take out is chosen at each step. */
const MOST_CHOSEN = 2_000
/** Products that one circle may take in numbers of double precision: a few seconds. */
const MOST_PRODUCTS = 10_000_000

/** So many places pass work on to one another in a circle, by so many ways, that it would take minutes to solve. */
export class CircleTooLarge extends Error {
  readonly places: number

  constructor(places: number) {
    super(`${places} places pass work on to one another in a circle`)
    this.name = new.target.name
    this.places = places
  }
}

/**
 * Where work ends that arrives at the places of a circle: x = e + Pᵀx by eliminating one place after the other (the
 * state reduction of Grassmann, Taksar and Heyman 1985, which never subtracts). Up to {@link MOST_EXACT} places in
 * exact fractions. Larger ones, and those whose fractions become too long, in double precision, to some 13 digits;
 * their parts add up to all of it all the same.
 * @param outside how work ends at places outside the circle @throws CircleTooLarge
 */
export function throughCircle(
  circle: Circle,
  outside: (place: number) => Distribution,
  nowhere: Distribution,
): ReadonlyMap<number, Distribution> {
  const leadsOut = [...circle.values()].some((ways) => ways.some(({ to }) => !circle.has(to)))
  if (!leadsOut) return new Map([...circle.keys()].map((place) => [place, nowhere]))
  if (circle.size <= MOST_EXACT) {
    try {
      return solve(circle, outside, nowhere, exact())
    } catch (error) {
      // The fractions became too long: fewer digits will do.
      if (!(error instanceof OutOfBudget)) throw error
    }
  }
  try {
    return solve(circle, outside, nowhere, rounded(MOST_PRODUCTS))
  } catch (error) {
    if (error instanceof OutOfBudget) throw new CircleTooLarge(circle.size)
    throw error
  }
}

function solve<Value>(
  circle: Circle,
  outside: (place: number) => Distribution,
  nowhere: Distribution,
  arithmetic: Arithmetic<Value>,
): Map<number, Distribution> {
  const steps = eliminate(rowsOf(circle, arithmetic), arithmetic)
  const solved = new Map<number, Distribution>()
  // Each place leads to places outside and to those that were eliminated after it.
  for (const { place, row } of steps.reverse()) {
    const weights = arithmetic.weights([...row.values()])
    const ways = [...row.keys()].map((to, at) => ({
      weight: weights[at] ?? 0n,
      of: circle.has(to) ? (solved.get(to) ?? nowhere) : outside(to),
    }))
    solved.set(place, ways.some(({ weight }) => weight > 0n) ? mix(ways) : nowhere)
  }
  return solved
}

type Row<Value> = Map<number, Value>

function rowsOf<Value>(circle: Circle, arithmetic: Arithmetic<Value>): Map<number, Row<Value>> {
  const rows = new Map<number, Row<Value>>()
  for (const [place, ways] of circle) {
    const weights = inCommonUnits(ways.map(({ weight }) => weight))
    const total = weights.reduce((sum, weight) => sum + weight, 0n)
    const row: Row<Value> = new Map()
    ways.forEach(({ to }, at) => {
      const part = arithmetic.fraction(weights[at] ?? 0n, total)
      const before = row.get(to)
      row.set(to, before === undefined ? part : arithmetic.add(before, part))
    })
    rows.set(place, row)
  }
  return rows
}

/** Takes out place after place, those with the fewest ways first; its own row says where it leads without coming back. */
function eliminate<Value>(
  rows: ReadonlyMap<number, Row<Value>>,
  { add, multiply, divide }: Arithmetic<Value>,
): { place: number; row: Row<Value> }[] {
  const before = new Map<number, Set<number>>([...rows.keys()].map((place) => [place, new Set()]))
  for (const [place, row] of rows) for (const to of row.keys()) before.get(to)?.add(place)
  const left = new Set(rows.keys())
  const steps: { place: number; row: Row<Value> }[] = []
  // Of very many places the order is chosen once: choosing before each step would take their number squared.
  const products = (place: number) => (rows.get(place)?.size ?? 0) * (before.get(place)?.size ?? 0)
  const inOrder = left.size > MOST_CHOSEN ? [...left].sort((a, b) => products(a) - products(b)) : undefined
  while (left.size > 0) {
    const place = inOrder?.[steps.length] ?? least(left, products)
    const row = rows.get(place) ?? new Map<number, Value>()
    left.delete(place)
    // What comes straight back is passed on in proportion to the other ways.
    row.delete(place)
    const sum = [...row.values()].reduce<Value | undefined>(
      (so, value) => (so === undefined ? value : add(so, value)),
      undefined,
    )
    for (const from of before.get(place) ?? []) {
      const above = rows.get(from)
      const into = above?.get(place)
      if (above === undefined || into === undefined || !left.has(from)) continue
      above.delete(place)
      if (sum === undefined) continue
      const part = divide(into, sum)
      for (const [to, value] of row) {
        const added = multiply(part, value)
        const known = above.get(to)
        above.set(to, known === undefined ? added : add(known, added))
        before.get(to)?.add(from)
      }
    }
    for (const to of row.keys()) before.get(to)?.delete(place)
    steps.push({ place, row })
  }
  return steps
}

function least(places: ReadonlySet<number>, measure: (place: number) => number): number {
  let [best, lowest] = [-1, Number.POSITIVE_INFINITY]
  for (const place of places) {
    const measured = measure(place)
    if (measured < lowest) [best, lowest] = [place, measured]
  }
  return best
}
