import type { Question } from '../questions.ts'
import { compareShares, wilson } from './csat.ts'
import type { Interval, Tested } from './interval.ts'
import { lostTime } from './lost-time.ts'
import { compareMeans, type Histogram, meanInterval, momentsOf } from './means.ts'
import { compareNps, netPromoterScore, promotionOf } from './nps.ts'
import { count, unanimous } from './publication.ts'

/** What a question measures. */
export const MEASURES = ['CSAT', 'NPS', 'CES', 'AREA', 'MATURITY', 'BARRIER', 'LOST_TIME', 'CUSTOM'] as const
export type MeasureKind = (typeof MEASURES)[number]

/** What is asked about, of the templates whose questions are about several things. */
export const ASPECTS = {
  FOUR_AREAS: ['FUNCTIONALITY', 'SATISFACTION', 'CULTURE', 'PLANNING'],
  MATURITY: ['COMMUNICATIONS', 'VALUE', 'GOVERNANCE', 'PARTNERSHIP', 'SCOPE', 'SKILLS'],
  BARRIERS: ['CULTURE', 'SKILLS', 'PARTNERSHIPS', 'SECURITY'],
} as const
export type Aspect = (typeof ASPECTS)[keyof typeof ASPECTS][number]

const OF_ASPECTS = { FOUR_AREAS: 'AREA', MATURITY: 'MATURITY', BARRIERS: 'BARRIER' } as const

export interface Measure {
  readonly kind: MeasureKind
  readonly question: Question
  readonly aspect: Aspect | null
}

/** The parts of a survey that say what it measures. */
export interface Questionnaire {
  readonly template: keyof typeof ASPECTS | 'CSAT' | 'NPS' | 'CES' | 'CUSTOM'
  readonly scoredQuestionKey: string | null
  readonly questions: readonly Question[]
}

/**
 * What the questions of a survey measure. Lost working time is a question of minutes in any survey. Of the templates
 * with several aspects, the key of a question begins with the name of its aspect: `culture`, `skills-2`.
 */
export function measuresOf({ template, scoredQuestionKey, questions }: Questionnaire): Measure[] {
  return questions.flatMap((question): Measure[] => {
    if (question.kind === 'MINUTES') return [{ kind: 'LOST_TIME', question, aspect: null }]
    if (question.kind !== 'RATING') return []
    if (template === 'FOUR_AREAS' || template === 'MATURITY' || template === 'BARRIERS') {
      const aspect = aspectOf(ASPECTS[template], question.id)
      return aspect === null ? [] : [{ kind: OF_ASPECTS[template], question, aspect }]
    }
    if (question.id !== scoredQuestionKey) return []
    // Without these ends it is another question than the one that the score is defined for.
    if (
      template === 'NPS' &&
      question.scale !== undefined &&
      !(question.scale.min === 0 && question.scale.max === 10)
    )
      return []
    if (template === 'CSAT' && question.scale === undefined) return []
    return [{ kind: template, question, aspect: null }]
  })
}

function aspectOf(aspects: readonly Aspect[], key: string): Aspect | null {
  return aspects.find((aspect) => new RegExp(`^${aspect}(?![a-z])`, 'i').test(key)) ?? null
}

/** The number that an answer counts as; null if it is none, or outside the scale. */
export function answeredValue({ kind, question }: Measure, answer: unknown): number | null {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return null
  const { min, max } =
    kind === 'NPS' ? { min: 0, max: 10 } : (question.scale ?? { min: -Infinity, max: Infinity })
  if (kind === 'LOST_TIME') return answer >= 0 ? answer : null
  return answer >= min && answer <= max ? answer : null
}

/** From which answer on a respondent is content: the upper quarter of the scale, 4 of 1 to 5. */
function contentFrom({ question }: Measure): number {
  const { min, max } = question.scale ?? { min: 1, max: 5 }
  return min + 0.75 * (max - min)
}

