import { createHash } from 'node:crypto'
import type { ObjectFieldBuilder } from '@pothos/core'
import { type ResponseRecord, responseRecordSchema } from '@throughline/plugin-kit'
import { recordAudit } from '../access/audit.ts'
import { auditContextOf, limitRows } from '../access/entity-writes.ts'
import { builder, type Types } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { DomainError } from '../graph/errors.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import type { WithNodes } from '../graph/input-nodes.ts'
import { noSuch } from '../graph/missing-id.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { answerProblem, submissionProblem } from './answers.ts'
import { Survey } from './graphql.ts'
import { questionsFrom } from './questions.ts'
import { type GivenResponse, responseEvents, type StoredResponse, storeResponses } from './store.ts'

const ResponseOutcome = builder.enumType('ResponseOutcome', {
  description: 'What became of a response.',
  values: {
    RECORDED: { description: 'Stored.' },
    REPLACED: { description: 'It took the place of an earlier one of the same respondent.' },
    UNCHANGED: {
      description: 'Nothing was done: it was there already, or a later one of the same respondent is.',
    },
    REJECTED: { description: 'Not stored; the message says why.' },
  } as const,
})

interface ResponseResult {
  readonly outcome: StoredResponse['outcome'] | 'REJECTED'
  readonly message: string | null
}

const ResponseResultRef = builder.objectRef<ResponseResult>('ResponseResult').implement({
  description: 'What became of one response of the input.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    outcome: t.field({
      type: ResponseOutcome,
      description: 'Result.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why the row was rejected. Null if it was not.',
    }),
  }),
})

const ResponseInput = builder.inputType('ResponseInput', {
  description: 'What one respondent answered.',
  fields: (t) => ({
    respondent: t.string({
      description:
        'Key of the respondent, so that two responses of one respondent count as one. Use a number or a pseudonym, not a name. Only a hash is stored, and it is not returned.',
    }),
    submittedAt: t.field({ type: 'DateTime', description: 'Time of submission. Defaults to now.' }),
    answers: t.field({
      type: 'JSON',
      required: true,
      description: 'An object: the answers by the key of their question. A question may be left out.',
    }),
    comment: t.string({ description: 'Free-text comment of the respondent.' }),
    team: t.field(nodeRef('Team', { description: 'Team that the respondent belongs to.' })),
  }),
})

mutation('recordResponses', {
  visibleTo: 'FEEDERS',
  description:
    'Stores responses to a survey. Each row is stored or rejected independently. Sending a row again has no effect if it names a respondent.',
  rowByRow: true,
  input: builder.inputType('RecordResponsesInput', {
    description: 'Responses to one survey.',
    fields: (t) => ({
      survey: t.field(nodeRef('Survey', { required: true, description: 'The survey.' })),
      responses: t.field({ type: [ResponseInput], required: true, description: 'Up to 1,000 of them.' }),
    }),
  }),
  payload: (
    t: ObjectFieldBuilder<Types, { recorded: number; results: readonly ResponseResult[]; survey: unknown }>,
  ) => ({
    survey: entityField(Survey, { description: 'Survey after the mutation.', id: () => null }),
    recorded: t.exposeInt('recorded', { description: 'How many were stored, new ones and replacements.' }),
    results: t.field({
      type: [ResponseResultRef],
      extensions: cost({ size: 'page', perItem: 0 }),
      description: 'Result of each row, in the order of the input.',
      resolve: ({ results }) => results,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.responses, 'responses')
    const survey = await work.transaction
      .selectFrom('survey')
      .select(['id', 'questions', 'opens_at', 'closes_at'])
      .where('id', '=', input.survey.id)
      .forKeyShare()
      .executeTakeFirst()
    if (survey === undefined)
      throw noSuch('Survey', encodeGlobalId('Survey', input.survey.id), ['survey', 'id'])
    const asked = questionsFrom(survey.questions)
    const period = { opensAt: survey.opens_at, closesAt: survey.closes_at }
    const rows = input.responses.map((row): GivenResponse | string => {
      const submittedAt = row.submittedAt ?? work.context.clock()
      const record = readRecord(row, submittedAt)
      if (typeof record === 'string') return record
      const team = teamOf(row)
      if (typeof team === 'string') return team
      const problem = answerProblem(asked, record.answers) ?? submissionProblem(period, submittedAt)
      if (problem !== null) return problem
      return {
        id: undefined,
        surveyId: survey.id,
        respondent: record.respondent === undefined ? null : hidden(survey.id, record.respondent),
        teamId: team.id,
        submittedAt,
        answers: record.answers,
        comment: record.comment ?? '',
      }
    })
    const stored = await storeResponses(
      work.transaction,
      rows.filter((row) => typeof row !== 'string'),
    )
    await recordAudit(work.transaction, auditContextOf(work), responseEvents(stored))
    const outcomes = new Map(stored.map(({ given, outcome }) => [given, outcome]))
    const results = rows.map((row): ResponseResult => {
      if (typeof row === 'string') return { outcome: 'REJECTED', message: row }
      return { outcome: outcomes.get(row) ?? 'UNCHANGED', message: null }
    })
    const recorded = results.filter(({ outcome }) => outcome === 'RECORDED' || outcome === 'REPLACED')
    return { survey: survey.id, recorded: recorded.length, results }
  },
})

/** A row of the input as a record of a source would be, or what is wrong with it. */
function readRecord(row: typeof ResponseInput.$inferInput, submittedAt: Date): ResponseRecord | string {
  if (Number.isNaN(submittedAt.getTime())) return 'submittedAt: is no instant'
  const checked = responseRecordSchema.safeParse({
    type: 'response',
    externalId: 'x',
    survey: 'x',
    submittedAt: submittedAt.toISOString(),
    answers: row.answers,
    ...(row.respondent == null ? {} : { respondent: row.respondent }),
    ...(row.comment == null ? {} : { comment: row.comment }),
  })
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'cannot be used'}`
}

/** The team of a row of the input, or why there is none. */
function teamOf({
  team,
}: WithNodes<typeof ResponseInput.$inferInput>): { readonly id: string | null } | string {
  try {
    return { id: team?.id ?? null }
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

/** What a respondent is kept as: of another survey, the same person is another. */
function hidden(surveyId: string, respondent: string): string {
  return createHash('sha256').update(`${surveyId}\n${respondent}`).digest('base64url')
}
