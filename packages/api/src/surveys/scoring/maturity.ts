import type { Reason } from '../../graph/explanation.ts'
import { significant } from '../../graph/figures.ts'
import { ASPECTS, type Aspect } from './measures.ts'

/** How both sides rate a practice. */
export interface RatedPractice {
  /** Key of the question. */
  readonly key: string
  readonly text: string
  readonly aspect: Aspect | null
  /** Whether it is rated from 1 to 5, as levels are. */
  readonly isOnScale: boolean
  /** Means of both sides; null where they are not shown. */
  readonly business: number | null
  readonly it: number | null
}

/** Ratings of both sides, and what follows from them: each side counts one half. */
export interface Rated {
  readonly business: number | null
  readonly it: number | null
  /** (business + it) / 2. */
  readonly score: number | null
  /** Business less IT. */
  readonly gap: number | null
}

export interface Practice extends Rated {
  readonly key: string
  readonly text: string
  /** Why it has no score. */
  readonly reason: Reason | null
}

export interface Criterion extends Rated {
  readonly aspect: Aspect
  /** From 1 to 5. Null without a score, and if a practice is not counted: it may lie too low for the level. */
  readonly level: number | null
  readonly practices: readonly Practice[]
  readonly reason: Reason | null
}

export interface Maturity {
  readonly criteria: readonly Criterion[]
  /** Mean of the scores of the criteria; null unless all six have one. */
  readonly mean: number | null
  /** The lowest of them. */
  readonly min: number | null
  readonly reason: Reason | null
}

/**
 * Maturity of the alignment of business and IT (Luftman 2000). The score of a criterion is the mean of its practices,
 * that of all criteria the mean of the six, not of all practices.
 */
export function maturityOf(practices: readonly RatedPractice[]): Maturity {
  const criteria = ASPECTS.MATURITY.map((aspect) =>
    criterionOf(
      aspect,
      practices.filter((practice) => practice.aspect === aspect),
    ),
  )
  const scores = criteria.flatMap(({ score }) => score ?? [])
  const missing = criteria.filter(({ score }) => score === null).map(({ aspect }) => aspect)
  if (missing.length > 0)
    return {
      criteria,
      mean: null,
      min: null,
      reason: {
        code: 'CRITERIA_WITHOUT_SCORE',
        text: `A mean of all six needs a score of each; none has ${missing.join(', ')}.`,
      },
    }
  return { criteria, mean: meanOf(scores), min: Math.min(...scores), reason: null }
}

/**
 * The level of a criterion: its score rounded down, and no practice more than one level below it ("all conditions" of
 * a level, made exact).
 * @param practices scores from 1 to 5, at least one
 */
export function levelOf(practices: readonly number[]): number {
  const whole = (value: number) => Math.floor(significant(value))
  return Math.min(whole(meanOf(practices)), whole(Math.min(...practices)) + 1)
}

function criterionOf(aspect: Aspect, rated: readonly RatedPractice[]): Criterion {
  const practices = rated.map(practiceOf)
  const counted = practices.filter(({ score }) => score !== null)
  const base = { aspect, practices }
  const none = { business: null, it: null, score: null, gap: null, level: null }
  if (practices.length === 0)
    return {
      ...base,
      ...none,
      reason: { code: 'NOT_ASKED', text: 'The survey has no question about it.' },
    }
  if (counted.length === 0)
    return {
      ...base,
      ...none,
      reason: { code: 'NO_PRACTICE_SHOWN', text: 'No practice has a score that both sides are shown of.' },
    }
  const isWhole = counted.length === practices.length
  return {
    ...base,
    ...both(
      meanOf(counted.flatMap(({ business }) => business ?? [])),
      meanOf(counted.flatMap(({ it }) => it ?? [])),
    ),
    level: isWhole ? levelOf(counted.flatMap(({ score }) => score ?? [])) : null,
    reason: isWhole ? null : leftOut(practices.length - counted.length, practices.length),
  }
}

function leftOut(missing: number, all: number): Reason {
  return {
    code: 'PRACTICES_LEFT_OUT',
    text: `${missing} of ${all} practices ${missing === 1 ? 'has' : 'have'} no score. The score is the mean of the others; a level needs all of them.`,
  }
}

function practiceOf({ key, text, isOnScale, business, it }: RatedPractice): Practice {
  if (!isOnScale)
    return {
      ...{ key, text, business, it, score: null, gap: null },
      reason: { code: 'OTHER_SCALE', text: 'Levels are defined for ratings from 1 to 5.' },
    }
  if (business === null || it === null)
    return {
      ...{ key, text, business, it, score: null, gap: null },
      reason: { code: 'SIDE_NOT_SHOWN', text: 'A score needs the results of both sides to be shown.' },
    }
  return { key, text, ...both(business, it), reason: null }
}

function both(business: number, it: number) {
  return { business, it, score: (business + it) / 2, gap: business - it }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
