import type { SurveySetting } from './setting.ts'
import type { AskedQuestion } from './survey.ts'

/** The question whose answer is the comment of a response: the one set, else the first that asks for a long text. */
export function commentQuestion(
  questions: readonly AskedQuestion[],
  setting: SurveySetting | undefined,
): string | undefined {
  return setting?.comment ?? questions.find(({ prose }) => prose === true)?.id
}

/** Whether what people wrote there may be kept: long texts, and those that somebody allowed by name. */
export function textIsKept(question: AskedQuestion, setting: SurveySetting | undefined): boolean {
  return (
    question.prose === true ||
    setting?.comment === question.id ||
    setting?.texts.includes(question.id) === true
  )
}
