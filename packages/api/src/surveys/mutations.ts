import type { RowChanges } from '@throughline/db'
import { json } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { QuestionKind, Survey, SurveyTemplate } from './graphql.ts'
import { questionProblems, questionsFrom } from './questions.ts'

const QuestionScaleInput = builder.inputType('QuestionScaleInput', {
  description: 'Both ends of a scale.',
  fields: (t) => ({
    min: t.int({ required: true, description: 'The lowest answer there is.' }),
    max: t.int({ required: true, description: 'The highest answer there is.' }),
  }),
})

const SurveyQuestionInput = builder.inputType('SurveyQuestionInput', {
  description: 'One question of a survey.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the question, unique within the survey.' }),
    text: t.string({ required: true, description: 'The question.' }),
    kind: t.field({ type: QuestionKind, required: true, description: 'How it is answered.' }),
    scale: t.field({ type: QuestionScaleInput, description: 'The scale of a RATING.' }),
    options: t.stringList({ description: 'What a CHOICE offers.' }),
  }),
})

entityMutations(Survey, {
  visibleTo: 'MODELLERS',
  fields: {
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'What it is called.',
      rule: 'has 1 to 500 characters',
    },
    template: { type: SurveyTemplate, column: 'template', required: true, description: 'What it measures.' },
    service: {
      column: 'service_id',
      node: 'Service',
      description: 'Service that the survey is about. Defaults to the organisation.',
    },
    questions: {
      type: [SurveyQuestionInput],
      column: 'questions',
      description: 'What it asks, in its order; up to 500.',
    },
    scoredQuestionKey: {
      type: 'String',
      column: 'scored_question_key',
      description: 'The key of the question that the score is taken from.',
    },
    opensAt: {
      type: 'DateTime',
      column: 'opens_at',
      description: 'Time from which the survey can be answered.',
    },
    closesAt: {
      type: 'DateTime',
      column: 'closes_at',
      description: 'Time until which the survey can be answered.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
  prepare: fittedTogether,
})

wordConstraint('survey_period', ['closesAt'], 'lies before opensAt')

/** Sees that the question to be scored is one of the questions, and that the subject follows from the service. */
async function fittedTogether(
  given: RowChanges<'survey'>,
  { transaction }: Work,
  id: string | undefined,
): Promise<RowChanges<'survey'>> {
  const values = { ...given }
  if (given.service_id !== undefined || id === undefined) {
    values.subject = given.service_id == null ? 'ORGANISATION' : 'SERVICE'
  }
  if (given.questions === undefined && given.scored_question_key === undefined) return values
  const before =
    id === undefined
      ? { questions: [], scored_question_key: null }
      : await transaction
          .selectFrom('survey')
          .select(['questions', 'scored_question_key'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
  const questions =
    given.questions === undefined ? before.questions : asStored(JSON.parse(String(given.questions)))
  const scored =
    given.scored_question_key === undefined ? before.scored_question_key : given.scored_question_key
  const problems = questionProblems({ questions, scored })
  if (problems.length > 0) throw InvalidInput.of(problems)
  if (given.questions !== undefined) {
    const fitting = questionsFrom(questions as Parameters<typeof questionsFrom>[0])
    values.questions = json(JSON.parse(JSON.stringify(fitting)))
  }
  return values
}

/** Questions of an input in the words of the column; what is null was left out. */
function asStored(questions: readonly Readonly<Record<string, unknown>>[]): object[] {
  return questions.map(({ key, ...question }) => ({
    id: key,
    ...Object.fromEntries(Object.entries(question).filter(([, value]) => value !== null)),
  }))
}
