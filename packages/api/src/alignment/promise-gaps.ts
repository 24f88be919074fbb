import { type ExplanationInput, fractionInput, nodeInput } from '../graph/explanation.ts'
import { figure, ninesApart } from '../graph/figures.ts'
import type { Criticality } from '../reasoning/criticality.ts'
import { type Gap, gap, type NamedNode } from './gaps.ts'

/** Days after which a proposal that is not acknowledged is a gap. */
export const PROPOSAL_DAYS = 14
/** Days without a sample after which an SLO cannot be told; ten sampling intervals where those are longer. */
export const SAMPLE_DAYS = 2

export type PromiseGapKind = 'PROMISE_NOT_POSSIBLE' | 'AGREEMENT_NOT_ACKNOWLEDGED' | 'SLO_WITHOUT_SAMPLES'

/** What is wrong with a promise of a service. */
export type PromiseGap =
  | {
      readonly kind: 'PROMISE_NOT_POSSIBLE'
      /** uuid */
      readonly service: string
      /** The SLO or agreement. */
      readonly promise: NamedNode
      readonly promised: number
      readonly possible: number
      readonly weakest: NamedNode | null
    }
  | {
      readonly kind: 'AGREEMENT_NOT_ACKNOWLEDGED'
      readonly service: string
      readonly promise: NamedNode
      readonly number: number
      /** YYYY-MM-DD */
      readonly proposedOn: string
      readonly missing: readonly ('PROVIDER' | 'CUSTOMER')[]
    }
  | {
      readonly kind: 'SLO_WITHOUT_SAMPLES'
      readonly service: string
      readonly promise: NamedNode
      readonly metric: NamedNode
      /** The day of its last sample, YYYY-MM-DD; null without any. */
      readonly since: string | null
      /** Days that it may be without a sample. */
      readonly days: number
    }

export function serviceWithoutSlo(service: NamedNode, atRisk: number, level: Criticality): Gap {
  const inputs = [fractionInput('value at risk', atRisk, service)]
  return gap('SERVICE_WITHOUT_SLO', service, null, atRisk, inputs, {
    found: `${service.name} has no SLO, and its criticality is ${level} (${figure(atRisk)} at risk): how well it has to work is not said.`,
    toDo: 'Create an SLO on a metric of the service.',
  })
}

/** The gap in words. */
export function promiseGap(service: NamedNode, found: PromiseGap, atRisk: number): Gap {
  const risk = fractionInput('value at risk', atRisk, service)
  const { words, inputs } = wordsOf(service, found)
  return gap(found.kind, service, found.promise, atRisk, [risk, ...inputs], words)
}

interface Worded {
  readonly words: { readonly found: string; readonly toDo: string }
  readonly inputs: readonly ExplanationInput[]
}

function wordsOf(service: NamedNode, found: PromiseGap): Worded {
  const { promise } = found
  switch (found.kind) {
    case 'PROMISE_NOT_POSSIBLE': {
      const { promised, possible, weakest } = found
      const [target, most] = ninesApart(promised, possible)
      const cause = weakest === null ? '' : `; the weakest link is ${weakest.name}`
      return {
        words: {
          found: `${service.name} promises ${target} by ${promise.name}, and what it depends on allows ${most} at most${cause}.`,
          toDo: 'Ask for the feasibility of the service, which lists single changes that would suffice, or promise less.',
        },
        inputs: [fractionInput('promised', promised, promise), fractionInput('possible', possible, service)],
      }
    }
    case 'AGREEMENT_NOT_ACKNOWLEDGED': {
      const { number, proposedOn, missing } = found
      return {
        words: {
          found: `Version ${number} of ${promise.name} about ${service.name} was proposed on ${proposedOn} and is not acknowledged by ${missing.map((side) => `the ${side.toLowerCase()}`).join(' and ')}: it has waited for more than ${PROPOSAL_DAYS} days.`,
          toDo: 'Have a lead of each team acknowledge it, change the proposal, or withdraw it.',
        },
        inputs: [nodeInput('proposed on', proposedOn, promise)],
      }
    }
    case 'SLO_WITHOUT_SAMPLES': {
      const { metric, since, days } = found
      const age = since === null ? 'has no sample' : `had its last sample on ${since}`
      return {
        words: {
          found: `The metric ${metric.name} of the SLO ${promise.name} ${age}: more than ${days} days without samples say nothing about ${service.name}.`,
          toDo: 'Record samples of the metric, or repair the source that sends them.',
        },
        inputs: [nodeInput('last sample on', since ?? 'none', metric)],
      }
    }
  }
}
