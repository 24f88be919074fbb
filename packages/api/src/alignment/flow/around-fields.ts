import { Slo } from '../../commitments/graphql.ts'
import { PerceptionGapType } from '../../commitments/perception-gap-graphql.ts'
import type { ShownChain } from '../../commitments/promise-chain.ts'
import { builder } from '../../graph/builder.ts'
import type { Context } from '../../graph/context.ts'
import { ExplanationRef, ReasonRef } from '../../graph/explanation-types.ts'
import { significant } from '../../graph/figures.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { today } from '../../reasoning/today.ts'
import { Service } from '../../services/graphql.ts'
import { settingsOf } from '../../settings/store.ts'
import { Survey } from '../../surveys/graphql.ts'
import { IntervalRef } from '../../surveys/interval-graphql.ts'
import type { SurveyScore } from '../../surveys/scoring/survey-scores.ts'
import { Team } from '../../teams/graphql.ts'
import { type Moment, readAreas, readPerceptionGaps } from './around-store.ts'
import type { WeighedFigure } from './weighed-figures.ts'

const READERS = visibleTo('READERS')

/** The instant and day that a request asks on. */
export async function momentOf(context: Context): Promise<Moment & { readonly day: string }> {
  const settings = await settingsOf(context)
  return { now: context.clock(), timeZone: settings.timeZone, day: today(context, settings) }
}

export async function areasOf(context: Context, to: string): Promise<SurveyScore[]> {
  return readAreas(context.db.kysely, to, await momentOf(context))
}

export async function gapsOf(context: Context): Promise<ShownChain[]> {
  const moment = await momentOf(context)
  return readPerceptionGaps(context.db.kysely, moment.day, moment)
}

type FieldBuilder = Parameters<
  NonNullable<Parameters<ReturnType<typeof builder.objectRef<WeighedFigure>>['implement']>[0]['fields']>
>[0]

/** The fields of a mean over objectives. */
function weighedFields(t: FieldBuilder, what: string) {
  return {
    value: t.float({
      nullable: true,
      description: `${what}, from 0 to 1. Null with \`reason\`.`,
      resolve: ({ value }) => (value === null ? null : significant(value)),
    }),
    counted: t.float({
      description: 'Weight of the objectives that have a figure, from 0 to 1; the others are left out.',
      resolve: ({ counted }) => significant(counted),
    }),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why there is no value.',
      resolve: ({ reason }) => reason,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }
}

export const DeliveryRef = builder.objectRef<WeighedFigure>('AlignmentDelivery').implement({
  description: 'What was delivered, beside what was worked on.',
  extensions: READERS,
  fields: (t) => weighedFields(t, 'Mean attainment of SLOs by weight'),
})

export const SatisfactionRef = builder.objectRef<WeighedFigure>('AlignmentSatisfaction').implement({
  description: 'How content users are, beside what was worked on.',
  extensions: READERS,
  fields: (t) => ({
    ...weighedFields(t, 'Mean CSAT by weight'),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of the value.',
      resolve: ({ interval }) => interval,
    }),
  }),
})

export const ProgressRef = builder.objectRef<WeighedFigure>('AlignmentProgress').implement({
  description: 'How far objectives have come, beside what was worked on.',
  extensions: READERS,
  fields: (t) => weighedFields(t, 'Mean progress by weight'),
})

export const PerceptionGapRef = builder.objectRef<ShownChain>('AlignmentPerceptionGap').implement({
  description: 'A service whose users feel otherwise than its SLO says.',
  extensions: READERS,
  fields: (t) => ({
    service: entityField<ShownChain, 'service'>(Service, {
      nullable: true,
      description: 'The service. Null if it was deleted during the query.',
      id: ({ row }) => row.serviceId,
    }),
    team: entityField<ShownChain, 'team'>(Team, {
      nullable: true,
      description: 'The group of users. Null for all of them.',
      id: ({ row }) => row.teamId,
    }),
    kind: t.field({
      type: PerceptionGapType,
      nullable: true,
      description: 'Which way they differ.',
      resolve: ({ perceptionGap }) => perceptionGap,
    }),
    slo: entityField<ShownChain, 'slo'>(Slo, {
      nullable: true,
      description: 'The SLO. Null if it was deleted during the query.',
      id: ({ measuredBy }) => measuredBy?.id,
    }),
    survey: entityField<ShownChain, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey. Null if it was deleted during the query.',
      id: ({ felt }) => felt?.survey.id,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'The promise chain it follows from.',
      resolve: ({ chain }) => chain.explanation,
    }),
  }),
})
