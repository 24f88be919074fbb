import type { Row } from '@throughline/db'
import { InvalidInput } from '../graph/errors.ts'
import { type BudgetingMethod, type BudgetRule, checkBudgetRule } from './budget.ts'
import { exactLength, parseDuration, type SloWindow, sloWindow } from './windows.ts'

/** The settings of an SLO, as they are stored. */
export type SloRow = Pick<
  Row<'slo'>,
  | 'id'
  | 'name'
  | 'service_id'
  | 'indicator'
  | 'metric_id'
  | 'total_metric_id'
  | 'operator'
  | 'threshold'
  | 'target'
  | 'duration'
  | 'start_time'
  | 'time_zone'
  | 'budgeting_method'
  | 'time_slice_target'
  | 'time_slice_window'
  | 'alerting'
>

/** Its window. @throws InvalidInput for settings that describe none */
export function windowOf(slo: Pick<SloRow, 'duration' | 'start_time' | 'time_zone'>): SloWindow {
  return sloWindow({
    duration: slo.duration,
    isRolling: slo.start_time === null && slo.time_zone === null,
    startTime: slo.start_time,
    timeZone: slo.time_zone,
  })
}

/** Milliseconds of a slice; null if it counts events. */
export function sliceLengthOf({ time_slice_window }: Pick<SloRow, 'time_slice_window'>): number | null {
  return time_slice_window === null
    ? null
    : exactLength(parseDuration(time_slice_window, ['timeSliceWindow']))
}

/** How it is counted. */
export function ruleOf(
  slo: Pick<SloRow, 'target' | 'budgeting_method' | 'time_slice_window' | 'time_slice_target'>,
): BudgetRule {
  return {
    target: slo.target,
    method: slo.budgeting_method as BudgetingMethod,
    sliceLength: sliceLengthOf(slo),
    sliceTarget: slo.time_slice_target,
  }
}

/** OpenSLO's 1Y and a leap year, in milliseconds. */
const LONGEST = 366 * 86_400_000

/** @throws InvalidInput at the field that cannot be used */
export function checkSettings(slo: Omit<SloRow, 'id' | 'name' | 'service_id'>): void {
  const window = windowOf(slo)
  const rule = ruleOf(slo)
  checkBudgetRule(rule)
  const length = window.kind === 'ROLLING' ? window.length : exactLength(window.duration)
  if (length > LONGEST)
    throw InvalidInput.at(['duration'], `is ${slo.duration}; a window lasts a year at most`)
  const { sliceLength } = rule
  if (sliceLength === null) return
  const fits = window.kind === 'ROLLING' ? length % sliceLength === 0 : sliceLength <= length
  if (fits) return
  const text =
    window.kind === 'ROLLING' ? 'is no whole part of the rolling window' : 'is longer than the window'
  throw InvalidInput.at(['timeSliceWindow'], `${slo.time_slice_window} ${text} of ${slo.duration}`)
}
