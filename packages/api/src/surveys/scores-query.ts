import { type ArrayPage, arrayPage } from '../graph/array-connection.ts'
import { arrayConnection } from '../graph/array-connection-types.ts'
import { builder } from '../graph/builder.ts'
import { dayIn } from '../graph/calendar.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { NodeRef, resolveNode } from '../graph/node-ref.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { visibleTo } from '../graph/visibility.ts'
import { settingsOf } from '../settings/store.ts'
import { SurveySubject } from './graphql.ts'
import { MeasureKindType, SurveyScoreRef } from './scores-graphql.ts'
import { scoresOf } from './scores-store.ts'
import type { SurveyScore } from './scoring/survey-scores.ts'

const Grouping = builder.enumType('SurveyScoreGrouping', {
  description: 'Whose results are shown.',
  values: {
    NONE: { description: 'All respondents together.' },
    TEAM: {
      description:
        'All respondents together, and each team; of a MATURITY survey both sides instead, business and IT.',
    },
    SERVICE: {
      description:
        'Of each measure all surveys on services together, weighted by their answers, and each service. Of several surveys of a service the last one counts that shows a result.',
    },
    AREA: {
      description:
        'Each of the four areas of improvement, all surveys together, weighted by their answers. Of several surveys of a service, and of the organisation, the last one counts that shows a result.',
    },
  } as const,
})

const ConnectionRef = arrayConnection('SurveyScore', SurveyScoreRef, 'survey scores')

const LIST = 'SURVEY_SCORES'

builder.queryField('surveyScores', (t) =>
  t.field({
    type: ConnectionRef,
    description:
      'Results of surveys, the survey that ends last first; of each question that is scored the result of all respondents, then of each team. With `groupBy` the results of several surveys together. Answers of fewer than 5 respondents are never shown, nor what would follow about them from several results: a result changes only after 5 more answers, and a period selects whole surveys.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      service: t.arg({ type: NodeRef, description: 'Only surveys on this service.' }),
      subject: t.arg({
        type: SurveySubject,
        description: 'Only surveys on services, or on the organisation.',
      }),
      survey: t.arg({ type: NodeRef, description: 'Only this survey.' }),
      measures: t.arg({ type: [MeasureKindType], description: 'Only these measures.' }),
      from: t.arg({
        type: 'Date',
        description:
          'Only surveys that end on this day or later. A survey ends when it closes; without an end, the day on which it opened or was created counts.',
      }),
      to: t.arg({ type: 'Date', description: 'Only surveys that end on this day or earlier.' }),
      groupBy: t.arg({
        type: Grouping,
        required: true,
        defaultValue: 'NONE',
        description: 'Whether results of teams are listed, too, or those of several surveys together.',
      }),
      ...pageOnlyArgs(),
    },
    resolve: async (_root, args, context): Promise<ArrayPage<SurveyScore>> => {
      const { service, survey, subject, measures, from, to, groupBy, ...page } = args
      if (from != null && to != null && from > to) throw InvalidInput.at(['to'], 'lies before from')
      const db = context.db.kysely
      const serviceId = service == null ? null : (await resolveNode(db, service, ['Service'], ['service'])).id
      const surveyId = survey == null ? null : (await resolveNode(db, survey, ['Survey'], ['survey'])).id
      const { timeZone } = await settingsOf(context)
      const scores = await scoresOf(db, {
        services: serviceId === null ? null : [serviceId],
        subject: subject ?? null,
        asksCells: groupBy === 'TEAM',
        grouping: groupBy === 'SERVICE' || groupBy === 'AREA' ? groupBy : null,
        now: context.clock(),
        isAsked: ({ id, endsAt }, { kind }) => {
          const day = dayIn(timeZone, endsAt)
          return (
            (surveyId === null || surveyId === id) &&
            (measures == null || measures.includes(kind)) &&
            (from == null || day >= from) &&
            (to == null || day <= to)
          )
        },
      })
      return arrayPage(scores, page, LIST, ({ key }) => key)
    },
  }),
)
