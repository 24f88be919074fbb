import { builder } from '../graph/builder.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { Survey } from './graphql.ts'
import { IntervalRef } from './interval-graphql.ts'
import type { Aspect, MeasureKind, Score } from './scoring/measures.ts'
import type { Change, SurveyScore } from './scoring/survey-scores.ts'

export const MeasureKindType = builder.enumType('SurveyMeasure', {
  description: 'What a question of a survey measures, and so how it is scored.',
  values: {
    CSAT: {
      description: 'Share of respondents who are content, from 0 to 1: the upper quarter of the scale.',
    },
    NPS: { description: 'Net promoter score, from −100 to 100.' },
    CES: { description: 'Customer effort score: mean on the scale.' },
    AREA: { description: 'One of the four areas of improvement: mean on the scale.' },
    MATURITY: { description: 'A practice of one of the six criteria of alignment: mean on the scale.' },
    BARRIER: { description: 'A barrier to adoption: mean on the scale.' },
    LOST_TIME: { description: 'Working time that was lost, in minutes: mean and sum.' },
    CUSTOM: { description: 'Mean on the scale of the question.' },
  } as const satisfies Record<MeasureKind, object>,
})

export const AspectType = builder.enumType('SurveyAspect', {
  description: 'What a question is about, in surveys on the four areas, maturity and barriers.',
  values: {
    FUNCTIONALITY: { description: 'Functionality and quality of IT.' },
    SATISFACTION: { description: 'Customer satisfaction.' },
    CULTURE: { description: 'Corporate culture.' },
    PLANNING: { description: 'Planning and interaction between IT and business.' },
    COMMUNICATIONS: { description: 'Communications between business and IT.' },
    VALUE: { description: 'Competency and value measurements.' },
    GOVERNANCE: { description: 'Governance.' },
    PARTNERSHIP: { description: 'Partnership of business and IT.' },
    SCOPE: { description: 'Scope and architecture.' },
    SKILLS: { description: 'Skills.' },
    PARTNERSHIPS: { description: 'Partnerships, as a barrier.' },
    SECURITY: { description: 'Security, privacy and complexity, as a barrier.' },
  } as const satisfies Record<Aspect, object>,
})

const SideType = builder.enumType('SurveySide', {
  description: 'The side that respondents of a MATURITY survey are on: the kind of their team.',
  values: {
    BUSINESS: { description: 'Teams of the business.' },
    IT: { description: 'Teams of IT.' },
  } as const,
})

const BoundSide = builder.enumType('ScoreBoundSide', {
  description: 'On which side of a bound a score lies.',
  values: {
    AT_LEAST: { description: 'At the bound or above it.' },
    AT_MOST: { description: 'At the bound or below it.' },
  } as const,
})

const BoundRef = builder.objectRef<NonNullable<Score['bound']>>('ScoreBound').implement({
  description: 'What is shown in place of a score if all respondents answered the same.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    side: t.field({ type: BoundSide, description: 'On which side.', resolve: ({ side }) => side }),
    value: t.float({ description: 'The bound.', resolve: ({ value }) => significant(value) }),
  }),
})

const TestType = builder.enumType('ScoreTest', {
  description: 'A test of the difference of two results.',
  values: {
    WELCH_T: { description: 'Welch’s t test of two means.' },
    FISHER_EXACT: { description: 'Fisher’s exact test of two shares, for fewer than 200 answers in all.' },
    N_MINUS_1_CHI_SQUARE: { description: 'N − 1 chi-square test of two shares.' },
  } as const,
})

const orNull = (value: number | null) => (value === null ? null : significant(value))

const ChangeRef = builder.objectRef<Change>('ScoreChange').implement({
  description: 'The change since the survey before: the same measure of the same subject and team.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    since: entityField<Change, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey before. Null if it was deleted during the query.',
      id: ({ since }) => since,
    }),
    from: t.float({ description: 'Score of the survey before.', resolve: ({ from }) => significant(from) }),
    to: t.float({ description: 'Score of this survey.', resolve: ({ to }) => significant(to) }),
    difference: t.float({
      description: 'This score less the one before.',
      resolve: ({ difference }) => significant(difference),
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of the difference. Null if it cannot be computed.',
      resolve: ({ interval }) => interval,
    }),
    test: t.field({ type: TestType, description: 'How it was tested.', resolve: ({ test }) => test }),
    p: t.float({
      nullable: true,
      description: 'Two-sided p of this change alone. Null if there is no verdict.',
      resolve: ({ p }) => orNull(p),
    }),
    correctedP: t.float({
      nullable: true,
      description: 'p after the correction by Holm for all changes of the list, on all of its pages.',
      resolve: ({ correctedP }) => orNull(correctedP),
    }),
    isSignificant: t.boolean({
      nullable: true,
      description: 'Whether `correctedP` is below 0.05. Null if there is no verdict.',
      resolve: ({ isSignificant }) => isSignificant,
    }),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why there is no verdict.',
      resolve: ({ reason }) => reason,
    }),
  }),
})

