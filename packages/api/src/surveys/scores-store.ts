import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import { pairingsOf } from './pairs-store.ts'
import { publishedResults } from './publication-store.ts'
import { questionsFrom } from './questions.ts'
import { sharesCompared } from './scoring/changes.ts'
import { draftsOfAll } from './scoring/drafts.ts'
import { type Grouping, groupedScores } from './scoring/groups.ts'
import { type Measure, measuresOf } from './scoring/measures.ts'
import type { ScoredSurvey } from './scoring/scored-survey.ts'
import { type Invited, type SurveyScore, surveyScores } from './scoring/survey-scores.ts'

export interface ScoreQuestion {
  /** UUIDs of services; null for surveys on any service and on the organisation. */
  readonly services: readonly string[] | null
  readonly subject: 'SERVICE' | 'ORGANISATION' | null
  /** Only surveys of this template. */
  readonly template?: 'MATURITY'
  readonly asksCells: boolean
  /** By what results of several surveys are added up. Default: not at all. */
  readonly grouping?: Grouping | null
  readonly now: Date
  readonly isAsked: (survey: ScoredSurvey, measure: Measure) => boolean
}

/**
 * The results of surveys that may be published. Stores what is published, so it does not run in a snapshot that only
 * reads.
 */
export async function scoresOf(db: Kysely<Database>, question: ScoreQuestion): Promise<SurveyScore[]> {
  const { asksCells, grouping, now, isAsked } = question
  const surveys = await scoredSurveys(db, question)
  const published = await publishedResults(db, surveys, { asksCells, now })
  const invited = await invitedTo(db, surveys)
  const compared = sharesCompared(draftsOfAll(surveys, published, false)).filter(({ to }) =>
    isAsked(to.survey, to.measure),
  )
  const pairings = await pairingsOf(db, compared, published)
  if (grouping != null) return groupedScores(surveys, published, invited, { grouping, isAsked, pairings })
  return surveyScores(surveys, published, invited, { asksCells, isAsked, pairings })
}

async function scoredSurveys(
  db: Kysely<Database>,
  { services, subject, template, now }: ScoreQuestion,
): Promise<ScoredSurvey[]> {
  let query = db
    .selectFrom('survey')
    .select([
      ...(['id', 'title', 'template', 'subject', 'service_id', 'questions'] as const),
      ...(['scored_question_key', 'opens_at', 'closes_at', 'created_at'] as const),
    ])
  if (services !== null) query = query.where('service_id', '=', anyId(services))
  if (subject !== null) query = query.where('subject', '=', subject)
  if (template !== undefined) query = query.where('template', '=', template)
  return (await query.execute()).map((row) => ({
    id: row.id,
    title: row.title,
    serviceId: row.service_id,
    isOfOrganisation: row.subject === 'ORGANISATION',
    endsAt: row.closes_at ?? row.opens_at ?? row.created_at,
    isOver: row.closes_at !== null && row.closes_at <= now,
    dimension: row.template === 'MATURITY' ? 'SIDE' : 'TEAM',
    measures: measuresOf({
      template: row.template,
      scoredQuestionKey: row.scored_question_key,
      questions: questionsFrom(row.questions),
    }),
  }))
}

async function invitedTo(
  db: Kysely<Database>,
  surveys: readonly ScoredSurvey[],
): Promise<ReadonlyMap<string, Invited>> {
  const { rows } = await sql<{ survey: string; team: string | null; side: string | null; invited: number }>`
    select i.survey_id as survey, i.team_id as team, t.kind as side, sum(i.invited)::int8::float8 as invited
    from (
      select survey_id, team_id, invited from survey_invitation
      union all
      -- Two links of one recipient are one invitation.
      select c.survey_id, (array_agg(r.team_id order by r.id))[1], 1
      from campaign_recipient r join campaign c on c.id = r.campaign_id
      group by c.survey_id, coalesce(r.panel_hash, r.id::text)
    ) i left join team t on t.id = i.team_id
    where i.survey_id = ${anyId(surveys.map(({ id }) => id))}
    group by i.survey_id, i.team_id, t.kind`.execute(db)
  const bySurvey = Map.groupBy(rows, ({ survey }) => survey)
  return new Map(
    surveys.map(({ id, dimension }) => {
      const byCell = new Map<string, number>()
      let total: number | null = null
      for (const { team, side, invited } of bySurvey.get(id) ?? []) {
        const cell = (dimension === 'SIDE' ? side : team) ?? ''
        byCell.set(cell, (byCell.get(cell) ?? 0) + invited)
        total = (total ?? 0) + invited
      }
      return [id, { total, byCell }]
    }),
  )
}
