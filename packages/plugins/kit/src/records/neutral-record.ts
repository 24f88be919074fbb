import { z } from 'zod'
import type { JsonValue } from '../json.ts'
import { truncate } from '../text.ts'
import { normalized } from '../unicode.ts'
import { RECORD_SCHEMAS, type RecordOf, type RecordType } from './record.ts'
import { LABEL_KEY_LENGTH, LABEL_VALUE_LENGTH, MOST_LABELS } from './text.ts'

/** A record as a `map` may write it: what is absent may be undefined, and texts may be longer than a record holds. */
export type LooseRecord<Type extends RecordType> = {
  readonly [Key in keyof RecordOf<Type>]: Key extends 'type'
    ? Type
    : Key extends 'attributes' | 'labels'
      ? Loosened<RecordOf<Type>[Key]> | undefined
      : Record<never, never> extends Pick<RecordOf<Type>, Key>
        ? RecordOf<Type>[Key] | undefined
        : RecordOf<Type>[Key]
}

type Loosened<Value> =
  Value extends Readonly<Record<string, infer Member>> ? Readonly<Record<string, Member | undefined>> : Value

/** Members that name something, or mean something by each of their characters: they are never cut. */
const WHOLE: ReadonlySet<string> = new Set([
  'type',
  'externalId',
  'kind',
  'fingerprint',
  'ticket',
  'from',
  'to',
  'survey',
  'scored',
  'respondent',
  'causedByChange',
  'email',
  'url',
])
const MOST_SERVICES = 100
const SERVICE_LENGTH = 300

/**
 * A record as the contract takes it, from one as a `map` may write it: members that are undefined are left out, also in
 * `attributes` and `labels`; texts are in Unicode form C; texts, labels and names of services are cut to the length that the record holds, after a
 * whole character; of labels and services the first 200 and 100 are kept. Identifiers and addresses are never cut.
 */
export function neutralRecord<Type extends RecordType>(
  record: { readonly type: Type } & LooseRecord<Type>,
): RecordOf<Type>
export function neutralRecord(record: LooseRecord<RecordType>): unknown {
  const { shape } = RECORD_SCHEMAS[record.type]
  return Object.fromEntries(
    // Form C first: it may make a text longer.
    Object.entries(normalized(record)).flatMap(([name, value]: [string, unknown]) =>
      value === undefined ? [] : [[name, fitted(name, value, Reflect.get(shape, name))] as const],
    ),
  )
}

function fitted(name: string, value: unknown, schema: unknown): unknown {
  if (typeof value === 'string') {
    const limit = WHOLE.has(name) ? undefined : limitOf(schema)
    return limit === undefined ? value : truncate(value, limit)
  }
  if (name === 'services' && Array.isArray(value)) {
    if (!value.every((service) => typeof service === 'string')) return value
    return value.slice(0, MOST_SERVICES).map((service) => truncate(service, SERVICE_LENGTH))
  }
  if (typeof value !== 'object' || value === null) return value
  if (name === 'labels') return fittedLabels(value)
  return name === 'attributes' ? withoutUndefined(value) : value
}

function limitOf(schema: unknown): number | undefined {
  const inner = schema instanceof z.ZodExactOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodString ? (inner.maxLength ?? undefined) : undefined
}

function fittedLabels(labels: object): Record<string, string> {
  const present = Object.entries(withoutUndefined(labels)).slice(0, MOST_LABELS)
  return Object.fromEntries(
    present.map(([key, value]) => [
      truncate(key, LABEL_KEY_LENGTH),
      truncate(String(value), LABEL_VALUE_LENGTH),
    ]),
  )
}

function withoutUndefined(members: object): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined))
}
