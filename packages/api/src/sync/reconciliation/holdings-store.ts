import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { contradictions, type IdentificationRules, type Identifier } from './identification.ts'

/** An identifier that one record has of an asset. */
interface Holding {
  /** External ID of the record, if it is of the source that is read; otherwise null. */
  readonly externalId: string | null
  readonly identifier: Identifier
}

/** What records have of assets, as the records of one source see it. */
export class Holdings {
  readonly #records: Map<string, Set<string>>
  readonly #identifiers: Map<string, Holding[]>

  constructor(records: Map<string, Set<string>>, identifiers: Map<string, Holding[]>) {
    this.#records = records
    this.#identifiers = identifiers
  }

  /** Returns whether a present record of the source with another external ID is of the asset. */
  isOfAnother(assetId: string, externalId: string): boolean {
    return [...(this.#records.get(assetId) ?? [])].some((other) => other !== externalId)
  }

  heldBy(assetId: string): readonly Identifier[] {
    return (this.#identifiers.get(assetId) ?? []).map(({ identifier }) => identifier)
  }

  /**
   * Returns the identifiers by which a record has come to contradict the other records of its asset. Empty if it does
   * not contradict them, or did so before: then a user has merged them.
   */
  separates(assetId: string, externalId: string, now: readonly Identifier[]): readonly Identifier[] {
    const all = this.#identifiers.get(assetId) ?? []
    const own = all.filter((holding) => holding.externalId === externalId)
    const others = all.filter((holding) => holding.externalId !== externalId)
    const identifiersOf = (some: readonly Holding[]) => some.map(({ identifier }) => identifier)
    const before = contradictions(identifiersOf(own), identifiersOf(others))
    return before.length > 0 ? [] : contradictions(now, identifiersOf(others))
  }

  /** Notes that a record of the source is of an asset. */
  add(assetId: string, externalId: string, identifiers: readonly Identifier[]): void {
    this.#records.set(assetId, (this.#records.get(assetId) ?? new Set()).add(externalId))
    const others = (this.#identifiers.get(assetId) ?? []).filter(
      (holding) => holding.externalId !== externalId,
    )
    this.#identifiers.set(assetId, [
      ...others,
      ...identifiers.map((identifier) => ({ externalId, identifier })),
    ])
  }
}

/**
 * Loads what records have of these assets.
 * @param without a record that does not count
 */
export async function loadHoldings(
  db: Kysely<Database>,
  sourceId: string,
  assetIds: readonly string[],
  rules: IdentificationRules,
  without: string | null = null,
): Promise<Holdings> {
  if (assetIds.length === 0) return new Holdings(new Map(), new Map())
  const records = await sql<{ asset_id: string; external_ids: string[] }>`
    select asset_id, array_agg(external_id) as external_ids from source_record
    where source_id = ${sourceId} and asset_id = ${anyId(assetIds)} and missing_since is null
      and (${without}::uuid is null or id <> ${without})
    group by asset_id`.execute(db)
  const identifiers = await sql<{
    asset_id: string
    asset_kind: string
    kind: string
    value: string
    external_id: string | null
  }>`
    select i.asset_id, a.kind as asset_kind, i.kind, i.value,
      case when i.source_id = ${sourceId} then r.external_id end as external_id
    from asset_identifier i
    join asset a on a.id = i.asset_id
    left join source_record r on r.id = i.record_id
    where i.asset_id = ${anyId(assetIds)} and (${without}::uuid is null or i.record_id is distinct from ${without})`.execute(
    db,
  )
  const held = new Map<string, Holding[]>()
  for (const {
    asset_id: assetId,
    asset_kind: assetKind,
    external_id: externalId,
    ...written
  } of identifiers.rows) {
    const holdings = rules.telling(assetKind, [written]).map((identifier) => ({ externalId, identifier }))
    held.set(assetId, [...(held.get(assetId) ?? []), ...holdings])
  }
  return new Holdings(new Map(records.rows.map((row) => [row.asset_id, new Set(row.external_ids)])), held)
}
