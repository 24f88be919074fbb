/**
 * The distribution functions that the tests of scores need. Incomplete beta: continued fraction of DiDonato and Morris
 * (1992) as Lentz evaluates it. Accurate to 1e-10 where the tests compare it with exact values.
 */

/** 97.5 % quantile of the standard normal distribution. */
export const Z = 1.959963984540054

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Logarithm of the gamma function of a positive number (Lanczos, g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const base = x + 6.5
  const [first = 0, ...rest] = LANCZOS
  const series = rest.reduce((sum, term, place) => sum + term / (x + place), first)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series)
}

/** The regularised incomplete beta function I(a, b, x), for a and b above 0 and x from 0 to 1. */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast below the mean of the distribution only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return (front * betaFraction(a, b, x)) / a
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  const kept = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) < 1e-15) return result
  }
  return result
}

/** Two-sided p of Student's t with df degrees of freedom. */
export function studentP(t: number, df: number): number {
  return incompleteBeta(df / 2, 0.5, df / (df + t * t))
}

/** The quantile that cuts off 2.5 % at either end of Student's t, by bisection. */
export function studentQuantile(df: number): number {
  let low = 0
  let high = 1
  while (studentP(high, df) > 0.05) high *= 2
  for (let step = 0; step < 100 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2
    if (studentP(middle, df) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The probability that chi-square with one degree of freedom is at least x: that of a normal beyond its root. */
export function chiSquareP(x: number): number {
  if (x <= 0) return 1
  const half = x / 2
  if (half < 1.5) return 1 - lowerGammaHalf(half)
  return upperGammaHalf(half)
}

/** Regularised P(1/2, x) by its series. */
function lowerGammaHalf(x: number): number {
  let term = 2
  let sum = term
  for (let n = 1; n < 500 && term > sum * 1e-17; n += 1) {
    term *= x / (0.5 + n)
    sum += term
  }
  return (sum * Math.sqrt(x) * Math.exp(-x)) / Math.sqrt(Math.PI)
}

/** Regularised Q(1/2, x) by its continued fraction. */
function upperGammaHalf(x: number): number {
  let b = x + 0.5
  let c = 1e300
  let d = 1 / b
  let result = d
  for (let n = 1; n < 10_000; n += 1) {
    const a = -n * (n - 0.5)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return (result * Math.sqrt(x) * Math.exp(-x)) / Math.sqrt(Math.PI)
}
