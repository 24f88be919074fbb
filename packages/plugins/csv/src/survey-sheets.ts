import { InputError } from '@throughline/plugin-kit'
import { Cells } from './cells.ts'
import type { Reading } from './header.ts'
import { HEADER_KINDS, type HeaderQuestion, questionIn } from './questions.ts'
import { type QuestionSetting, type SurveySettings, surveySchema } from './survey-config.ts'

/** Template and scored question, by the kind in a header, the one that counts most first. */
const SCORED = { nps: 'NPS', ces: 'CES', csat: 'CSAT' } as const

const QUESTION_LENGTH = 200

/**
 * The survey of each sheet of responses that is made from its template, by file: what its rows call it, with the
 * questions of its header. A sheet without rows has none.
 *
 * @throws InputError for a sheet without a question or without a survey, and for a survey that two sheets hold
 */
export function surveySheets(readings: readonly Reading[]): ReadonlyMap<string, SurveySettings> {
  const surveys = new Map<string, SurveySettings>()
  for (const reading of readings.filter(({ holds }) => holds.has('responses'))) {
    const survey = surveyOf(reading)
    if (survey === undefined) continue
    const { file, headerLine: line } = reading.table
    for (const [other, { id }] of surveys) {
      if (id !== survey.id) continue
      throw new InputError({
        file,
        line,
        problem: `holds the survey ${JSON.stringify(id)}, and so does ${other}`,
        hint: 'Put all responses to a survey into one sheet.',
      })
    }
    surveys.set(file, survey)
  }
  return surveys
}

function surveyOf({ table, positions }: Reading): SurveySettings | undefined {
  const { file, header, headerLine: line, rows } = table
  const asked = header.flatMap((name) => questionIn(name) ?? [])
  const refuse = (problem: string, hint: string) => new InputError({ file, line, problem, hint })
  if (asked.length === 0) {
    throw refuse(
      'has no column of a question',
      `Write a kind before each, as in "nps: How likely …?": ${HEADER_KINDS.join(', ')}.`,
    )
  }
  const questions = new Map<string, QuestionSetting>()
  for (const { question } of asked) {
    const { text, column } = question
    if (text.length > QUESTION_LENGTH || questions.has(text)) {
      const problem =
        text.length > QUESTION_LENGTH ? `is longer than ${QUESTION_LENGTH} characters` : 'is there twice'
      throw refuse(
        `has the question ${JSON.stringify(column.slice(0, 60))}, which ${problem}`,
        'Write it otherwise.',
      )
    }
    questions.set(text, question)
  }
  if (rows.length === 0) return undefined
  const first = (column: string) => {
    const cells = rows.map((row) => new Cells(file, row, positions).at(column))
    return cells.find((cell) => cell !== undefined)
  }
  const id = first('survey')
  if (id === undefined) throw refuse('names no survey', 'Write its ID into the column "survey".')
  const service = first('service')
  const result = surveySchema.safeParse({
    id,
    ...(service === undefined ? {} : { service }),
    ...scoringOf(asked),
    columns: COLUMNS,
    questions: Object.fromEntries(questions),
  })
  if (result.success) return result.data
  throw refuse(
    `cannot be a survey: ${result.error.issues[0]?.message}`,
    'Correct its header, or the column "survey".',
  )
}

/** A response of the columns that are not questions. */
const COLUMNS = {
  externalId: 'externalId',
  submittedAt: 'submittedAt',
  respondent: 'respondent',
  team: 'team',
  comment: 'comment',
}

function scoringOf(asked: readonly HeaderQuestion[]): Pick<SurveySettings, 'template' | 'scored'> {
  for (const [kind, template] of Object.entries(SCORED)) {
    const found = asked.find((one) => one.kind === kind)
    if (found !== undefined) return { template, scored: found.question.text }
  }
  return {}
}

/** Refuses a row of another survey or another service than the rows above it. @throws InputError */
export function requireSurvey(cells: Cells, { id, service }: SurveySettings): void {
  for (const [column, expected] of [
    ['survey', id],
    ['service', service],
  ] as const) {
    const cell = cells.at(column)
    if (cell === undefined || cell === expected) continue
    throw cells.refusal(
      `${JSON.stringify(cell.slice(0, 60))} in the column ${JSON.stringify(column)} is not ${JSON.stringify(expected)}, as in the rows above`,
      'A sheet holds the responses to one survey: correct the row, or give each survey a sheet of its own.',
    )
  }
}
