import { isRecord } from '../../graph/argument.ts'
import type { Metadata } from './schema.ts'

/** Begins the labels of SLOs and services that hold what only OpenSLO has. */
const KEPT = 'openslo/'
/** Begins the annotations that hold what only Throughline has. */
const OWN = 'throughline/'

/** Labels of SLOs and services for what only OpenSLO has. */
export const LABEL = {
  /** Name of the document, where the name of the row is another. */
  name: `${KEPT}name`,
  displayName: `${KEPT}display-name`,
  /** Of an SLO that is one objective: its name and its place among them, from 1. */
  objective: `${KEPT}objective`,
  position: `${KEPT}position`,
  /** JSON: the indicator as the document has it, or the name of the SLI. */
  indicator: `${KEPT}indicator`,
  /** JSON: the alert policies as the document has them. */
  alertPolicies: `${KEPT}alert-policies`,
  /** JSON: the other documents that the SLO refers to. */
  documents: `${KEPT}documents`,
} as const

/** Annotations for what only Throughline has. */
export const ANNOTATION = {
  name: `${OWN}name`,
  description: `${OWN}description`,
  alerting: `${OWN}alerting`,
  kind: `${OWN}kind`,
  /** JSON: labels that metadata cannot have; null takes one out. */
  labels: `${OWN}labels`,
} as const

const ANNOTATION_KEPT = `${KEPT}annotation/`
const LIST_KEPT = `${KEPT}list/`
const OWN_ANNOTATIONS: ReadonlySet<string> = new Set(Object.values(ANNOTATION))
const LABEL_KEY = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/

export type Labels = Readonly<Record<string, string>>

/** The labels that metadata states, with annotations and lists in labels of their own. */
export function labelsFrom({ labels = {}, annotations = {} }: Metadata): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(KEPT)) continue
    if (typeof value === 'string') found[key] = value
    else {
      found[key] = value.join(', ')
      if (value.length !== 1) found[`${LIST_KEPT}${key}`] = canonical(value)
    }
  }
  for (const [key, value] of Object.entries(annotations)) {
    if (!OWN_ANNOTATIONS.has(key)) found[`${ANNOTATION_KEPT}${key}`] = value
  }
  return found
}

/** The part of metadata that labels make; inverse of {@link labelsFrom} for the labels that metadata can have. */
export function metadataOf(labels: Labels): Pick<Metadata, 'labels' | 'annotations'> {
  const plain: Record<string, string | string[]> = {}
  const annotations: Record<string, string> = {}
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ANNOTATION_KEPT)) annotations[key.slice(ANNOTATION_KEPT.length)] = value
    else if (!key.startsWith(KEPT) && LABEL_KEY.test(key)) plain[key] = listOf(labels, key, value) ?? value
  }
  return {
    ...(Object.keys(plain).length === 0 ? {} : { labels: plain }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }
}

/** The list that a label was, unless its value was changed since. */
function listOf(labels: Labels, key: string, value: string): string[] | undefined {
  const list = jsonOf(labels[`${LIST_KEPT}${key}`])
  const isList = Array.isArray(list) && list.every((one) => typeof one === 'string')
  return isList && list.length !== 1 && list.join(', ') === value ? list : undefined
}

/** Labels with what the annotation about them adds and takes out. */
export function patched(labels: Labels, annotation: string | undefined): Record<string, string> {
  const result = { ...labels }
  const patch = jsonOf(annotation)
  for (const [key, value] of Object.entries(isRecord(patch) ? patch : {})) {
    if (typeof value === 'string') result[key] = value
    else if (value === null) delete result[key]
  }
  return result
}

/** The annotation that makes the wanted labels of those that were read; undefined where they are the same. */
export function patchBetween(read: Labels, wanted: Labels): string | undefined {
  const patch: Record<string, string | null> = {}
  for (const [key, value] of Object.entries(wanted)) if (read[key] !== value) patch[key] = value
  for (const key of Object.keys(read)) if (!(key in wanted)) patch[key] = null
  return Object.keys(patch).length === 0 ? undefined : canonical(patch)
}

/** JSON with the keys of objects in order, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    isRecord(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : one,
  )
}

/** The value of a JSON text; undefined for any other text. */
export function jsonOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A label that was edited by hand counts as a plain one.
    return undefined
  }
}
