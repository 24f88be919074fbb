/**
 * How something divides, in exact fractions: a part is `parts.get(key) / total`. The parts add up to the total; parts
 * of 0 are left out.
 */
export interface Distribution {
  readonly total: bigint
  readonly parts: ReadonlyMap<number, bigint>
}

/**
 * Bits that the common denominator of a distribution may have. Beyond it, parts are kept to 300 decimal places: long
 * ways through services with many shares of many digits would otherwise lead to numbers without end.
 */
const MOST_BITS = 1024
const KEPT = 1n << 1000n

/** All of it at one place. */
export function certain(key: number): Distribution {
  return { total: 1n, parts: new Map([[key, 1n]]) }
}

/** A distribution from whole numbers that say how it divides. @param weights not negative, their sum above 0 */
export function inProportion(weights: Iterable<readonly [key: number, weight: bigint]>): Distribution {
  const parts = new Map<number, bigint>()
  let total = 0n
  for (const [key, weight] of weights) {
    if (weight === 0n) continue
    parts.set(key, (parts.get(key) ?? 0n) + weight)
    total += weight
  }
  return reduced(total, parts)
}

/** What comes of it if a part of `weight` divides like `of`, for all of them. @param mixed weights as in {@link inProportion} */
export function mix(mixed: readonly { readonly weight: bigint; readonly of: Distribution }[]): Distribution {
  const counted = mixed.filter(({ weight }) => weight > 0n)
  const [first] = counted
  if (first !== undefined && counted.length === 1) return first.of
  const common = counted.reduce((so, { of }) => leastCommonMultiple(so, of.total), 1n)
  const parts = new Map<number, bigint>()
  let total = 0n
  for (const { weight, of } of counted) {
    const factor = (common / of.total) * weight
    for (const [key, part] of of.parts) parts.set(key, (parts.get(key) ?? 0n) + part * factor)
    total += common * weight
  }
  return reduced(total, parts)
}

/** The same division over other keys; parts that come to one key are added. */
export function moved(distribution: Distribution, to: (key: number) => number): Distribution {
  const parts = new Map<number, bigint>()
  for (const [key, part] of distribution.parts) {
    const place = to(key)
    parts.set(place, (parts.get(place) ?? 0n) + part)
  }
  return { total: distribution.total, parts }
}

function reduced(total: bigint, parts: Map<number, bigint>): Distribution {
  let divisor = total
  for (const part of parts.values()) {
    if (divisor === 1n) break
    divisor = greatestCommonDivisor(divisor, part)
  }
  if (divisor > 1n) {
    for (const [key, part] of parts) parts.set(key, part / divisor)
    return bounded(total / divisor, parts)
  }
  return bounded(total, parts)
}

function bounded(total: bigint, parts: Map<number, bigint>): Distribution {
  if (total >> BigInt(MOST_BITS) === 0n) return { total, parts }
  const rounded = new Map<number, bigint>()
  let sum = 0n
  for (const [key, part] of parts) {
    const kept = (part * KEPT) / total
    if (kept === 0n) continue
    rounded.set(key, kept)
    sum += kept
  }
  // The parts stay the whole: what the rounding took is far below anything that is ever counted.
  return { total: sum, parts: rounded }
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b]
  while (small !== 0n) [large, small] = [small, large % small]
  return large
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return a === b ? a : (a / greatestCommonDivisor(a, b)) * b
}
