import type { MetricKind, MetricName } from './metrics.ts'
import type { SloSettings } from './read-slo.ts'

/** A metric of an SLO, with what a document needs to create it. */
export interface OwnMetric extends MetricName {
  readonly kind: MetricKind
}

/** An SLO as it is written. */
export interface OwnSlo extends SloSettings {
  readonly service: string
  readonly alerting: boolean
  readonly metric: OwnMetric
  readonly totalMetric: OwnMetric | null
}

/** An OpenSLO document; its keys are in the order of the specification. */
export type OpenSloDocument = Readonly<Record<string, unknown>>

export const API_VERSION = 'openslo/v1'

/** The longest description that OpenSLO has. */
export const DESCRIBED = 1050

/** The part of a `spec` that says what something is; a longer text is cut. */
export function described(description: string): { readonly description?: string } {
  return description === '' ? {} : { description: description.slice(0, DESCRIBED) }
}

/** Metadata with its keys in order, without those that are empty. */
export function withMetadata(
  metadata: {
    readonly name: string
    readonly displayName: string | undefined
    readonly labels?: object | undefined
  },
  annotations: Readonly<Record<string, string>>,
): object {
  const { name, displayName, labels } = metadata
  return {
    name,
    ...(displayName === undefined ? {} : { displayName }),
    ...(labels === undefined ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }
}
