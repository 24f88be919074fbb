import { neutralRecord, type SurveyRecord, truncate } from '@throughline/plugin-kit'
import type { Thing } from './client.ts'

/**
 * What a thing means. Pure, so that stored things can be mapped again when this improves. Answers are records of
 * another stream, of the type `response`; who answered is told by `ctx.pseudonym` alone.
 */
export function map({ id, title, createdAt }: Thing): SurveyRecord {
  return neutralRecord({
    type: 'survey',
    externalId: id,
    title,
    template: 'CSAT',
    questions: [{ id: 'score', text: truncate(title, 2000), kind: 'RATING', scale: { min: 1, max: 5 } }],
    scored: 'score',
    opensAt: createdAt,
  })
}
