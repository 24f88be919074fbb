import type { ObjectFieldBuilder } from '@pothos/core'
import { builder, type Types } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significantOrNull } from '../graph/figures.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Survey } from './graphql.ts'
import type { SurveyMaturity } from './maturity-store.ts'
import { AspectType } from './scores-graphql.ts'
import type { Criterion, Practice, Rated } from './scoring/maturity.ts'

const rated = <Of extends Rated>(t: ObjectFieldBuilder<Types, Of>) => ({
  business: t.float({
    nullable: true,
    description: 'Mean of the business, from 1 to 5. Null if it is not shown.',
    resolve: ({ business }) => significantOrNull(business),
  }),
  it: t.float({
    nullable: true,
    description: 'Mean of IT, from 1 to 5. Null if it is not shown.',
    resolve: ({ it }) => significantOrNull(it),
  }),
  score: t.float({
    nullable: true,
    description: 'Both sides, each weighted one half. Null unless both are shown.',
    resolve: ({ score }) => significantOrNull(score),
  }),
  gap: t.float({
    nullable: true,
    description: 'Business less IT. Null unless both are shown.',
    resolve: ({ gap }) => significantOrNull(gap),
  }),
})

const PracticeType = builder.objectRef<Practice>('MaturityPractice').implement({
  description: 'A practice as both sides rate it.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    questionKey: t.exposeString('key', { description: 'Key of the question.' }),
    text: t.exposeString('text', { description: 'The question.' }),
    ...rated(t),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why it has no score.',
      resolve: ({ reason }) => reason,
    }),
  }),
})

const CriterionType = builder.objectRef<Criterion>('MaturityCriterion').implement({
  description: 'One of the six criteria: the mean of its practices that have a score.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    aspect: t.field({ type: AspectType, description: 'The criterion.', resolve: ({ aspect }) => aspect }),
    ...rated(t),
    level: t.int({
      nullable: true,
      description:
        'From 1 to 5: the score rounded down, and no practice more than one level below it. Null unless each practice has a score.',
      resolve: ({ level }) => level,
    }),
    practices: t.field({
      type: [PracticeType],
      extensions: cost({ size: 10 }),
      description: 'Its practices, in the order of the questions.',
      resolve: ({ practices }) => practices,
    }),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why it has no score, or no level.',
      resolve: ({ reason }) => reason,
    }),
  }),
})

export const MaturityType = builder.objectRef<SurveyMaturity>('Maturity').implement({
  description: 'Maturity of the alignment of business and IT, as a survey says it.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    survey: entityField<SurveyMaturity, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey. Null if it was deleted during the query.',
      id: ({ survey }) => survey.id,
    }),
    criteria: t.field({
      type: [CriterionType],
      extensions: cost({ size: 6 }),
      description: 'The six criteria.',
      resolve: ({ criteria }) => criteria,
    }),
    mean: t.float({
      nullable: true,
      description: 'Mean of the scores of the six criteria. Null unless each has one.',
      resolve: ({ mean }) => significantOrNull(mean),
    }),
    min: t.float({
      nullable: true,
      description: 'The lowest score of the six criteria. Null unless each has one.',
      resolve: ({ min }) => significantOrNull(min),
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed, and why there is no mean.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})
