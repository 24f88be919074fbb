import { chiSquareP, Z } from './distributions.ts'
import type { Interval, Tested } from './interval.ts'

/** How many of n. */
export interface Share {
  readonly count: number
  readonly n: number
}

/** The 95 % score interval of a share (Wilson 1927). */
export function wilson({ count, n }: Share): Interval {
  const p = count / n
  const scale = 1 + Z ** 2 / n
  const centre = (p + Z ** 2 / (2 * n)) / scale
  const margin = (Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2))) / scale
  return { low: count === 0 ? 0 : centre - margin, high: count === n ? 1 : centre + margin }
}

/** The interval of second minus first (Newcombe 1998, method 10). */
export function newcombe(from: Share, to: Share): Interval {
  const before = wilson(from)
  const after = wilson(to)
  const p = from.count / from.n
  const q = to.count / to.n
  return {
    low: q - p - Math.sqrt((q - after.low) ** 2 + (before.high - p) ** 2),
    high: q - p + Math.sqrt((after.high - q) ** 2 + (p - before.low) ** 2),
  }
}

/**
 * Fisher's exact test, two-sided: the share of all tables with these margins that are not more probable than the one
 * observed. Counted in whole numbers.
 */
export function fisherExact(from: Share, to: Share): number {
  const hits = from.count + to.count
  const ways = (inFirst: number) => choose(from.n, inFirst) * choose(to.n, hits - inFirst)
  const observed = ways(from.count)
  let extreme = 0n
  for (let first = Math.max(0, hits - to.n); first <= Math.min(from.n, hits); first += 1) {
    const found = ways(first)
    if (found <= observed) extreme += found
  }
  return ratio(extreme, choose(from.n + to.n, hits))
}

function choose(n: number, k: number): bigint {
  let result = 1n
  for (let step = 1; step <= Math.min(k, n - k); step += 1)
    result = (result * BigInt(n - step + 1)) / BigInt(step)
  return result
}

/** The quotient with 53 significant bits, however large both are. @param part at most the whole */
function ratio(part: bigint, whole: bigint): number {
  if (part === 0n) return 0
  const shift = BigInt(Math.max(0, whole.toString(2).length - part.toString(2).length + 64))
  return Number((part << shift) / whole) / 2 ** Number(shift)
}

/** p of the N − 1 chi-square test of two shares (Campbell 2007). 1 if all or none of both are counted. */
export function nMinus1ChiSquare(from: Share, to: Share): number {
  const n = from.n + to.n
  const hits = from.count + to.count
  if (hits === 0 || hits === n) return 1
  const cross = from.count * (to.n - to.count) - to.count * (from.n - from.count)
  return chiSquareP(((n - 1) * cross ** 2) / (from.n * to.n * hits * (n - hits)))
}

/** Up to how many answers in all the exact test decides. */
const EXACT_BELOW = 200

/** Whether two shares of different respondents differ. */
export function compareShares(from: Share, to: Share): Tested {
  const isExact = from.n + to.n < EXACT_BELOW
  return {
    test: isExact ? 'FISHER_EXACT' : 'N_MINUS_1_CHI_SQUARE',
    p: isExact ? fisherExact(from, to) : nMinus1ChiSquare(from, to),
    reason: null,
    difference: to.count / to.n - from.count / from.n,
    interval: newcombe(from, to),
  }
}

/**
 * McNemar's exact test of the same respondents asked twice, two-sided: a binomial test of those who changed.
 * @param gained content only the second time @param lost content only the first time
 */
export function mcNemarExact(gained: number, lost: number): number {
  const changed = gained + lost
  let tail = 0n
  for (let k = 0; k <= Math.min(gained, lost); k += 1) tail += choose(changed, k)
  return Math.min(1, ratio(2n * tail, 1n << BigInt(changed)))
}
