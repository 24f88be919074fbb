import { type PluginContext, responseRecordSchema } from '@throughline/plugin-kit'
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { mapResponse, type ResponseFacts } from './map.ts'
import { refuseUnusable } from './refusals.ts'
import { type RowsRead, rowsOf } from './rows.ts'
import { type QuestionSetting, RESPONSE_COLUMNS, type SurveySettings } from './survey-config.ts'
import { requireSurvey, surveySheets } from './survey-sheets.ts'
import { parseInstant } from './times.ts'
import { type Parsed, parseNumber } from './values.ts'

/** What tables say about responses. */
export interface ResponsesRead extends RowsRead<ResponseFacts> {
  /** How many rows were left out because nothing says when they were submitted. */
  readonly unfinished: number
  /** The surveys that they answer. */
  readonly surveys: readonly SurveySettings[]
}

/** The responses of all tables, in the order of their ids. Persons become pseudonyms here. @throws InputError */
export function readResponses(readings: readonly Reading[], ctx: PluginContext<CsvConfig>): ResponsesRead {
  const { survey, responses } = ctx.config
  const sheets = responses === undefined ? undefined : surveySheets(readings)
  const surveys = sheets === undefined ? [survey ?? []].flat() : [...sheets.values()]
  const idColumn = survey?.columns.externalId ?? RESPONSE_COLUMNS[0]
  let unfinished = 0
  const rows = rowsOf(readings, 'responses', idColumn, (cells) => {
    const answered = survey ?? sheets?.get(cells.place.file)
    if (answered === undefined) return undefined
    if (sheets !== undefined) requireSurvey(cells, answered)
    const found = factsOf(cells, answered, ctx)
    if (found === undefined) unfinished += 1
    return found
  })
  return { ...rows, unfinished, surveys }
}

function factsOf(
  cells: Cells,
  survey: SurveySettings,
  ctx: PluginContext<CsvConfig>,
): ResponseFacts | undefined {
  const { columns, questions } = survey
  const externalId = cells.required(columns.externalId)
  const submittedAt = cells.parsed(columns.submittedAt, (cell) => parseInstant(cell, ctx.config))
  if (submittedAt === undefined) return undefined
  const respondent = cells.at(columns.respondent)
  const comment = cells.at(columns.comment)
  const team = cells.at(columns.team)
  const answers = Object.entries(questions).flatMap(([id, question]) => {
    const answer = cells.parsed(question.column, (cell) => answerOf(cell, question, ctx.config))
    return answer === undefined ? [] : [[id, answer] as const]
  })
  const facts = {
    externalId,
    survey: survey.id,
    submittedAt,
    ...(respondent === undefined ? {} : { respondent: ctx.pseudonym(respondent) }),
    ...(team === undefined ? {} : { team }),
    ...(comment === undefined ? {} : { comment }),
    answers: Object.fromEntries(answers),
  }
  refuseUnusable(responseRecordSchema, mapResponse(facts), cells, ([part, key]) => {
    if (part === 'answers') return questions[String(key)]?.column
    return part === 'externalId' || part === 'submittedAt' || part === 'comment' || part === 'team'
      ? columns[part]
      : undefined
  })
  return facts
}

function answerOf(
  cell: string,
  { type, min, max }: QuestionSetting,
  config: CsvConfig,
): Parsed<string | number> {
  if (type === 'choice' || type === 'text') return { value: cell }
  const parsed = parseNumber(cell, config)
  if (type === 'number' || !('value' in parsed)) return parsed
  if (Number.isInteger(parsed.value) && parsed.value >= min && parsed.value <= max) return parsed
  return {
    problem: `is not on the scale from ${min} to ${max}`,
    hint: 'Set min and max of the question to the ends of its scale, or correct the row.',
  }
}
