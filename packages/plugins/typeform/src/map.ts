import { neutralRecord, type ResponseRecord, type SurveyRecord, truncate } from '@throughline/plugin-kit'
import { surveyRecordOf } from '@throughline/plugin-kit/surveys'
import { questionsOf, resolved } from './questions.ts'
import type { KeptAnswer, RawForm, RawResponse } from './raw.ts'

/** What a form means. Pure. */
export function mapForm(form: RawForm): SurveyRecord {
  const questions = questionsOf(form)
  const url = form._links?.display
  return surveyRecordOf(
    {
      externalId: form.id,
      title: form.title ?? '',
      questions,
      ...(typeof url === 'string' && URL.canParse(url) ? { url } : {}),
    },
    resolved(form.setting, questions),
  )
}

/** What a response means. Pure. */
export function mapResponse({
  id,
  form,
  submittedAt,
  respondent,
  team,
  comment,
  answers,
}: RawResponse): ResponseRecord {
  const words = answers.find(({ question }) => question === comment)?.text
  return neutralRecord({
    type: 'response',
    externalId: id,
    survey: form,
    submittedAt: new Date(submittedAt).toISOString(),
    respondent,
    team,
    answers: Object.fromEntries(
      answers.slice(0, 500).flatMap((answer) => {
        const value = saidBy(answer)
        return value === undefined ? [] : [[answer.question, value] as const]
      }),
    ),
    comment: words === undefined || words.trim() === '' ? undefined : words,
  })
}

function saidBy({
  number,
  boolean,
  text,
  labels,
  single,
}: KeptAnswer): ResponseRecord['answers'][string] | undefined {
  if (number !== undefined) return number
  if (boolean !== undefined) return boolean
  if (text !== undefined) return truncate(text, 20_000)
  const chosen = (labels ?? []).slice(0, 500).map((label) => truncate(label, 2000))
  return single === true ? chosen[0] : chosen
}
