import type { Reason } from '../graph/explanation.ts'
import { nines, ninesApart, significant } from '../graph/figures.ts'
import type { GraphNode } from '../reasoning/network.ts'
import { strengthInWords } from '../reasoning/strengths.ts'
import { MOST_SHARED } from './availability.ts'
import type { Feasibility, PossibleChange } from './feasibility-result.ts'

/** Of what there may be very many, the first are named and the others counted. */
const MOST_NAMED = 10

type Facts = Omit<Feasibility, 'reasons' | 'explanation'>

/** What there is to say about a feasibility, in sentences. */
export function feasibilityReasons(service: GraphNode, facts: Facts, promised: number | null): Reason[] {
  const reasons: Reason[] = []
  const add = (code: string, text: string) => reasons.push({ code, text })
  if (!service.counts) {
    add('NOT_LIVE', `${service.name} is not live.`)
    return reasons
  }
  const { lower, upper, exact, weakest } = facts
  if (facts.unknown.length > 0) {
    const names = listOf(facts.unknown.map(({ name }) => name))
    const effect = lower === null ? 'so nothing can be said' : 'so it is not counted'
    add('UNKNOWN_AVAILABILITY', `No availability is known of ${names}, ${effect}.`)
  }
  for (const { node, dependent, strength } of facts.notCounted.slice(0, MOST_NAMED)) {
    const text = `${dependent.name} depends on ${node.name} (${strengthInWords(strength)}), which does not take it down.`
    add('NOT_COUNTED', text)
  }
  const unnamed = facts.notCounted.length - MOST_NAMED
  if (unnamed > 0) add('NOT_COUNTED', `${unnamed} more dependencies do not take down what depends on them.`)
  if (lower === null || upper === null) return reasons
  if (!exact) {
    const cause =
      facts.shared > MOST_SHARED
        ? `${facts.shared} parts are shared under redundancy groups, more than ${MOST_SHARED}`
        : 'The parts are shared in too many ways'
    add('BOUNDS', `${cause}: the result is between ${nines(lower)} and ${nines(upper)}.`)
  }
  if (weakest !== null) {
    const text = `${weakest.node.name} (${nines(weakest.availability)}) is the weakest link: without its failures ${nines(weakest.resultIfPerfect)} would be possible.`
    add('WEAKEST_LINK', text)
  }
  if (promised !== null) promiseReasons(promised, lower, upper, facts.changes, add)
  return reasons
}

function promiseReasons(
  promised: number,
  lower: number,
  upper: number,
  changes: readonly PossibleChange[],
  add: (code: string, text: string) => void,
): void {
  if (significant(promised) <= significant(lower)) return
  const [told, most] = ninesApart(promised, upper)
  const [, sure] = ninesApart(promised, lower)
  if (significant(promised) > significant(upper))
    add('PROMISED_MORE_THAN_POSSIBLE', `${told} is promised; ${most} is possible.`)
  else add('MAY_NOT_BE_POSSIBLE', `${told} is promised, and only ${sure} is sure.`)
  for (const change of changes) add(change.kind, changeInWords(change))
}

function changeInWords(change: PossibleChange): string {
  if (change.kind === 'RAISE_AVAILABILITY')
    return `It is possible if ${change.node.name} is available to ${nines(change.to)} instead of ${nines(change.from)}.`
  return `It is possible with one more member like ${change.like.name} (${nines(change.availability)}) in ${change.groupName}: ${nines(change.result)}.`
}

/** Names in a sentence. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ')
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown
}
