import type { JsonValue } from '@throughline/db'

/** What a source says of one attribute, and since when it has said so (ISO 8601, UTC). */
export interface ClaimedValue {
  readonly value: JsonValue
  readonly setAt: string
}

/**
 * What one source says of an asset. Attributes go by their place: `name`, `environment`, `attributes.replicas`,
 * `labels.tier`.
 */
export interface Claim {
  /** Null: a person, through the API. */
  readonly sourceId: string | null
  /** Smaller wins. */
  readonly precedence: number
  readonly attributes: Readonly<Record<string, ClaimedValue>>
}

/** What a person says wins over every source. */
export const PERSON_PRECEDENCE = 0

/** The order in which claims win. By id where precedence is equal, so that the order of arrival never decides. */
export function byPrecedence(
  a: Pick<Claim, 'precedence' | 'sourceId'>,
  b: Pick<Claim, 'precedence' | 'sourceId'>,
): number {
  if (a.precedence !== b.precedence) return a.precedence - b.precedence
  const [left, right] = [a.sourceId ?? '', b.sourceId ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

/** The value of each attribute that wins. */
export function winningValues(claims: readonly Claim[]): Readonly<Record<string, JsonValue>> {
  const values: Record<string, JsonValue> = {}
  for (const claim of [...claims].sort(byPrecedence)) {
    for (const [attribute, { value }] of Object.entries(claim.attributes)) {
      if (!Object.hasOwn(values, attribute)) values[attribute] = value
    }
  }
  return values
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

/** The columns of an asset that follow from the winners. */
export interface AssetFacts {
  readonly name: string | undefined
  readonly environment: string | null
  readonly attributes: Record<string, JsonValue>
  readonly labels: Record<string, string>
}

/** Puts the winners where they belong. */
export function assetFacts(values: Readonly<Record<string, JsonValue>>): AssetFacts {
  const under = (prefix: string) =>
    Object.entries(values)
      .filter(([attribute]) => attribute.startsWith(prefix))
      .map(([attribute, value]) => [attribute.slice(prefix.length), value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  return {
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

/** JSON with its keys in order. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
