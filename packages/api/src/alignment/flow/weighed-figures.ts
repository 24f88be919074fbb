import type { Explanation, ExplanationInput, Reason } from '../../graph/explanation.ts'
import { fractionInput } from '../../graph/explanation.ts'
import { figure, nines, percent } from '../../graph/figures.ts'
import type { Interval } from '../../surveys/scoring/interval.ts'
import type { Satisfaction } from '../../surveys/scoring/satisfaction.ts'
import { weightedSatisfaction } from '../../surveys/scoring/watermelon.ts'

/** A mean over leaf objectives by weight, of those that have a figure. */
export interface WeighedFigure {
  readonly value: number | null
  /** The weight of the objectives that have a figure, from 0 to 1. */
  readonly counted: number
  readonly interval: Interval | null
  readonly reason: Reason | null
  readonly explanation: Explanation
}

/** An objective with its weight, and the services that support it. */
export interface SupportedObjective {
  readonly id: string
  readonly weight: number
  readonly services: readonly string[]
}

/** Objectives that an explanation names. */
const NAMED = 8

const SOURCES = {
  delivery:
    'Mean over objectives by weight; of an objective the mean attainment of the SLOs of live services linked to it',
  satisfaction:
    'Mean over objectives by weight; of an objective the mean CSAT of live services linked to it; interval by MOVER (Zou and Donner 2008)',
  progress: 'Mean over objectives by weight',
} as const

const NOTHING: Readonly<Record<keyof typeof SOURCES, Reason>> = {
  delivery: {
    code: 'NO_SLO',
    text: 'No live service that is linked to an objective with a weight has an SLO with a figure.',
  },
  satisfaction: {
    code: 'NO_SURVEY',
    text: 'No live service that is linked to an objective with a weight has a CSAT result that may be shown.',
  },
  progress: { code: 'NO_KEY_RESULTS', text: 'No objective with a weight has progress that is measured.' },
}

/** Mean attainment. @param attainments of SLOs by service */
export function deliveryOf(
  objectives: readonly SupportedObjective[],
  attainments: ReadonlyMap<string, readonly number[]>,
): WeighedFigure {
  const values = objectives.flatMap(({ id, weight, services }) => {
    const known = services.flatMap((service) => attainments.get(service) ?? [])
    return known.length === 0 ? [] : [{ id, weight, value: mean(known) }]
  })
  return weighed('delivery', values, nines)
}

export function progressOfAll(
  objectives: readonly SupportedObjective[],
  progress: (id: string) => number | null,
): WeighedFigure {
  const values = objectives.flatMap(({ id, weight }) => {
    const value = progress(id)
    return value === null ? [] : [{ id, weight, value }]
  })
  return weighed('progress', values, percent)
}

/**
 * Mean satisfaction with its interval. A service that supports several objectives is one estimate, so its weights are
 * added before the interval is formed.
 */
export function satisfactionOfAll(
  objectives: readonly SupportedObjective[],
  felt: (service: string) => Satisfaction | null,
): WeighedFigure {
  const known = objectives.flatMap(({ id, weight, services }) => {
    const answers = services.flatMap((service) => {
      const answer = felt(service)
      return answer === null ? [] : [{ service, answer }]
    })
    return answers.length === 0 ? [] : [{ id, weight, answers }]
  })
  const found = weighed(
    'satisfaction',
    known.map(({ id, weight, answers }) => ({
      id,
      weight,
      value: mean(answers.map(({ answer }) => answer.value)),
    })),
    percent,
  )
  if (found.value === null) return found
  const byService = new Map<string, { weight: number; value: number; interval: Interval }>()
  for (const { weight, answers } of known) {
    for (const { service, answer } of answers) {
      const part = weight / found.counted / answers.length
      byService.set(service, { ...answer, weight: part + (byService.get(service)?.weight ?? 0) })
    }
  }
  return { ...found, ...weightedSatisfaction([...byService.values()]) }
}

function weighed(
  formula: keyof typeof SOURCES,
  values: readonly { readonly id: string; readonly weight: number; readonly value: number }[],
  inWords: (value: number) => string,
): WeighedFigure {
  const counting = values.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  const counted = counting.reduce((sum, { weight }) => sum + weight, 0)
  const value =
    counted === 0 ? null : counting.reduce((sum, each) => sum + (each.weight / counted) * each.value, 0)
  const reason = value === null ? NOTHING[formula] : null
  const inputs: ExplanationInput[] = counting.slice(0, NAMED).flatMap((each) => {
    const node = { type: 'Objective', id: each.id } as const
    return [fractionInput('weight', each.weight, node), fractionInput(formula, each.value, node)]
  })
  const reasons =
    value === null
      ? [NOTHING[formula]]
      : [
          {
            code: 'WEIGHED_MEAN',
            text: `${inWords(value)} over ${counting.length} ${counting.length === 1 ? 'objective' : 'objectives'} with a weight of ${figure(counted)} in all.`,
          },
        ]
  const explanation = {
    formula: `alignment${capital(formula)}`,
    version: 1,
    source: SOURCES[formula],
    inputs,
    reasons,
  }
  return { value, counted, interval: null, reason, explanation }
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