export const SurveyScoreRef = builder.objectRef<SurveyScore>('SurveyScore').implement({
  description: 'The result of one question of a survey, of all respondents or of a part of them.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    survey: entityField<SurveyScore, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey. Null if it was deleted during the query.',
      id: ({ survey }) => survey.id,
    }),
    service: entityField<SurveyScore, 'service'>(Service, {
      nullable: true,
      description: 'The service that was asked about. Null for the organisation.',
      id: ({ survey }) => survey.serviceId,
    }),
    measure: t.field({
      type: MeasureKindType,
      description: 'What is measured.',
      resolve: ({ measure }) => measure.kind,
    }),
    aspect: t.field({
      type: AspectType,
      nullable: true,
      description: 'Area, criterion or barrier. Null for other measures.',
      resolve: ({ measure }) => measure.aspect,
    }),
    questionKey: t.string({
      description: 'Key of the question within the survey.',
      resolve: ({ measure }) => measure.question.id,
    }),
    isTotal: t.boolean({
      description: 'Whether it is the result of all respondents.',
      resolve: ({ cell }) => cell === null,
    }),
    team: entityField<SurveyScore, 'team'>(Team, {
      nullable: true,
      description:
        'The team of the respondents. Null for all respondents, for those whose team is not known, and for sides.',
      id: ({ cell, survey }) => (survey.dimension === 'TEAM' && cell !== null && cell !== '' ? cell : null),
    }),
    side: t.field({
      type: SideType,
      nullable: true,
      description: 'The side of the respondents of a MATURITY survey. Null for all, and if it is not known.',
      resolve: ({ cell, survey }) =>
        survey.dimension === 'SIDE' && (cell === 'BUSINESS' || cell === 'IT') ? cell : null,
    }),
    n: t.int({
      nullable: true,
      description: 'Number of answers that are counted. Null if the result is suppressed for their number.',
      resolve: ({ n }) => n,
    }),
    invited: t.int({
      nullable: true,
      description: 'Number of persons who were invited. Null if it is not known.',
      resolve: ({ invited }) => (invited === null ? null : Math.min(invited, 2_147_483_647)),
    }),
    responseRate: t.float({
      nullable: true,
      description:
        'Answers by invited persons, from 0 to 1. Null if either is not shown, or if more answered.',
      resolve: ({ responseRate }) => orNull(responseRate),
    }),
    score: t.float({
      nullable: true,
      description: 'The score in the unit of the measure. Null if it is suppressed, or shown as a bound.',
      resolve: ({ score }) => orNull(score?.score ?? null),
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of the score.',
      resolve: ({ score }) => score?.interval ?? null,
    }),
    bound: t.field({
      type: BoundRef,
      nullable: true,
      description: 'Shown in place of the score if all respondents answered the same.',
      resolve: ({ score }) => score?.bound ?? null,
    }),
    sum: t.float({
      nullable: true,
      description: 'Minutes of all who answered. Null for measures other than LOST_TIME.',
      resolve: ({ score }) => orNull(score?.sum ?? null),
    }),
    sumInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of the sum: what as many respondents lose.',
      resolve: ({ score }) => score?.sumInterval ?? null,
    }),
    change: t.field({
      type: ChangeRef,
      nullable: true,
      description: 'Change since the survey before. Null if there is none, or if one of both is not shown.',
      resolve: ({ change }) => change,
    }),
    publishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the result last changed. Null if it is suppressed.',
      resolve: ({ publishedAt }) => publishedAt,
    }),
    isSuppressed: t.boolean({
      description: 'Whether the result is not shown.',
      resolve: ({ suppressed }) => suppressed !== null,
    }),
    suppressedBecause: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why it is not shown.',
      resolve: ({ suppressed }) => suppressed,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})
