import type { NodeRef, Reason } from '../graph/explanation.ts'

/**
 * Where the values of a key result are read: entered by hand, samples of a metric, an SLO or the scores of surveys. Days
 * are those of the organisation's time zone, YYYY-MM-DD.
 */
export type MeasureOrigin =
  | { readonly kind: 'MANUAL' }
  | { readonly kind: 'METRIC_WITHOUT_SAMPLE'; readonly metricId: string; readonly metricName: string }
  | {
      readonly kind: 'METRIC'
      readonly metricId: string
      readonly metricName: string
      /** The day on which the latest sample was taken. */
      readonly on: string
    }
  | {
      readonly kind: 'SLO'
      readonly sloId: string
      readonly sloName: string
      /** Whether events were counted in its window. */
      readonly isMeasured: boolean
    }
  | {
      readonly kind: 'SCORE'
      /** In words, e.g. the CSAT of Online shop. */
      readonly measure: string
      /** The last survey whose score may be shown; null without one. */
      readonly survey: { readonly id: string; readonly title: string; readonly on: string } | null
    }

/** What the latest value was read from; null where that is the key result itself. */
export function originNode(origin: MeasureOrigin): NodeRef | null {
  switch (origin.kind) {
    case 'METRIC':
      return { type: 'Metric', id: origin.metricId }
    case 'SLO':
      return origin.isMeasured ? { type: 'Slo', id: origin.sloId } : null
    case 'SCORE':
      return origin.survey === null ? null : { type: 'Survey', id: origin.survey.id }
    default:
      return null
  }
}

/**
 * Where the current value was read.
 * @param isEntered whether there is a value at all, and so, of what is not measured, one that was entered by hand
 */
export function originReason(origin: MeasureOrigin, isEntered: boolean): Reason {
  const instead = isEntered ? ', so the value entered by hand counts' : ''
  switch (origin.kind) {
    case 'MANUAL':
      return isEntered
        ? { code: 'CURRENT_IS_MANUAL', text: 'The current value was entered by hand.' }
        : { code: 'NO_CHECK_IN', text: 'No value was entered by hand yet.' }
    case 'METRIC':
      return {
        code: 'CURRENT_FROM_METRIC',
        text: `The current value is the latest sample of the metric “${origin.metricName}”, taken on ${origin.on}.`,
      }
    case 'METRIC_WITHOUT_SAMPLE':
      return {
        code: 'METRIC_HAS_NO_SAMPLE',
        text: `The metric “${origin.metricName}” has no usable sample yet${instead}.`,
      }
    case 'SLO':
      return origin.isMeasured
        ? {
            code: 'CURRENT_FROM_SLO',
            text: `The current value is the attainment of the SLO “${origin.sloName}” in its window.`,
          }
        : {
            code: 'SLO_HAS_NO_EVENTS',
            text: `The SLO “${origin.sloName}” has no events in its window${instead}.`,
          }
    case 'SCORE':
      return origin.survey === null
        ? {
            code: 'NO_PUBLISHED_SCORE',
            text: `No score of a survey for ${origin.measure} may be shown yet${instead}.`,
          }
        : {
            code: 'CURRENT_FROM_SURVEY',
            text: `The current value is ${origin.measure} in the survey “${origin.survey.title}” (until ${origin.survey.on}).`,
          }
  }
}
