import { KeyResult } from '../objectives/graphql.ts'
import { Service } from '../services/graphql.ts'
import { SurveySubject } from './graphql.ts'
import { AspectType, MeasureKindType } from './scores-graphql.ts'

KeyResult.fields((t) => ({
  scoreMeasure: t.column('score_measure', {
    type: MeasureKindType,
    description:
      'The score of surveys that is its value: CSAT, NPS, CES or AREA. Null if it is read from something else.',
  }),
  scoreAspect: t.column('score_aspect', {
    type: AspectType,
    description: 'One of the four areas. Only of AREA.',
  }),
  scoreSubject: t.column('score_subject', {
    type: SurveySubject,
    description: 'Whether surveys on a service or on the organisation count. Null without a score.',
  }),
  scoreService: t.related(Service, {
    by: 'score_service_id',
    description: 'The service that the surveys ask about. Null for the organisation, and if it was deleted.',
  }),
}))
