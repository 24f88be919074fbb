import { alertPairs } from '../burn-alerts.ts'
import { exactLength, parseDuration } from '../windows.ts'
import type { Path } from './documents.ts'
import type { Findings } from './findings.ts'
import type { ConditionSpec } from './schema.ts'

const MINUTE = 60_000

/** What a burn alert is compared with: the window and the target of the SLO. */
export interface Watched {
  readonly windowLength: number
  readonly target: number
}

/**
 * Notes how far a condition is what Throughline alerts on: a burn rate above one of the fixed factors over the long
 * window that belongs to it.
 */
export function compareCondition(
  { condition }: ConditionSpec,
  watched: Watched,
  at: { readonly document: number; readonly path: Path },
  findings: Findings,
): void {
  const path = [...at.path, 'condition']
  const { pairs, refused } = alertPairs({ ...watched, samplingInterval: null })
  const all = [...pairs, ...refused.map(({ pair }) => pair)]
  const pair = all.find(
    ({ factor, long }) => factor === condition.threshold && long === lengthOf(condition.lookbackWindow),
  )
  if (pair === undefined || condition.op === 'lt' || condition.op === 'lte') {
    const fixed = all.map(({ factor, long }) => `${factor} over ${minutes(long)}`).join(', ')
    const text = `is kept, but not evaluated: burn alerts of this SLO fire above the burn rates ${fixed}`
    findings.note(at.document, path, text)
    return
  }
  if (lengthOf(condition.alertAfter ?? '') !== pair.short) {
    const text = `alerts as soon as the burn rate is above ${pair.factor} over ${minutes(pair.long)} and over ${minutes(pair.short)}; alertAfter is kept, but not evaluated`
    findings.note(at.document, path, text)
  }
}

/** Milliseconds of a duration; undefined for a text that is none. */
function lengthOf(text: string): number | undefined {
  try {
    return exactLength(parseDuration(text))
  } catch {
    // What is not a duration equals no window.
    return undefined
  }
}

function minutes(length: number): string {
  return length === MINUTE ? '1 minute' : `${length / MINUTE} minutes`
}