/** What an answer counts as in the score. */
export function categoryOf(measure: Measure): (value: number) => number {
  if (measure.kind === 'CSAT') return (value) => (value >= contentFrom(measure) ? 1 : 0)
  if (measure.kind === 'NPS') return (value) => (value >= 9 ? 1 : value >= 7 ? 0 : -1)
  return (value) => value
}

export interface Score {
  readonly n: number
  /** Null if all answered the same. */
  readonly score: number | null
  readonly interval: Interval | null
  /** What is published in place of a score if all answered the same. */
  readonly bound: { readonly side: 'AT_LEAST' | 'AT_MOST'; readonly value: number } | null
  /** Minutes of lost working time. */
  readonly sum: number | null
  readonly sumInterval: Interval | null
}

/** The score of answers. A share for CSAT, points for NPS, minutes for lost time, otherwise a mean on the scale. */
export function scoreOf(measure: Measure, values: Histogram): Score {
  const none = { n: count(values), score: null, interval: null, bound: null, sum: null, sumInterval: null }
  if (unanimous(values, categoryOf(measure))) return { ...none, bound: boundOf(measure, values) }
  switch (measure.kind) {
    case 'CSAT': {
      const share = shareOf(measure, values)
      return { ...none, score: share.count / share.n, interval: wilson(share) }
    }
    case 'NPS': {
      const { score, interval } = netPromoterScore(promotionOf(values))
      return { ...none, score, interval }
    }
    case 'LOST_TIME': {
      const { mean, meanInterval, sum, sumInterval } = lostTime(values)
      return { ...none, score: mean, interval: meanInterval, sum, sumInterval }
    }
    default: {
      const moments = momentsOf(values)
      return { ...none, score: moments.mean, interval: within(measure, meanInterval(moments)) }
    }
  }
}

function within({ question: { scale } }: Measure, interval: Interval | null): Interval | null {
  if (interval === null || scale === undefined) return interval
  return { low: Math.max(scale.min, interval.low), high: Math.min(scale.max, interval.high) }
}

function shareOf(measure: Measure, values: Histogram) {
  let content = 0
  for (const [value, times] of values) if (categoryOf(measure)(value) === 1) content += times
  return { count: content, n: count(values) }
}

/** At least four fifths of the scale, or at most one; null between both, where a bound would tell the answer. */
function boundOf(measure: Measure, values: Histogram): Score['bound'] {
  const [value] = values.keys()
  if (value === undefined || measure.kind === 'LOST_TIME') return null
  if (measure.kind === 'CSAT' || measure.kind === 'NPS') {
    const [low, high] = measure.kind === 'CSAT' ? [0.2, 0.8] : [-60, 60]
    const category = categoryOf(measure)(value)
    if (category === 1) return { side: 'AT_LEAST', value: high }
    return category === 0 && measure.kind === 'NPS' ? null : { side: 'AT_MOST', value: low }
  }
  const { scale } = measure.question
  if (scale === undefined) return null
  const at = (share: number) => scale.min + share * (scale.max - scale.min)
  if (value >= at(0.8)) return { side: 'AT_LEAST', value: at(0.8) }
  return value <= at(0.2) ? { side: 'AT_MOST', value: at(0.2) } : null
}

/** Whether the answers differ. Both must be mixed: of unanimous ones no figures are published. */
export function compare(measure: Measure, from: Histogram, to: Histogram): Tested {
  if (measure.kind === 'CSAT') return compareShares(shareOf(measure, from), shareOf(measure, to))
  if (measure.kind === 'NPS') return compareNps(promotionOf(from), promotionOf(to))
  return compareMeans(momentsOf(from), momentsOf(to))
}

/** Which results are of one series, so that one is the change of the other. */
export function seriesOf({ kind, aspect, question }: Measure): string {
  const { min, max } = question.scale ?? {}
  if (kind === 'CSAT' || kind === 'NPS') return kind
  if (kind === 'LOST_TIME') return `${kind} ${question.text}`
  return JSON.stringify([kind, aspect, min, max, kind === 'CES' || kind === 'AREA' ? null : question.text])
}
