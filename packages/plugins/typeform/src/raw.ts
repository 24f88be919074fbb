import type { PluginContext } from '@throughline/plugin-kit'
import { commentQuestion, type SurveySetting, textIsKept } from '@throughline/plugin-kit/surveys'
import type { TypeformConfig } from './config.ts'
import { type FormQuestion, questionsOf, resolved } from './questions.ts'
import type { Answer, Form, Response } from './wire.ts'

/** A form as it is stored, with what a person has set for it. */
export interface RawForm extends Form {
  readonly setting?: SurveySetting | undefined
}

/** A response as it is stored: nothing in it tells who gave it. */
export interface RawResponse {
  readonly id: string
  readonly form: string
  readonly submittedAt: string
  readonly respondent?: string
  readonly team?: string
  /** The id of the question whose answer is the comment. */
  readonly comment?: string
  readonly answers: readonly KeptAnswer[]
}

/** An answer as Typeform gives it, without what was typed under "other" and without what is an address. */
export interface KeptAnswer {
  readonly question: string
  readonly text?: string
  readonly number?: number
  readonly boolean?: boolean
  readonly labels?: readonly string[]
  readonly single?: boolean
}

/** What a person has set for a form. */
export function settingOf({ surveys }: TypeformConfig, form: string): SurveySetting | undefined {
  return surveys.find(({ id }) => id === form)
}

export function rawFormOf(ctx: PluginContext<TypeformConfig>, form: Form): RawForm {
  const setting = settingOf(ctx.config, form.id)
  return setting === undefined ? form : { ...form, setting }
}

/** A maker of raw responses to a form. Persons become pseudonyms here, before anything is stored. */
export function rawResponses(
  ctx: PluginContext<TypeformConfig>,
  form: Form,
): (response: Response) => RawResponse {
  const questions = questionsOf(form)
  const setting = resolved(settingOf(ctx.config, form.id), questions)
  const byId = new Map(questions.map((question) => [question.id, question]))
  const comment = commentQuestion(questions, setting)
  return (response) => {
    const primaryKey = identityOf(response, ctx.config.respondent)
    const team = teamOf(response, ctx.config.teamField)
    return {
      id: response.token,
      form: form.id,
      submittedAt: response.submitted_at,
      ...(primaryKey === undefined ? {} : { respondent: ctx.pseudonym(primaryKey) }),
      ...(team === undefined ? {} : { team }),
      ...(comment === undefined ? {} : { comment }),
      answers: (response.answers ?? []).flatMap((answer) => kept(answer, byId.get(answer.field.id), setting)),
    }
  }
}

/** Who answered: a hidden field that says so, else the first address that was given. */
function identityOf({ hidden, answers }: Response, names: readonly string[]): string | undefined {
  const said = names.map((name) => hidden?.[name]).find((value) => isFilled(value))
  if (isFilled(said)) return said
  return (answers ?? []).map(({ email }) => email).find((email) => isFilled(email)) ?? undefined
}

/** The team that a hidden field names. */
function teamOf({ hidden }: Response, field: string | undefined): string | undefined {
  const said = field === undefined ? undefined : hidden?.[field]
  return isFilled(said) ? said.trim() : undefined
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value)
}

function kept(
  answer: Answer,
  question: FormQuestion | undefined,
  setting: SurveySetting | undefined,
): KeptAnswer[] {
  if (question === undefined || !(question.kept || textIsKept(question, setting))) return []
  const said = saidIn(answer)
  return said === undefined ? [] : [{ question: question.id, ...said }]
}

function saidIn({
  type,
  text,
  number,
  boolean,
  date,
  choice,
  choices,
}: Answer): Omit<KeptAnswer, 'question'> | undefined {
  if (type === 'number' && typeof number === 'number') return { number }
  if (type === 'boolean' && typeof boolean === 'boolean') return { boolean }
  if (type === 'text' && typeof text === 'string') return { text }
  if (type === 'date' && typeof date === 'string') return { text: date }
  if (type === 'choice' && choice) return { labels: labelsOf([choice.label], choice.other), single: true }
  if (type === 'choices' && choices) return { labels: labelsOf(choices.labels ?? [], choices.other) }
  return undefined
}

/** What was chosen. What people typed instead is left out, as anything may stand there. */
function labelsOf(
  labels: readonly (string | null | undefined)[],
  other: string | null | undefined,
): string[] {
  return [...labels.flatMap((label) => label ?? []), ...(isFilled(other) ? ['Other'] : [])]
}
