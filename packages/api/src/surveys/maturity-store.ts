import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type Explanation, nodeInput, plainInput } from '../graph/explanation.ts'
import { significantOrNull } from '../graph/figures.ts'
import { scoresOf } from './scores-store.ts'
import { type Maturity, maturityOf, type RatedPractice } from './scoring/maturity.ts'
import type { ScoredSurvey } from './scoring/scored-survey.ts'
import type { SurveyScore } from './scoring/survey-scores.ts'

/** Maturity as one survey tells it. */
export interface SurveyMaturity extends Maturity {
  readonly survey: ScoredSurvey
  readonly explanation: Explanation
}

/**
 * What a MATURITY survey says. Stores what is published, so it does not run in a snapshot that only reads.
 * @param survey UUID; null for the survey on the organisation that closed last
 * @returns null if there is none
 */
export async function readMaturity(
  db: Kysely<Database>,
  survey: string | null,
  now: Date,
): Promise<SurveyMaturity | null> {
  const scores = await scoresOf(db, {
    services: null,
    subject: null,
    template: 'MATURITY',
    asksCells: true,
    now,
    isAsked: ({ id, isOfOrganisation, isOver }, { kind }) =>
      kind === 'MATURITY' && (survey === null ? isOfOrganisation && isOver : survey === id),
  })
  const [last] = scores
  if (last === undefined) return null
  const rows = scores.filter(({ survey: { id } }) => id === last.survey.id)
  const maturity = maturityOf(practicesOf(rows))
  return { ...maturity, survey: last.survey, explanation: explanationOf(last.survey, maturity) }
}

/** @param rows of one survey: of each question the total, then its sides */
function practicesOf(rows: readonly SurveyScore[]): RatedPractice[] {
  const byQuestion = Map.groupBy(rows, ({ measure }) => measure.question.id)
  return [...byQuestion.values()].flatMap((of) => {
    const [first] = of
    if (first === undefined) return []
    const { question, aspect } = first.measure
    const side = (cell: string) => of.find((row) => row.cell === cell)?.score?.score ?? null
    return [
      {
        key: question.id,
        text: question.text,
        aspect,
        isOnScale: question.scale?.min === 1 && question.scale.max === 5,
        business: side('BUSINESS'),
        it: side('IT'),
      },
    ]
  })
}

function explanationOf({ id, title }: ScoredSurvey, { criteria, reason }: Maturity): Explanation {
  return {
    formula: 'maturity',
    version: 1,
    source:
      'mean of the practices of a criterion, each side one half; level: the score rounded down, and no practice more than one level below it; mean of the six criteria (Luftman 2000)',
    inputs: [
      nodeInput('survey', title, { type: 'Survey', id }),
      ...criteria.map(({ aspect, score }) => plainInput(aspect.toLowerCase(), significantOrNull(score))),
    ],
    reasons: reason === null ? [] : [reason],
  }
}
