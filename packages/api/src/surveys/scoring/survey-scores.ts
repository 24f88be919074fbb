import { type Explanation, nodeInput, plainInput, type Reason } from '../../graph/explanation.ts'
import { significant } from '../../graph/figures.ts'
import {
  type Change,
  correctedChanges,
  earlierIn,
  type Pairings,
  pairingKey,
  testedBetween,
} from './changes.ts'
import { type Draft, draftsOfAll, type Published, suppressedOf, toldScore } from './drafts.ts'
import { FORMULAS } from './formulas.ts'
import type { Measure, Score } from './measures.ts'
import { type Pairing, pairingReason } from './pairs.ts'
import type { ScoredSurvey } from './scored-survey.ts'

/** How many were invited; by team or side, and in all. Null where it is not known. */
export interface Invited {
  readonly total: number | null
  readonly byCell: ReadonlyMap<string, number>
}

/** Surveys whose results are added up. */
export interface ScoreGroup {
  /** UUID of the service that they are on; null for several, and for the organisation. */
  readonly serviceId: string | null
  readonly isTotal: boolean
  /** How many surveys are counted. */
  readonly surveys: number
  /** How many more surveys have no result that can be counted. */
  readonly leftOut: number
}

/** The result of one question of a survey, of all respondents or of a part of them. */
export interface SurveyScore {
  readonly key: string
  readonly survey: ScoredSurvey
  readonly measure: Measure
  /** Team (UUID) or side; empty if it is not known; null for all respondents. */
  readonly cell: string | null
  /** What it is of, if it is the result of a group of surveys. */
  readonly group: ScoreGroup | null
  /** Null if the result is suppressed, and so the number with it. */
  readonly n: number | null
  readonly invited: number | null
  readonly responseRate: number | null
  readonly score: Score | null
  readonly publishedAt: Date | null
  readonly change: Change | null
  /** Why no score is published. */
  readonly suppressed: Reason | null
  readonly explanation: Explanation
}

/** The results of surveys, the last survey first; of each question the total, then its parts if they are asked for. */
export function surveyScores(
  surveys: readonly ScoredSurvey[],
  published: ReadonlyMap<string, ReadonlyMap<string, Published>>,
  invited: ReadonlyMap<string, Invited>,
  options: {
    readonly asksCells: boolean
    readonly isAsked: (survey: ScoredSurvey, measure: Measure) => boolean
    readonly pairings?: Pairings
  },
): SurveyScore[] {
  const drafts = draftsOfAll(surveys, published, options.asksCells)
  const earlier = earlierIn(drafts)
  const asked = drafts.filter(({ survey, measure }) => options.isAsked(survey, measure))
  const pairingOf = (draft: Draft) =>
    draft.cell === null ? options.pairings?.get(pairingKey(draft)) : undefined
  const changes = correctedChanges(
    asked.map((draft) => {
      const from = earlier(draft)
      return from === undefined ? null : testedBetween(from, draft, pairingOf(draft))
    }),
  )
  return asked.map((draft, place) =>
    shown(draft, invited.get(draft.survey.id), changes[place] ?? null, pairingOf(draft)),
  )
}

function shown(
  draft: Draft,
  invitations: Invited | undefined,
  change: Change | null,
  pairing: Pairing | undefined,
): SurveyScore {
  const { survey, measure, unit, cell, publishedAt } = draft
  const score = toldScore(draft)
  const suppressed = suppressedOf(draft, score)
  const n = score?.n ?? null
  const invited = (cell === null ? invitations?.total : invitations?.byCell.get(cell)) ?? null
  const reasons = [
    ...(suppressed === null ? [] : [suppressed]),
    ...(change?.reason == null ? [] : [change.reason]),
    ...(unit !== null && change !== null ? [pairingReason(pairing)] : []),
  ]
  const value = score?.score ?? null
  return {
    key: `${survey.id} ${measure.question.id} ${cell ?? '*'}`,
    survey,
    measure,
    cell,
    group: null,
    n,
    invited,
    responseRate: responseRateOf(n, invited),
    score,
    publishedAt: score === null ? null : publishedAt,
    change,
    suppressed,
    explanation: {
      formula: FORMULAS[measure.kind].name,
      version: 1,
      source: FORMULAS[measure.kind].source,
      inputs: [
        nodeInput('survey', survey.title, { type: 'Survey', id: survey.id }),
        plainInput('question', measure.question.text),
        plainInput('answers', n),
        plainInput('score', value === null ? null : significant(value)),
      ],
      reasons,
    },
  }
}

/** Null if more answered than were invited: the number of invitations cannot be the whole of it. */
export function responseRateOf(n: number | null, invited: number | null): number | null {
  return n === null || invited === null || invited < n ? null : n / invited
}
