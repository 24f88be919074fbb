import type { Question } from '../questions.ts'
import {
  type AskedQuestion,
  COMMENT_FIELD,
  type Control,
  type FieldFault,
  type Fields,
  fieldOf,
} from './form.ts'
import { filledIn, type Texts } from './texts.ts'

/** A field of the form in the words of a language, with what was entered before. */
interface WordedField {
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly error: string | undefined
  readonly values: readonly string[]
  readonly control:
    | {
        readonly kind: 'RADIO'
        readonly options: readonly { readonly value: string; readonly text: string }[]
      }
    | { readonly kind: 'CHECKBOXES'; readonly options: readonly string[] }
    | { readonly kind: 'NUMBER' }
    | { readonly kind: 'TEXT' }
}

/** The fields of a survey, the comment last, with what was entered and what is wrong with it. */
export function wordedFields(
  questions: readonly AskedQuestion[],
  texts: Texts,
  { fields, faults }: { readonly fields: Fields; readonly faults: ReadonlyMap<string, FieldFault> },
): WordedField[] {
  const entered = (name: string) => {
    const fault = faults.get(name)
    return {
      name,
      values: fields.get(name) ?? [],
      error: fault === undefined ? undefined : filledIn(texts.errors[fault.code], { ...fault }),
    }
  }
  return [
    ...questions.map(({ question, control }) => ({
      ...entered(fieldOf(question)),
      label: question.text,
      ...worded(question, control, texts),
    })),
    {
      ...entered(COMMENT_FIELD),
      label: texts.comment,
      hint: texts.commentHint,
      control: { kind: 'TEXT' } as const,
    },
  ]
}

function worded({ kind }: Question, control: Control, texts: Texts): Pick<WordedField, 'hint' | 'control'> {
  switch (control.kind) {
    case 'SCALE': {
      const { min, max } = control
      const points = Array.from({ length: max - min + 1 }, (_, index) => String(min + index))
      return {
        hint: filledIn(texts.scaleHint, { min, max }),
        control: {
          kind: 'RADIO',
          options: [...points.map((value) => ({ value, text: value })), { value: '', text: texts.noAnswer }],
        },
      }
    }
    case 'NUMBER': {
      const { min, max } = control
      const range = min === null || max === null ? texts.numberHint : filledIn(texts.scaleHint, { min, max })
      return { hint: kind === 'MINUTES' ? texts.minutesHint : range, control: { kind: 'NUMBER' } }
    }
    case 'OPTIONS':
      return { hint: texts.choiceHint, control: { kind: 'CHECKBOXES', options: control.options } }
    case 'TEXT':
      return { hint: undefined, control: { kind: 'TEXT' } }
  }
}
