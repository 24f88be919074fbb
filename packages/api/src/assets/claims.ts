import type { JsonValue } from '@throughline/db'
import { canonicalJson } from '@throughline/plugin-kit'

/** What a source says of one attribute, and since when it has said so (ISO 8601, UTC). */
export interface ClaimedValue {
  readonly value: JsonValue
  readonly setAt: string
}

/** What a claim says, from the column that it is stored in; only claims are written there. */
export function claimedValues(stored: JsonValue | undefined): Readonly<Record<string, ClaimedValue>> {
  return (stored ?? {}) as unknown as Readonly<Record<string, ClaimedValue>>
}

/** Which record of a source a claim was made by. */
export interface ClaimRecord {
  readonly stream: string
  readonly externalId: string
}

/**
 * What one record of a source, or a person, says of an asset. Attributes go by their place: `kind`, `name`,
 * `environment`, `attributes.replicas`, `labels.tier`.
 */
export interface Claim {
  /** Null if the claim was made by a user. */
  readonly sourceId: string | null
  /** The name of the source. Null if the claim was made by a user. */
  readonly source: string | null
  /** Null: a person, or a source whose record is not known. */
  readonly record: ClaimRecord | null
  /** Of the source; the smaller number comes first. */
  readonly precedence: number
  /** When the record was last seen (ISO 8601, UTC), which says again all that it says; null: it needs no such word. */
  readonly confirmedAt: string | null
  readonly attributes: Readonly<Record<string, ClaimedValue>>
}

/** The claim of a user comes before those of all sources. */
export const PERSON_PRECEDENCE = 0

/** The claimant of a claim as one text. */
export function claimKey({ sourceId, record }: Pick<Claim, 'sourceId' | 'record'>): string {
  return `${sourceId} ${record?.stream} ${record?.externalId}`
}

/** Whether two claims have the same claimant: the same record, or both a user. */
export function sameClaimant(
  a: Pick<Claim, 'sourceId' | 'record'>,
  b: Pick<Claim, 'sourceId' | 'record'>,
): boolean {
  return (
    a.sourceId === b.sourceId &&
    a.record?.stream === b.record?.stream &&
    a.record?.externalId === b.record?.externalId
  )
}

/** What a source says now, on top of what it said: an attribute that keeps its value keeps its date. */
export function renewed(
  before: Readonly<Record<string, ClaimedValue>>,
  said: Readonly<Record<string, JsonValue>>,
  at: string,
): Record<string, ClaimedValue> {
  return Object.fromEntries(
    Object.entries(said).map(([attribute, value]) => {
      const known = Object.hasOwn(before, attribute) ? before[attribute] : undefined
      return [attribute, known !== undefined && sameJson(known.value, value) ? known : { value, setAt: at }]
    }),
  )
}

/** The columns of an asset that hold effective values. */
export interface AssetFacts {
  readonly kind: string | undefined
  readonly name: string | undefined
  readonly environment: string | null
  readonly attributes: Record<string, JsonValue>
  readonly labels: Record<string, string>
}

/** Sorts effective values, by attribute, into the columns of an asset. */
export function assetFacts(values: Readonly<Record<string, JsonValue>>): AssetFacts {
  const under = (prefix: string) =>
    Object.entries(values)
      .filter(([attribute]) => attribute.startsWith(prefix))
      .map(([attribute, value]) => [attribute.slice(prefix.length), value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    kind: typeof values.kind === 'string' ? values.kind : undefined,
    name: typeof values.name === 'string' ? values.name : undefined,
    environment: typeof values.environment === 'string' ? values.environment : null,
    attributes: Object.fromEntries(under('attributes.')),
    labels: Object.fromEntries(under('labels.').map(([key, value]) => [key, String(value)])),
  }
}

/** Whether two JSON values say the same; the order of keys says nothing. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
