import { builder } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { NodeRef, resolveNode } from '../graph/node-ref.ts'
import { visibleTo } from '../graph/visibility.ts'
import { MaturityType } from './maturity-graphql.ts'
import { readMaturity, type SurveyMaturity } from './maturity-store.ts'

builder.queryField('maturity', (t) =>
  t.field({
    type: MaturityType,
    nullable: true,
    description:
      'Maturity of the alignment of business and IT (Luftman 2000) as a MATURITY survey says it: score and level of the six criteria, both sides weighted one half. Null if no survey was asked for, and none on the organisation has closed.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      survey: t.arg({
        type: NodeRef,
        description: 'The survey. Defaults to the MATURITY survey on the organisation that closed last.',
      }),
    },
    resolve: async (_root, { survey }, context): Promise<SurveyMaturity | null> => {
      const db = context.db.kysely
      const id = survey == null ? null : (await resolveNode(db, survey, ['Survey'], ['survey'])).id
      const found = await readMaturity(db, id, context.clock())
      if (found === null && id !== null)
        throw InvalidInput.at(
          ['survey'],
          'has no questions on maturity: name a survey of the template MATURITY',
        )
      return found
    },
  }),
)
