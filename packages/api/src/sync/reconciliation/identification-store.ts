import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { canonicalIdentifier, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import { IdentificationRules, type Identifier, type IdentifierMatch } from './identification.ts'

/** The identification rules that are in force. */
export async function identificationRules(db: Kysely<Database>): Promise<IdentificationRules> {
  const rows = await db.selectFrom('identification_rule').selectAll().execute()
  return new IdentificationRules(
    rows.map((row) => ({
      assetKind: row.asset_kind,
      identifierKind: row.identifier_kind,
      priority: row.priority,
      enabled: row.enabled,
      scopedToEnvironment: row.scoped_to_environment,
    })),
  )
}

/** The assets that hold identifiers, whichever source reports them. */
export class IdentifierMatches {
  readonly #matches = new Map<string, IdentifierMatch[]>()

  of(identifier: Identifier): readonly IdentifierMatch[] {
    return this.#matches.get(key(identifier)) ?? []
  }

  /** All assets that hold one of them. */
  assetIds(): readonly string[] {
    return [...new Set([...this.#matches.values()].flat().map(({ assetId }) => assetId))]
  }

  add(identifier: Identifier, match: IdentifierMatch): void {
    const matches = this.#matches.get(key(identifier))
    if (matches === undefined) this.#matches.set(key(identifier), [match])
    else matches.push(match)
  }
}

/**
 * Finds the assets that hold these identifiers.
 * @param without a record whose own identifiers do not count
 */
export async function findByIdentifiers(
  db: Kysely<Database>,
  identifiers: readonly WrittenIdentifier[],
  without: string | null = null,
): Promise<IdentifierMatches> {
  const found = new IdentifierMatches()
  if (identifiers.length === 0) return found
  const wanted = comparedForms(identifiers)
  const { rows } = await sql<
    Identifier & { asset_id: string; environment: string | null; source_id: string | null }
  >`
    select distinct w.kind, w.canonical as value, i.asset_id, i.environment,
      case when r.missing_since is null then i.source_id end as source_id
    from unnest(${wanted.kinds}::text[], ${wanted.canonical}::text[], ${wanted.compared}::text[])
      as w (kind, canonical, compared)
    join asset_identifier i on i.kind = w.kind and coalesce(i.canonical, i.value) = w.compared
    left join source_record r on r.id = i.record_id
    where (w.compared = w.canonical or i.canonical is null) and (${without}::uuid is null or i.record_id is distinct from ${without})`.execute(
    db,
  )
  for (const { asset_id: assetId, environment, source_id: sourceId, ...identifier } of rows) {
    found.add(identifier, { assetId, environment, sourceId })
  }
  return found
}

/**
 * How identifiers are looked for, column by column: by their canonical form, and as they are written for rows that
 * maintenance has not brought to it yet.
 */
export function comparedForms(identifiers: readonly WrittenIdentifier[]) {
  const forms = new Map<string, readonly [kind: string, canonical: string, compared: string]>()
  for (const identifier of identifiers) {
    const canonical = canonicalIdentifier(identifier)
    for (const compared of [canonical, identifier.value])
      forms.set(JSON.stringify([identifier.kind, canonical, compared]), [
        identifier.kind,
        canonical,
        compared,
      ])
  }
  const rows = [...forms.values()]
  return {
    kinds: rows.map(([kind]) => kind),
    canonical: rows.map(([, canonical]) => canonical),
    compared: rows.map(([, , compared]) => compared),
  }
}

function key({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}
