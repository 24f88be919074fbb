import { nodeInput, type Reason } from '../graph/explanation.ts'
import { measured, percent, significant } from '../graph/figures.ts'
import type { KeyResultFacts, Progress } from './key-result-facts.ts'
import { type MaintainedKeyResult, maintainedProgress, maintainedShare } from './maintained.ts'
import { originNode, originReason } from './measure-origin.ts'

/** A key result on its way from a start to a target. */
export interface ReachedKeyResult extends KeyResultFacts {
  readonly kind: 'REACH'
  readonly start: number
  readonly target: number
}

/** A key result with what is measured of it. */
export type MeasuredKeyResult = ReachedKeyResult | MaintainedKeyResult

const KEY_RESULT_SOURCE = 'share of the way from start to target, held between 0 and 1'

/**
 * What is wrong with the values of a key result, or null. A target equal to the start measures nothing: there
 * is no way to go.
 */
export function keyResultProblem(values: { start: number; target: number; current: number }): string | null {
  for (const name of ['start', 'target', 'current'] as const) {
    if (!Number.isFinite(values[name])) return `${name} must be a finite number`
  }
  return values.target === values.start
    ? 'target must differ from start: progress is the share of the way between them'
    : null
}

/**
 * clamp((current − start) / (target − start), 0, 1), for rising and falling targets alike.
 * @throws RangeError with the text of {@link keyResultProblem}.
 */
export function keyResultShare(values: { start: number; target: number; current: number }): number {
  const problem = keyResultProblem(values)
  if (problem !== null) throw new RangeError(problem)
  const { start, target, current } = values
  // Halved where the difference of two huge values would overflow.
  const scale = Number.isFinite(target - start) && Number.isFinite(current - start) ? 1 : 0.5
  const share = (current * scale - start * scale) / (target * scale - start * scale)
  return Math.min(1, Math.max(0, share))
}

/** How far a key result is, from 0 to 1; null where nothing is measured. */
export function shareOf(keyResult: MeasuredKeyResult): number | null {
  if (keyResult.kind === 'MAINTAIN') return maintainedShare(keyResult)
  const { start, target, current } = keyResult
  return current === null ? null : keyResultShare({ start, target, current })
}

/** Progress of one key result; its explanation says where its values were read. */
export function keyResultProgress(keyResult: MeasuredKeyResult): Progress {
  return keyResult.kind === 'MAINTAIN' ? maintainedProgress(keyResult) : reachedProgress(keyResult)
}

function reachedProgress(keyResult: ReachedKeyResult): Progress {
  const { start, target, current, isComputed, unit, origin } = keyResult
  const node = { type: 'KeyResult', id: keyResult.id } as const
  const shownUnit = unit === '' ? null : unit
  const value = shareOf(keyResult)
  return {
    value,
    explanation: {
      formula: 'key-result-progress',
      version: 1,
      source: KEY_RESULT_SOURCE,
      inputs: [
        nodeInput('start', start, node, shownUnit),
        nodeInput('target', target, node, shownUnit),
        nodeInput(
          'current',
          isComputed && current !== null ? significant(current) : current,
          originNode(origin) ?? node,
          shownUnit,
        ),
      ],
      reasons: [originReason(origin, current !== null), standing(keyResult, value)],
    },
  }
}

function standing(
  { title, unit, start, target, current, isComputed }: ReachedKeyResult,
  value: number | null,
): Reason {
  if (current === null || value === null) {
    return {
      code: 'NOT_MEASURED',
      text: `“${title}” has no value yet: check in with one, or see that what it is read from is measured.`,
    }
  }
  const spaced = unit === '' ? '' : ` ${unit}`
  return {
    code: 'SHARE_OF_THE_WAY',
    text: `“${title}” stands at ${isComputed ? measured(current) : current}${spaced} on its way from ${start} to ${target}: ${percent(value)}.`,
  }
}
