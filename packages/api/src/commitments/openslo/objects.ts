import type { z } from 'zod'
import { isRecord } from '../../graph/argument.ts'
import type { Path, RawDocument } from './documents.ts'
import type { Findings } from './findings.ts'
import { KINDS, type Kind, type ObjectOf, SCHEMAS } from './schema.ts'
import { fromV2alpha } from './v2alpha.ts'

/** An object whose shape is right, with the place of its document. */
export type OpenSloObject = {
  [K in Kind]: { readonly document: number; readonly kind: K; readonly value: ObjectOf<K> }
}[Kind]

const V1 = 'openslo/v1'
const V2ALPHA = 'openslo.com/v2alpha'

/** Reads the shape of an object; undefined where it has none that can be used. Unknown keys are noted and left out. */
export function objectOf(
  { value }: RawDocument,
  document: number,
  findings: Findings,
): OpenSloObject | undefined {
  if (!isRecord(value)) {
    findings.problem(document, [], 'is no object of OpenSLO')
    return undefined
  }
  const { apiVersion } = value
  if (apiVersion !== V1 && apiVersion !== V2ALPHA) {
    const found = apiVersion === undefined ? 'is missing' : `is ${shown(apiVersion)}`
    const known = `${V1} is read, and ${V2ALPHA} as far as both mean the same`
    findings.problem(document, ['apiVersion'], `${found}; ${known}`)
    return undefined
  }
  const kind = KINDS.find((one) => one === value.kind)
  if (kind === undefined) {
    const text = `is ${shown(value.kind)}, which is not read; known are ${KINDS.join(', ')}`
    if (apiVersion === V2ALPHA && typeof value.kind === 'string') findings.note(document, ['kind'], text)
    else findings.problem(document, ['kind'], text)
    return undefined
  }
  const translated = apiVersion === V2ALPHA ? fromV2alpha(value) : value
  const read = parsed(SCHEMAS[kind], withoutNulls(translated), document, findings)
  // The schema that was taken is that of the kind.
  return read === undefined ? undefined : ({ document, kind, value: read } as OpenSloObject)
}

/** What a schema makes of a value; unknown keys are noted, and what else is wrong is a problem. */
export function parsed<S extends z.ZodType>(
  schema: S,
  given: unknown,
  document: number,
  findings: Findings,
  base: Path = [],
): z.infer<S> | undefined {
  const first = schema.safeParse(given)
  if (first.success) return first.data
  const value: unknown = structuredClone(given)
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue
    const path = pathOf(issue.path)
    const parent = at(value, path)
    for (const key of issue.keys) {
      findings.note(document, [...base, ...path, key], 'is not known here and is left out')
      if (isRecord(parent)) delete parent[key]
    }
  }
  const second = schema.safeParse(value)
  if (second.success) return second.data
  for (const issue of second.error.issues) {
    const path = pathOf(issue.path)
    findings.problem(document, [...base, ...path], messageOf(issue, at(value, path)))
  }
  return undefined
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code === 'invalid_type') return 'is missing'
  const isText = issue.code === 'invalid_type' && issue.expected === 'string'
  if (isText && (typeof value === 'number' || typeof value === 'boolean'))
    return `must be a text; put it in quotes, not ${shown(value)}`
  return `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}, not ${shown(value)}`
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60)
}

function pathOf(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'number' ? part : String(part)))
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)]
    return isRecord(part) ? part[key] : undefined
  }, value)
}

/** Parts in which null is a value of its own. */
const FREE: ReadonlySet<string> = new Set(['connectionDetails', 'metricSource'])

/** A key without a value in YAML counts as left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      one === null ? [] : [[key, FREE.has(key) ? one : withoutNulls(one)]],
    ),
  )
}
