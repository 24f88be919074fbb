import type { JsonValue } from '@throughline/db'
import type { Claim, ClaimedValue } from './claims.ts'

/** The columns of an asset that claims supply only where there are any; without claims they are as users entered them. */
export interface ClaimedColumns {
  readonly cost_amount: string | null
  readonly cost_currency: string | null
  readonly availability: number | null
  readonly claimed_columns: readonly string[]
}

interface Columns extends ClaimedColumns {
  readonly owner_id: string | null
  readonly updated_at: Date
}

/** The columns by the effective values. @param before the row, undefined for a new one */
export function claimedColumns(
  values: Readonly<Record<string, JsonValue>>,
  before: ClaimedColumns | undefined,
): ClaimedColumns {
  const claimed = new Set(before?.claimed_columns ?? [])
  const settle = <Value>(
    attribute: string,
    value: Value | undefined,
    kept: Value | undefined,
  ): Value | null => {
    const was = claimed.has(attribute)
    if (value === undefined) claimed.delete(attribute)
    else claimed.add(attribute)
    return value ?? (value === undefined && !was ? (kept ?? null) : null)
  }
  const cost = costIn(values.cost)
  const kept =
    before?.cost_amount == null
      ? undefined
      : { amount: before.cost_amount, currency: before.cost_currency ?? '' }
  const money = settle('cost', cost, kept)
  const availability = settle(
    'availability',
    typeof values.availability === 'number' ? values.availability : undefined,
    before?.availability ?? undefined,
  )
  return {
    cost_amount: money?.amount ?? null,
    cost_currency: money?.currency ?? null,
    availability,
    claimed_columns: [...claimed].sort(),
  }
}

function costIn(
  value: JsonValue | undefined,
): { readonly amount: string; readonly currency: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { amount, currency } = value
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : undefined
}

/**
 * What users entered in these columns before any claim: it becomes their claim when a source claims the attribute for
 * the first time.
 */
export function enteredBefore(
  said: Readonly<Record<string, JsonValue>>,
  before: Columns | undefined,
  claims: readonly Claim[],
): Record<string, ClaimedValue> {
  if (before === undefined) return {}
  const entered: Record<string, ClaimedValue> = {}
  const setAt = before.updated_at.toISOString()
  const values: Readonly<Record<string, JsonValue>> = {
    owner: before.owner_id === null ? null : { id: before.owner_id },
    cost: before.cost_amount === null ? null : { amount: before.cost_amount, currency: before.cost_currency },
    availability: before.availability,
  }
  for (const [attribute, value] of Object.entries(values)) {
    if (!(attribute in said) || value === null || before.claimed_columns.includes(attribute)) continue
    if (claims.some(({ sourceId, attributes }) => sourceId === null && attribute in attributes)) continue
    entered[attribute] = { value, setAt }
  }
  return entered
}
