import type { Question } from './questions.ts'

/** Answers as a caller gives them: by question, a number, a truth value, a text or several texts. */
export type Answers = Readonly<Record<string, number | boolean | string | readonly string[]>>

/** When a survey can be answered. */
export interface OpenPeriod {
  readonly opensAt: Date | null
  readonly closesAt: Date | null
}

/** Minutes of a year. */
const MOST_MINUTES = 527_040

/** What is wrong with answers to these questions, or null. A question may be left out. */
export function answerProblem(questions: readonly Question[], answers: Answers): string | null {
  const byId = new Map(questions.map((question) => [question.id, question]))
  for (const [id, answer] of Object.entries(answers)) {
    const question = byId.get(id)
    if (question === undefined) return `answers: ${JSON.stringify(id)} is no question of this survey`
    const problem = problemOf(question, answer)
    if (problem !== null) return `answers.${id}: ${problem}`
  }
  return null
}

function problemOf({ kind, scale, options }: Question, answer: Answers[string]): string | null {
  switch (kind) {
    case 'RATING':
      if (typeof answer !== 'number') return 'is no number, and the question is a RATING'
      if (scale === undefined || (answer >= scale.min && answer <= scale.max)) return null
      return `is ${answer}, and the scale goes from ${scale.min} to ${scale.max}`
    case 'MINUTES':
      if (typeof answer !== 'number') return 'is no number, and the question asks for MINUTES'
      return answer >= 0 && answer <= MOST_MINUTES
        ? null
        : `is ${answer}; minutes are from 0 to ${MOST_MINUTES}`
    case 'CHOICE': {
      const chosen = typeof answer === 'object' ? answer : [answer]
      const stranger = chosen.find((one) => typeof one !== 'string' || options?.includes(one) === false)
      return stranger === undefined ? null : `${JSON.stringify(stranger)} is none of the options`
    }
    case 'TEXT':
      return typeof answer === 'string' ? null : 'is no text'
    case 'OTHER':
      return null
  }
}

/** What is wrong with the moment at which a response was handed in, or null. */
export function submissionProblem({ opensAt, closesAt }: OpenPeriod, submittedAt: Date): string | null {
  if (opensAt !== null && submittedAt < opensAt) return 'submittedAt lies before the survey opened'
  if (closesAt !== null && submittedAt > closesAt) return 'submittedAt lies after the survey closed'
  return null
}
