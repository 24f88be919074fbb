import type { QuestionKind as QuestionKindName } from '@throughline/plugin-kit'
import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { type Question, questionsFrom } from './questions.ts'

export const SurveyTemplate = builder.enumType('SurveyTemplate', {
  description: 'What a survey measures, and so how it is scored.',
  values: {
    CSAT: { description: 'Customer satisfaction: how content people are.' },
    NPS: { description: 'Net promoter score: whether they would recommend it, from 0 to 10.' },
    CES: { description: 'Customer effort score: how hard it was.' },
    FOUR_AREAS: {
      description:
        'Functionality and quality of IT, customer satisfaction, corporate culture, planning and interaction.',
    },
    MATURITY: { description: 'How well business and IT are aligned, by six criteria.' },
    BARRIERS: {
      description:
        'What keeps people from using it: culture, skills, partnerships, security (with privacy and complexity).',
    },
    CUSTOM: { description: 'Anything else.' },
  } as const,
})

export const SurveySubject = builder.enumType('SurveySubject', {
  description: 'What a survey asks about.',
  values: {
    SERVICE: { description: 'One service.' },
    ORGANISATION: { description: 'IT as a whole.' },
  } as const,
})

export const QuestionKind = builder.enumType('QuestionKind', {
  description: 'How a question is answered.',
  values: {
    RATING: { description: 'By a number on a scale.' },
    MINUTES: { description: 'By a number of minutes, such as working time that was lost.' },
    CHOICE: { description: 'By one or several of the options.' },
    TEXT: { description: 'In words.' },
    OTHER: { description: 'In some other way.' },
  } as const,
})

const QuestionScale = builder.objectRef<NonNullable<Question['scale']>>('QuestionScale').implement({
  description: 'Both ends of a scale.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    min: t.exposeInt('min', { description: 'The lowest answer there is.' }),
    max: t.exposeInt('max', { description: 'The highest answer there is.' }),
  }),
})

const SurveyQuestion = builder.objectRef<Question>('SurveyQuestion').implement({
  description: 'One question of a survey.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    key: t.exposeString('id', { description: 'Key of the question, unique within the survey.' }),
    text: t.exposeString('text', { description: 'The question.' }),
    kind: t.field({
      type: QuestionKind,
      description: 'How it is answered.',
      resolve: ({ kind }): QuestionKindName => kind,
    }),
    scale: t.field({
      type: QuestionScale,
      nullable: true,
      description: 'Scale of a RATING. Null for other kinds, or if it is not known.',
      resolve: ({ scale }) => scale ?? null,
    }),
    options: t.stringList({
      description: 'Options of a CHOICE. Empty for other kinds, or if they are not known.',
      resolve: ({ options }) => [...(options ?? [])],
    }),
  }),
})

export const Survey = new NodeType('Survey', 'survey', {
  description: 'A questionnaire on a service or on IT as a whole.',
  visibleTo: 'ANYONE',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    OPENS_AT: {
      column: 'opens_at',
      absent: NEVER,
      description: 'By when it opens; those without a date count as last.',
    },
    CLOSES_AT: {
      column: 'closes_at',
      absent: NEVER,
      description: 'By when it closes; those without a date count as last.',
    },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
  externalReference: 'survey_id',
})

export const SurveyResponse = new NodeType('SurveyResponse', 'survey_response', {
  description:
    'A response of one respondent. Single responses are visible to ADMIN only, to protect the respondents; their number is visible to all.',
  visibleTo: 'ADMINISTRATORS',
  countVisibleTo: 'ANYONE',
  order: {
    SUBMITTED_AT: { column: 'submitted_at', description: 'By the time of submission.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'SUBMITTED_AT', descending: true },
})

export const SurveyInvitation = new NodeType('SurveyInvitation', 'survey_invitation', {
  description:
    'How many persons of a team were invited to answer a survey. A number, never who. Rows of one team add up.',
  visibleTo: 'ANYONE',
  order: {
    INVITED: { column: 'invited', description: 'By the number of persons.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'CREATED_AT' },
})

Survey.fields((t) => ({
  ...t.titled({ description: 'What it is called.' }),
  template: t.column('template', { type: SurveyTemplate, description: 'What it measures.' }),
  subject: t.column('subject', { type: SurveySubject, description: 'What it asks about.' }),
  service: t.related(Service, {
    by: 'service_id',
    description:
      'Service that the survey is about. Null if it is about the organisation, or if its source names an unknown service.',
  }),
  questions: t.computed({
    type: [SurveyQuestion],
    cost: { points: 0, size: 20, perItem: 0 },
    requires: ['questions'],
    description: 'What it asks, in its order.',
    resolve: ({ questions }) => questionsFrom(questions),
  }),
  scoredQuestionKey: t.column('scored_question_key', {
    description: 'Key of the question that the score is computed from. Null if there is none.',
  }),
  opensAt: t.column('opens_at', {
    description: 'Time from which the survey can be answered. Null if it is open from the start.',
  }),
  closesAt: t.column('closes_at', {
    description: 'Time until which the survey can be answered. Null if it has no end.',
  }),
  responses: t.children(SurveyResponse, {
    by: 'survey_id',
    filter: 'response',
    description:
      'Responses. `totalCount` is visible to all; single responses, their filters, order and cursors to ADMIN only.',
  }),
  invitations: t.children(SurveyInvitation, {
    by: 'survey_id',
    filter: 'invitation',
    description: 'How many persons of each team were invited. Empty if it is not known.',
  }),
  removedAtSource: t.column('removed_at_source', {
    description: 'Time at which the source no longer listed it. Null if it is listed or has no source.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'survey_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

SurveyInvitation.fields((t) => ({
  survey: t.related(Survey, { by: 'survey_id', description: 'The survey.' }),
  team: t.related(Team, {
    by: 'team_id',
    description:
      'The team. Null for persons of no team that is named, or if the source names an unknown team.',
  }),
  invited: t.column('invited', { description: 'Number of persons who were invited.' }),
  invitedAt: t.column('invited_at', { description: 'Time of the invitation. Null if it is not known.' }),
  ...t.lifecycle(),
}))

SurveyResponse.fields((t) => ({
  survey: t.related(Survey, { by: 'survey_id', description: 'The survey that was answered.' }),
  team: t.related(Team, {
    by: 'team_id',
    description: 'Team that the respondent belongs to. Null if it is not known.',
  }),
  submittedAt: t.column('submitted_at', { description: 'Time of submission.' }),
  answers: t.column('answers', { description: 'The answers, by the key of their question.' }),
  // No filter: it would let everybody ask how many said a certain thing.
  comment: t.column('comment', { filter: false, description: 'Free-text comment of the respondent.' }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  surveys: t.children(Survey, {
    by: 'service_id',
    filter: 'survey',
    description: 'The surveys that ask about it.',
  }),
}))

listField('surveys', Survey, 'All surveys, open and closed.')
oneField('survey', Survey)
