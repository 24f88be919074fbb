import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { scoresOf } from '../../surveys/scores-store.ts'
import type { Interval } from '../../surveys/scoring/interval.ts'
import type { SurveyScore } from '../../surveys/scoring/survey-scores.ts'

/** Which score of surveys is meant. UUIDs. */
export interface ScoreBinding {
  readonly subject: 'SERVICE' | 'ORGANISATION'
  /** Null for the organisation, and if the service is gone. */
  readonly serviceId: string | null
  readonly measure: string
  /** The area of AREA; null for other measures. */
  readonly aspect: string | null
}

/** The score of a survey as it may be shown, over the questions of the measure. */
export interface PublishedScore {
  readonly surveyId: string
  readonly title: string
  readonly endsAt: Date
  readonly value: number
  /** Null where several questions are one score. */
  readonly interval: Interval | null
  /** The results of the single questions. */
  readonly results: readonly SurveyScore[]
}

/**
 * The scores of surveys that may be shown for each binding, in their order, the last survey first. Stores what is
 * published, so it does not run in a snapshot that only reads.
 */
export async function publishedScores(
  db: Kysely<Database>,
  bindings: readonly ScoreBinding[],
  now: Date,
): Promise<PublishedScore[][]> {
  const services = bindings.flatMap(({ serviceId }) => (serviceId === null ? [] : [serviceId]))
  const asks = { asksCells: false, now }
  const wanted = new Set(bindings.map(({ measure }) => measure))
  const isAsked = (_survey: unknown, { kind }: { readonly kind: string }) => wanted.has(kind)
  const ofServices =
    services.length === 0
      ? []
      : await scoresOf(db, { ...asks, services: [...new Set(services)], subject: 'SERVICE', isAsked })
  const ofOrganisation = bindings.some(({ subject }) => subject === 'ORGANISATION')
    ? await scoresOf(db, { ...asks, services: null, subject: 'ORGANISATION', isAsked })
    : []
  return bindings.map((binding) => scoresFor(binding, [...ofServices, ...ofOrganisation]))
}

function scoresFor(
  { subject, serviceId, measure, aspect }: ScoreBinding,
  scores: readonly SurveyScore[],
): PublishedScore[] {
  const meant = scores.filter(
    ({ survey, measure: of }) =>
      of.kind === measure &&
      of.aspect === aspect &&
      (subject === 'ORGANISATION'
        ? survey.isOfOrganisation
        : serviceId !== null && survey.serviceId === serviceId),
  )
  return [...Map.groupBy(meant, ({ survey }) => survey)].flatMap(([survey, results]) => {
    const values = results.flatMap(({ score }) => (score?.score == null ? [] : [score.score]))
    // A mean over some of the questions would be another figure than before.
    if (values.length === 0 || values.length < results.length) return []
    return [
      {
        surveyId: survey.id,
        title: survey.title,
        endsAt: survey.endsAt,
        value: values.reduce((sum, value) => sum + value, 0) / values.length,
        interval: results.length === 1 ? (results[0]?.score?.interval ?? null) : null,
        results,
      },
    ]
  })
}
