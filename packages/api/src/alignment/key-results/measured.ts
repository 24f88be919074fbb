import { dayIn } from '../../graph/calendar.ts'
import type { MeasuredKeyResult } from '../../objectives/key-results.ts'
import type { MeasuredPeriod, PeriodUnit } from '../../objectives/maintained.ts'
import type { MeasureOrigin } from '../../objectives/measure-origin.ts'

/** A key result as it is stored, with the latest sample of its metric. */
export interface StoredKeyResult {
  readonly id: string
  readonly objective_id: string
  readonly title: string
  readonly unit: string
  readonly kind: string
  readonly start_value: number | null
  readonly target_value: number | null
  readonly current_value: number | null
  readonly keep_above: number | null
  readonly keep_below: number | null
  readonly period_unit: string | null
  readonly weight: number
  readonly metric_id: string | null
  readonly metric_name: string | null
  readonly metric_kind: string | null
  readonly at: Date | null
  readonly value: number | null
  readonly total: number | null
  readonly slo_id: string | null
  readonly slo_name: string | null
  readonly score_measure: string | null
  readonly score_aspect: string | null
  readonly score_subject: string | null
  readonly score_service_name: string | null
}

/** A score that may be shown. */
export interface Score {
  readonly surveyId: string
  readonly title: string
  readonly endsAt: Date
  readonly value: number
}

/** What was found for a key result. Instants are milliseconds. */
export interface Found {
  readonly timeZone: string
  readonly attainment: number | null
  /** The last survey first. */
  readonly scores: readonly Score[]
  readonly periods: readonly {
    readonly from: string
    readonly to: string
    readonly start: number
    readonly end: number
  }[]
  readonly earlier: number
  /** By period; not for scores. */
  readonly values: readonly (number | null)[]
}

/** A key result with the values that count. */
export function measuredKeyResult(row: StoredKeyResult, found: Found): MeasuredKeyResult {
  const { id, objective_id: objectiveId, title, unit, weight } = row
  const facts = { id, objectiveId, title, unit, weight, ...currentOf(row, found) }
  if (row.kind === 'MAINTAIN') {
    return {
      ...facts,
      kind: 'MAINTAIN',
      keepAbove: row.keep_above,
      keepBelow: row.keep_below,
      periodUnit: row.period_unit as PeriodUnit,
      periods: periodsOf(row, found),
      earlier: found.earlier,
    }
  }
  const { start_value: start, target_value: target } = row
  if (start === null || target === null) throw new Error(`the key result ${id} has no way to go`)
  return { ...facts, kind: 'REACH', start, target }
}

function currentOf(
  row: StoredKeyResult,
  { attainment, scores, timeZone }: Found,
): { readonly current: number | null; readonly isComputed: boolean; readonly origin: MeasureOrigin } {
  const byHand = { current: row.current_value, isComputed: false }
  const { metric_id: metricId, metric_name: metricName, slo_id: sloId, slo_name: sloName } = row
  if (metricId !== null && metricName !== null) {
    const { at, value } = row
    if (at === null || value === null)
      return { ...byHand, origin: { kind: 'METRIC_WITHOUT_SAMPLE', metricId, metricName } }
    // A share of good events is computed; what was entered or sampled stays as it is.
    const isComputed = row.metric_kind === 'RATIO'
    return {
      current: isComputed ? inUnit(row, ratio(value, row.total)) : value,
      isComputed,
      origin: { kind: 'METRIC', metricId, metricName, on: dayIn(timeZone, at) },
    }
  }
  if (sloId !== null && sloName !== null) {
    const origin = { kind: 'SLO', sloId, sloName, isMeasured: attainment !== null } as const
    return attainment === null
      ? { ...byHand, origin }
      : { current: inUnit(row, attainment), isComputed: true, origin }
  }
  if (row.score_measure !== null) {
    const [score] = scores
    const measure = scoreInWords(row)
    if (score === undefined) return { ...byHand, origin: { kind: 'SCORE', measure, survey: null } }
    const survey = { id: score.surveyId, title: score.title, on: dayIn(timeZone, score.endsAt) }
    return {
      current: scoreInUnit(row, score.value),
      isComputed: true,
      origin: { kind: 'SCORE', measure, survey },
    }
  }
  return { ...byHand, origin: { kind: 'MANUAL' } }
}

function periodsOf(row: StoredKeyResult, { periods, values, scores }: Found): MeasuredPeriod[] {
  const isShare = row.slo_id !== null || row.metric_kind === 'RATIO'
  return periods.map(({ from, to, start, end }, place) => {
    if (row.score_measure !== null) {
      const score = scores.find(({ endsAt }) => endsAt.getTime() >= start && endsAt.getTime() < end)
      return { from, to, value: score === undefined ? null : scoreInUnit(row, score.value) }
    }
    const value = values[place] ?? null
    return { from, to, value: value === null || !isShare ? value : inUnit(row, value) }
  })
}

/** A share; as a percentage where the key result is one, since its bounds are then too. */
function inUnit({ unit }: StoredKeyResult, share: number): number {
  return unit === '%' ? 100 * share : share
}

/** Of the scores, only CSAT is a share. */
function scoreInUnit(row: StoredKeyResult, value: number): number {
  return row.score_measure === 'CSAT' ? inUnit(row, value) : value
}

function ratio(good: number, total: number | null): number {
  return total === null || total === 0 ? 0 : good / total
}

/** e.g. CSAT of Online shop */
export function scoreInWords({
  score_measure: measure,
  score_aspect: aspect,
  score_subject: subject,
  score_service_name: service,
}: Pick<StoredKeyResult, 'score_measure' | 'score_aspect' | 'score_subject' | 'score_service_name'>): string {
  const what = aspect === null ? (measure ?? '') : `the area ${aspect}`
  if (subject === 'ORGANISATION') return `${what} of the organisation`
  return service === null ? `${what} of a service that is deleted` : `${what} of ${service}`
}
