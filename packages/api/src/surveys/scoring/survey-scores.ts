import { type Explanation, nodeInput, plainInput, type Reason } from '../../graph/explanation.ts'
import { significant } from '../../graph/figures.ts'
import { holm } from './holm.ts'
import { ALPHA, FEWEST, type Interval, type Tested } from './interval.ts'
import { categoryOf, compare, type Measure, type Score, scoreOf, seriesOf } from './measures.ts'
import { type Publication, type Unit, unanimous, unitsOf } from './publication.ts'
import type { ScoredSurvey } from './scored-survey.ts'

/** How many were invited; by team or side, and in all. Null where it is not known. */
export interface Invited {
  readonly total: number | null
  readonly byCell: ReadonlyMap<string, number>
}

/** The change since the survey before. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly difference: number
  readonly interval: Interval | null
  readonly test: Tested['test']
  readonly p: number | null
  /** p, corrected for all changes that the answer shows. */
  readonly correctedP: number | null
  /** Null if there is no verdict. */
  readonly isSignificant: boolean | null
  readonly reason: Reason | null
  /** UUID of the survey before. */
  readonly since: string
}

/** The result of one question of a survey, of all respondents or of a part of them. */
export interface SurveyScore {
  readonly key: string
  readonly survey: ScoredSurvey
  readonly measure: Measure
  /** Team (UUID) or side; empty if it is not known; null for all respondents. */
  readonly cell: string | null
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

/** A result before it is compared, with what it is computed from. */
interface Draft {
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

export interface Published extends Publication {
  readonly publishedAt: Date
}

/** The results of surveys, the last survey first; of each question the total, then its parts if they are asked for. */
export function surveyScores(
  surveys: readonly ScoredSurvey[],
  published: ReadonlyMap<string, ReadonlyMap<string, Published>>,
  invited: ReadonlyMap<string, Invited>,
  options: {
    readonly asksCells: boolean
    readonly isAsked: (survey: ScoredSurvey, measure: Measure) => boolean
  },
): SurveyScore[] {
  const ordered = surveys.toSorted(
    (a, b) => b.endsAt.getTime() - a.endsAt.getTime() || (a.id < b.id ? 1 : -1),
  )
  const drafts = ordered.flatMap((survey) =>
    survey.measures.flatMap((measure) =>
      draftsOf(survey, measure, published.get(survey.id)?.get(measure.question.id), options.asksCells),
    ),
  )
  const series = Map.groupBy(drafts, seriesKey)
  const asked = drafts.filter(({ survey, measure }) => options.isAsked(survey, measure))
  const tested = asked.map((draft) => {
    const all = series.get(seriesKey(draft)) ?? []
    const earlier = all.slice(all.indexOf(draft) + 1).find(({ survey }) => survey.id !== draft.survey.id)
    return earlier === undefined ? null : testedBetween(earlier, draft)
  })
  const places = tested.flatMap((one, place) => (one?.p == null ? [] : [place]))
  const corrected = new Map(
    holm(places.map((place) => tested[place]?.p ?? 1)).map((p, index) => [places[index], p]),
  )
  return asked.map((draft, place) => {
    const one = tested[place] ?? null
    return shown(
      draft,
      invited.get(draft.survey.id),
      one === null ? null : changeOf(one, corrected.get(place) ?? null),
    )
  })
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

function seriesKey({ survey, measure, cell }: Draft): string {
  const subject = survey.isOfOrganisation ? 'organisation' : (survey.serviceId ?? survey.id)
  return JSON.stringify([subject, seriesOf(measure), survey.dimension, cell])
}

interface TestedPair extends Tested {
  readonly from: number
  readonly to: number
  readonly since: string
}

/** Null unless both results are published as they are. */
function testedBetween(from: Draft, to: Draft): TestedPair | null {
  const before = toldScore(from)?.score ?? null
  const after = toldScore(to)?.score ?? null
  if (from.unit === null || to.unit === null || before === null || after === null) return null
  return {
    ...compare(to.measure, from.unit.values, to.unit.values),
    from: before,
    to: after,
    since: from.survey.id,
  }
}

function toldScore({ unit, measure }: Draft): Score | null {
  return unit === null || unit.isHidden ? null : scoreOf(measure, unit.values)
}

function changeOf({ reason, ...tested }: TestedPair, correctedP: number | null): Change {
  const texts = {
    TOO_FEW: 'At least one of both surveys has fewer than 10 answers, which is too few for a verdict.',
    NO_VARIANCE: 'The answers of both surveys do not vary, so there is nothing to test.',
  }
  return {
    ...tested,
    correctedP,
    isSignificant: correctedP === null ? null : correctedP < ALPHA,
    reason: reason === null ? null : { code: reason, text: texts[reason] },
  }
}

function shown(draft: Draft, invitations: Invited | undefined, change: Change | null): SurveyScore {
  const { survey, measure, unit, cell, publishedAt } = draft
  const score = toldScore(draft)
  const suppressed = suppressedOf(draft, score)
  const n = score?.n ?? null
  const invited = (cell === null ? invitations?.total : invitations?.byCell.get(cell)) ?? null
  // More answers than invitations: the number of invitations cannot be the whole of it.
  const responseRate = n === null || invited === null || invited < n ? null : n / invited
  const reasons = [
    ...(suppressed === null ? [] : [suppressed]),
    ...(change?.reason == null ? [] : [change.reason]),
    ...(unit !== null && change !== null ? [INDEPENDENT] : []),
  ]
  const value = score?.score ?? null
  return {
    key: `${survey.id} ${measure.question.id} ${cell ?? '*'}`,
    survey,
    measure,
    cell,
    n,
    invited,
    responseRate,
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

const INDEPENDENT: Reason = {
  code: 'RESPONDENTS_NOT_PAIRED',
  text: 'Respondents of both surveys are compared as different persons; whether some answered both is not examined.',
}

function suppressedOf({ survey, measure, unit, cell }: Draft, score: Score | null): Reason | null {
  if (unit === null) return reasonOf('TOO_FEW')
  if (unit.isHidden) return reasonOf(cell !== null && !survey.isOver ? 'NOT_OVER' : 'PROTECTS_ANSWERS')
  return score !== null && score.bound === null && unanimous(unit.values, categoryOf(measure))
    ? reasonOf('UNANIMOUS')
    : null
}

const MEAN = 'mean of the answers, with the t interval (Student 1908); change by Welch’s t'
const FORMULAS = {
  CSAT: {
    name: 'csat',
    source:
      'share of answers in the upper quarter of the scale, with the interval of Wilson (1927); change by Fisher’s exact test, from 200 answers on by the N − 1 chi-square, its interval by Newcombe’s method 10',
  },
  NPS: {
    name: 'nps',
    source:
      'promoters less detractors per hundred (Reichheld 2003), ± 1.96 standard errors; change by Welch’s t',
  },
  CES: { name: 'ces', source: MEAN },
  AREA: { name: 'four-areas', source: MEAN },
  MATURITY: { name: 'maturity-practice', source: MEAN },
  BARRIER: { name: 'barriers', source: MEAN },
  CUSTOM: { name: 'survey-mean', source: MEAN },
  LOST_TIME: {
    name: 'lost-time',
    source:
      'sum and mean of the minutes; t interval (Student 1908) of the mean, times the number of answers for the sum',
  },
} as const satisfies Record<Measure['kind'], object>
