import { fractionInput, nodeInput } from '../../graph/explanation.ts'
import { type Gap, gap, type NamedNode } from '../gaps.ts'

/** What a key result is read from. */
export type StaleOrigin =
  | { readonly kind: 'HAND' }
  | { readonly kind: 'METRIC'; readonly metric: NamedNode }
  | { readonly kind: 'SLO'; readonly slo: NamedNode }
  /** In words, e.g. the CSAT of Online shop. */
  | { readonly kind: 'SCORE'; readonly measure: string }

/** A key result whose last value is too old, or that has none. */
export interface StaleKeyResult extends NamedNode {
  readonly objective: NamedNode
  readonly origin: StaleOrigin
  /** The day of its last value in the time zone of the organisation, YYYY-MM-DD; null if there is none. */
  readonly since: string | null
}

/** @param freshDays how many days old a value may be */
export function keyResultWithoutValue(
  { objective, since, origin, ...keyResult }: StaleKeyResult,
  weight: number | null,
  freshDays: number,
): Gap {
  const { node, read, toDo } = wordsOf(origin)
  const inputs = [nodeInput('last value on', since ?? 'none', node ?? keyResult)]
  if (weight !== null) inputs.push(fractionInput('weight', weight, objective))
  const found =
    since === null
      ? `and there is none yet: where “${objective.name}” stands is not known.`
      : `last on ${since}: more than ${freshDays} days are too old to say where “${objective.name}” stands.`
  return gap('KEY_RESULT_WITHOUT_VALUE', keyResult, objective, weight, inputs, {
    found: `The value of “${keyResult.name}” is ${read}, ${found}`,
    toDo,
  })
}

function wordsOf(origin: StaleOrigin): {
  readonly node: NamedNode | null
  readonly read: string
  readonly toDo: string
} {
  switch (origin.kind) {
    case 'HAND':
      return {
        node: null,
        read: 'entered by hand',
        toDo: 'Check in with the current value, or read it from a metric, an SLO or a survey.',
      }
    case 'METRIC':
      return {
        node: origin.metric,
        read: `read from the metric ${origin.metric.name}`,
        toDo: 'Record samples of the metric, or repair the source that sends them.',
      }
    case 'SLO':
      return {
        node: origin.slo,
        read: `read from the SLO ${origin.slo.name}`,
        toDo: 'Record samples of the metric of the SLO, or repair the source that sends them.',
      }
    case 'SCORE':
      return {
        node: null,
        read: `${origin.measure} in surveys`,
        toDo: 'Hold the survey again, and see that enough answer it for the score to be shown.',
      }
  }
}
