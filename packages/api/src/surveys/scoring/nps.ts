import { Z } from './distributions.ts'
import type { Interval, Tested } from './interval.ts'
import { compareMeans, type Histogram, type Moments, momentsOf } from './means.ts'

/** How many would recommend it (9 and 10), would rather not (0 to 6), and stand between. */
export interface Promotion {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
}

export function promotionOf(answers: Histogram): Promotion {
  let promoters = 0
  let passives = 0
  let detractors = 0
  for (const [answer, count] of answers) {
    if (answer >= 9) promoters += count
    else if (answer >= 7) passives += count
    else detractors += count
  }
  return { promoters, passives, detractors }
}

export interface NetPromoterScore {
  readonly n: number
  /** From −100 to 100. */
  readonly score: number
  /** Standard error in points, of the population form. */
  readonly error: number
  /** Score ± z errors, within the scale. */
  readonly interval: Interval
}

/** Promoters less detractors, in points of a hundred (Reichheld 2003). */
export function netPromoterScore({ promoters, passives, detractors }: Promotion): NetPromoterScore {
  const n = promoters + passives + detractors
  const p = promoters / n
  const d = detractors / n
  const score = (100 * (promoters - detractors)) / n
  const error = 100 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / n)
  const interval = { low: Math.max(-100, score - Z * error), high: Math.min(100, score + Z * error) }
  return { n, score, error, interval }
}

/** The answers as points: 100, 0 and −100. */
function pointsOf({ promoters, passives, detractors }: Promotion): Moments {
  return momentsOf(
    new Map([
      [100, promoters],
      [0, passives],
      [-100, detractors],
    ]),
  )
}

/** Whether two scores differ, by Welch's t test of the points. */
export function compareNps(from: Promotion, to: Promotion): Tested {
  return compareMeans(pointsOf(from), pointsOf(to))
}
