import type { Reason } from '../../graph/explanation.ts'
import { FEWEST } from './interval.ts'
import { categoryOf, type Measure, type Score, scoreOf, seriesOf } from './measures.ts'
import { type Publication, type Unit, unanimous, unitsOf } from './publication.ts'
import type { ScoredSurvey } from './scored-survey.ts'

export interface Published extends Publication {
  readonly publishedAt: Date
}

/** A result before it is compared, with what it is computed from. */
export interface Draft {
  readonly survey: ScoredSurvey
  readonly measure: Measure
  readonly unit: Unit | null
  readonly cell: string | null
  readonly publishedAt: Date | null
}

const SUPPRESSED = {
  TOO_FEW: `Fewer than ${FEWEST} answers are there.`,
  PROTECTS_ANSWERS: `It is not shown, as it has fewer than ${FEWEST} answers, or as answers of others would follow from it.`,
  NOT_OVER: 'Results of teams are shown once the survey has closed.',
  UNANIMOUS: 'All answered the same, so the result would show what each of them answered.',
} as const

function reasonOf(code: keyof typeof SUPPRESSED): Reason {
  return { code, text: SUPPRESSED[code] }
}

/**
 * The results of all questions of surveys, the last survey first; of each question the total, then its parts if they are
 * asked for.
 */
export function draftsOfAll(
  surveys: readonly ScoredSurvey[],
  published: ReadonlyMap<string, ReadonlyMap<string, Published>>,
  asksCells: boolean,
): Draft[] {
  return surveys
    .toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime() || (a.id < b.id ? 1 : -1))
    .flatMap((survey) =>
      survey.measures.flatMap((measure) =>
        draftsOf(survey, measure, published.get(survey.id)?.get(measure.question.id), asksCells),
      ),
    )
}

function draftsOf(
  survey: ScoredSurvey,
  measure: Measure,
  publication: Published | undefined,
  asksCells: boolean,
): Draft[] {
  const base = { survey, measure, publishedAt: publication?.publishedAt ?? null }
  const units = publication === undefined ? null : unitsOf(publication, categoryOf(measure))
  if (units === null || units.total.values.size === 0) return [{ ...base, unit: null, cell: null }]
  const cells = asksCells ? units.cells : []
  return [
    { ...base, unit: units.total, cell: null },
    ...cells
      .map((unit) => ({ ...base, unit, cell: unit.cell }))
      .sort((a, b) => ((a.cell ?? '') < (b.cell ?? '') ? -1 : 1)),
  ]
}

/** What a result is compared within: the same measure of the same subject and team. */
export function seriesKey({ survey, measure, cell }: Draft): string {
  const subject = survey.isOfOrganisation ? 'organisation' : (survey.serviceId ?? survey.id)
  return JSON.stringify([subject, seriesOf(measure), survey.dimension, cell])
}

/** What is shown of a result; null if it is hidden. */
export function toldScore({ unit, measure }: Draft): Score | null {
  return unit === null || unit.isHidden ? null : scoreOf(measure, unit.values)
}

/** Why no score is shown. */
export function suppressedOf({ survey, measure, unit, cell }: Draft, score: Score | null): Reason | null {
  if (unit === null) return reasonOf('TOO_FEW')
  if (unit.isHidden) return reasonOf(cell !== null && !survey.isOver ? 'NOT_OVER' : 'PROTECTS_ANSWERS')
  return score !== null && score.bound === null && unanimous(unit.values, categoryOf(measure))
    ? reasonOf('UNANIMOUS')
    : null
}
