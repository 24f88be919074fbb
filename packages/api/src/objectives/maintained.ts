import { type ExplanationInput, nodeInput, type Reason } from '../graph/explanation.ts'
import { measured, percent, significant } from '../graph/figures.ts'
import type { KeyResultFacts, Progress } from './key-result-facts.ts'
import { originNode, originReason } from './measure-origin.ts'

export type PeriodUnit = 'WEEK' | 'MONTH'

/** A period that is over, with what was measured in it. Days of the organisation's time zone, both included. */
export interface MeasuredPeriod {
  readonly from: string
  readonly to: string
  /** Null where nothing was measured. */
  readonly value: number | null
}

/** A key result that is to stay at a bound, or between two, in each period. */
export interface MaintainedKeyResult extends KeyResultFacts {
  readonly kind: 'MAINTAIN'
  /** The least value that is kept; null without one. */
  readonly keepAbove: number | null
  /** The largest value that is kept; null without one. */
  readonly keepBelow: number | null
  readonly periodUnit: PeriodUnit
  /** In ascending order. */
  readonly periods: readonly MeasuredPeriod[]
  /** How many earlier periods are too long ago to be counted. */
  readonly earlier: number
}

/** Whether a value lies within bounds, both included; compared after rounding to 12 significant digits. */
export function isKept(
  value: number,
  { keepAbove, keepBelow }: Pick<MaintainedKeyResult, 'keepAbove' | 'keepBelow'>,
): boolean {
  const shown = significant(value)
  return (
    (keepAbove === null || shown >= significant(keepAbove)) &&
    (keepBelow === null || shown <= significant(keepBelow))
  )
}

/** Periods in which it was kept by periods in which it was measured; null without any of these. */
export function maintainedShare(keyResult: MaintainedKeyResult): number | null {
  const { kept, broken } = counted(keyResult)
  const all = kept.length + broken.length
  return all === 0 ? null : kept.length / all
}

function counted(keyResult: MaintainedKeyResult) {
  const of = (test: (period: MeasuredPeriod) => boolean) => keyResult.periods.filter(test)
  return {
    kept: of(({ value }) => value !== null && isKept(value, keyResult)),
    broken: of(({ value }) => value !== null && !isKept(value, keyResult)),
    unmeasured: of(({ value }) => value === null),
  }
}

/** Progress of a key result that is to be maintained: the share of the measured periods in which it was kept. */
export function maintainedProgress(keyResult: MaintainedKeyResult): Progress {
  const { keepAbove, keepBelow, unit, origin, current } = keyResult
  const { kept, broken, unmeasured } = counted(keyResult)
  const node = { type: 'KeyResult', id: keyResult.id } as const
  const shownUnit = unit === '' ? null : unit
  const bound = (name: string, value: number | null): ExplanationInput[] =>
    value === null ? [] : [nodeInput(name, value, node, shownUnit)]
  return {
    value: maintainedShare(keyResult),
    explanation: {
      formula: 'key-result-maintained',
      version: 1,
      source: 'periods in which it was kept, by the periods in which it was measured',
      inputs: [
        ...bound('keep above', keepAbove),
        ...bound('keep below', keepBelow),
        nodeInput('periods kept', kept.length, node),
        nodeInput('periods measured', kept.length + broken.length, node),
        nodeInput('periods not measured', unmeasured.length, node),
        nodeInput(
          'current',
          current === null ? null : significant(current),
          originNode(origin) ?? node,
          shownUnit,
        ),
      ],
      reasons: reasonsOf(keyResult),
    },
  }
}

function reasonsOf(keyResult: MaintainedKeyResult): Reason[] {
  const { title, unit, origin, current, earlier } = keyResult
  const { kept, broken, unmeasured } = counted(keyResult)
  const share = maintainedShare(keyResult)
  const noun = keyResult.periodUnit === 'WEEK' ? 'week' : 'month'
  const several = (count: number) => `${count} ${noun}${count === 1 ? '' : 's'}`
  const spaced = unit === '' ? '' : ` ${unit}`
  const reasons = [originReason(origin, current !== null)]
  if (share === null) {
    reasons.push({
      code: 'NO_PERIOD_MEASURED',
      text: `“${title}” was not measured in any whole ${noun} yet, so it says nothing.`,
    })
  } else {
    reasons.push({
      code: 'SHARE_OF_PERIODS',
      text: `“${title}” was kept ${bounds(keyResult, spaced)} in ${kept.length} of ${several(kept.length + broken.length)} that were measured: ${percent(share)}.`,
    })
  }
  if (broken.length > 0) {
    const values = broken.map(({ from, value }) => `${from} (${measured(value ?? 0)}${spaced})`)
    reasons.push({ code: 'NOT_KEPT', text: `Not kept in the ${noun} from ${values.join(', ')}.` })
  }
  if (unmeasured.length > 0) {
    reasons.push({
      code: 'NOT_MEASURED',
      text: `Not measured, so neither kept nor broken: ${several(unmeasured.length)}, ${runsOf(keyResult.periods).join(', ')}.`,
    })
  }
  if (earlier > 0) {
    reasons.push({
      code: 'EARLIER_LEFT_OUT',
      text: `Only the last ${several(keyResult.periods.length)} count; ${several(earlier)} before them ${earlier === 1 ? 'does' : 'do'} not.`,
    })
  }
  return reasons
}

function bounds({ keepAbove, keepBelow }: MaintainedKeyResult, unit: string): string {
  if (keepAbove !== null && keepBelow !== null) return `between ${keepAbove} and ${keepBelow}${unit}`
  return keepAbove !== null ? `at ${keepAbove}${unit} or above` : `at ${keepBelow}${unit} or below`
}

/** Periods without a value, those that follow each other as one span of days. */
function runsOf(periods: readonly MeasuredPeriod[]): string[] {
  const runs: { from: string; to: string }[] = []
  let isOpen = false
  for (const { from, to, value } of periods) {
    const last = runs.at(-1)
    if (value === null && isOpen && last !== undefined) last.to = to
    else if (value === null) runs.push({ from, to })
    isOpen = value === null
  }
  return runs.map(({ from, to }) => `${from} to ${to}`)
}
