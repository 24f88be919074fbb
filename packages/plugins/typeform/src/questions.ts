import type { AskedQuestion, SurveySetting } from '@throughline/plugin-kit/surveys'
import type { Field, Form } from './wire.ts'

/** Shown, but nothing is asked. */
const SHOWN = new Set(['statement', 'welcome_screen', 'thankyou_screen'])
/** Hold the questions that are asked. The others that hold fields, such as contact_info, ask who somebody is. */
const GROUPS = new Set(['group', 'inline_group', 'matrix'])
const CHOICES = new Set(['multiple_choice', 'picture_choice', 'dropdown', 'ranking', 'yes_no', 'legal'])
/** Whose answers are about the matter and may be kept, beside texts. */
const OTHERS = new Set(['number', 'date'])

/** A question of a form; `kept` says that its answers may be kept whatever a person has set. */
export interface FormQuestion extends AskedQuestion {
  readonly ref: string | undefined
  readonly kept: boolean
}

/** The questions of a form in their order, those in groups among them. */
export function questionsOf(form: Form): FormQuestion[] {
  return (form.fields ?? []).flatMap(fieldQuestions)
}

function fieldQuestions(field: Field): FormQuestion[] {
  if (SHOWN.has(field.type)) return []
  if (GROUPS.has(field.type)) return (field.properties?.fields ?? []).flatMap(fieldQuestions)
  return [{ id: field.id, ref: field.ref ?? undefined, text: field.title ?? '', ...kindOf(field) }]
}

function kindOf(field: Field): Pick<FormQuestion, 'kind' | 'kept'> & Partial<AskedQuestion> {
  if (field.type === 'nps') return { ...rating({ min: 0, max: 10 }), speaksFor: 'NPS' }
  if (field.type === 'rating' || field.type === 'opinion_scale') return rating(scaleOf(field))
  if (CHOICES.has(field.type)) {
    const options = (field.properties?.choices ?? []).flatMap(({ label }) => label ?? [])
    return { kind: 'CHOICE', kept: true, ...(options.length === 0 ? {} : { options }) }
  }
  if (field.type === 'long_text') return { kind: 'TEXT', kept: true, prose: true }
  if (field.type === 'short_text') return { kind: 'TEXT', kept: false }
  return { kind: 'OTHER', kept: OTHERS.has(field.type) }
}

function rating(scale: {
  min: number
  max: number
}): Pick<FormQuestion, 'kind' | 'kept' | 'scale'> & Partial<AskedQuestion> {
  const known = scale.min < scale.max ? { scale } : {}
  const five = scale.min === 1 && scale.max === 5 ? { speaksFor: 'CSAT' as const } : {}
  return { kind: 'RATING', kept: true, ...known, ...five }
}

/** A rating counts from 1; an opinion scale from 0, unless it is told to start at one. */
function scaleOf({ type, properties }: Field): { min: number; max: number } {
  const steps = properties?.steps ?? (type === 'rating' ? 3 : 11)
  const min = type === 'rating' || properties?.start_at_one === true ? 1 : 0
  return { min, max: min + steps - 1 }
}

/** A setting with the ids of questions in it, where a person named them by their reference. */
export function resolved(
  setting: SurveySetting | undefined,
  questions: readonly FormQuestion[],
): SurveySetting | undefined {
  if (setting === undefined) return undefined
  const idOf = (name: string) => questions.find(({ ref }) => ref === name)?.id ?? name
  return {
    ...setting,
    texts: setting.texts.map(idOf),
    ...(setting.scored === undefined ? {} : { scored: idOf(setting.scored) }),
    ...(setting.comment === undefined ? {} : { comment: idOf(setting.comment) }),
  }
}
