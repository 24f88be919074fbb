import { isRecord } from '../../graph/argument.ts'
import type { NodeRefInput } from '../../graph/node-ref.ts'
import { instantFrom } from './instant.ts'

/** A metric as a line names it. */
export interface MetricName {
  /** One text for each name. */
  readonly key: string
  readonly ref: NodeRefInput
}

/** A sample as a line states it; the metric is not looked up yet. */
export interface ReadSample {
  readonly name: MetricName
  /** Milliseconds since 1970. */
  readonly at: number
  readonly value: number
  readonly total: number | null
}

const NO_INSTANT =
  'at is no instant with its zone, such as 2026-03-01T12:00:00Z or 2026-03-01T13:00:00.250+01:00'

/** Puts a sample together, or says what is wrong with it. The metric is a name, or what is wrong with that. */
export function sampleFrom(
  name: MetricName | string,
  at: unknown,
  value: number,
  total: number | null,
): ReadSample | string {
  if (typeof name === 'string') return name
  const time = typeof at === 'string' ? instantFrom(at) : undefined
  if (time === undefined) return NO_INSTANT
  // What is larger than a number can be has become Infinity.
  if (!Number.isFinite(value)) return 'value is not a finite number'
  if (total !== null && !Number.isFinite(total)) return 'total is not a finite number'
  return { name, at: time, value, total }
}

const names = { id: (id: string): MetricName => ({ key: id, ref: { id } }) }

/** A metric that is named by its ID. */
export const byId = names.id

/** A metric that is named by its external reference. */
export function byReference(source: string, externalId: string): MetricName {
  return { key: JSON.stringify([source, externalId]), ref: { reference: { source, externalId } } }
}

const FIELDS: ReadonlySet<string> = new Set(['metric', 'at', 'value', 'total'])

/** Reads a line of NDJSON, or says what is wrong with it. */
export function sampleFromJson(line: string): ReadSample | string {
  return plainSampleFrom(line) ?? anySampleFrom(line)
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:[.]\d+)?(?:[eE][+-]?\d+)?$/
const [METRIC, AT, VALUE] = ['{"metric":"', '","at":"', '","value":']

/**
 * Reads a line as `JSON.stringify` writes a sample without total whose metric is named by its ID: most are of that form,
 * and cutting them takes less than half of the time of parsing. Undefined for any other line, right or wrong.
 */
function plainSampleFrom(line: string): ReadSample | undefined {
  if (!line.startsWith(METRIC) || !line.endsWith('}')) return undefined
  const nameEnd = line.indexOf('"', METRIC.length)
  if (!line.startsWith(AT, nameEnd)) return undefined
  const atEnd = line.indexOf('"', nameEnd + AT.length)
  if (!line.startsWith(VALUE, atEnd)) return undefined
  const [name, value] = [line.slice(METRIC.length, nameEnd), line.slice(atEnd + VALUE.length, -1)]
  // What could be escaped, or is not allowed in a string, is left to the parser.
  if (!/^[\w-]+$/.test(name) || !JSON_NUMBER.test(value)) return undefined
  const sample = sampleFrom(byId(name), line.slice(nameEnd + AT.length, atEnd), Number(value), null)
  return typeof sample === 'string' ? undefined : sample
}

function anySampleFrom(line: string): ReadSample | string {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch (error) {
    return `is no valid JSON: ${(error as Error).message}`
  }
  if (!isRecord(read)) return 'is no JSON object with the fields metric, at, value and total'
  for (const field in read)
    if (!FIELDS.has(field)) return `has the field ${quoted(field)}; a sample has metric, at, value and total`
  const { metric, at, value, total = null } = read
  if (typeof value !== 'number') return 'value is not a number'
  if (total !== null && typeof total !== 'number') return 'total is not a number'
  return sampleFrom(nameFrom(metric), at, value, total)
}

const NO_NAME =
  'metric is neither an ID nor {"reference": {"source": "…", "externalId": "…"}}, the external reference of a metric'

function nameFrom(metric: unknown): MetricName | string {
  if (typeof metric === 'string') return byId(metric)
  if (!isRecord(metric)) return NO_NAME
  const [way, ...others] = Object.keys(metric)
  const { id, reference } = metric
  if (others.length > 0) return NO_NAME
  if (way === 'id' && typeof id === 'string') return byId(id)
  if (way !== 'reference' || !isRecord(reference)) return NO_NAME
  const { source, externalId, ...more } = reference
  const isWhole = typeof source === 'string' && typeof externalId === 'string'
  return isWhole && Object.keys(more).length === 0 ? byReference(source, externalId) : NO_NAME
}

/** A part of the input in a message: not all of a long one. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text)
}
