import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
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

/** Which assets answer to identifiers, whichever source says so. */
export class IdentifierMatches {
  readonly #answers = new Map<string, IdentifierMatch[]>()

  of(identifier: Identifier): readonly IdentifierMatch[] {
    return this.#answers.get(key(identifier)) ?? []
  }

  add(identifier: Identifier, answer: IdentifierMatch): void {
    const answers = this.#answers.get(key(identifier))
    if (answers === undefined) this.#answers.set(key(identifier), [answer])
    else answers.push(answer)
  }
}

/** The assets that answer to these identifiers. */
export async function findByIdentifiers(
  db: Kysely<Database>,
  identifiers: readonly Identifier[],
): Promise<IdentifierMatches> {
  const answering = new IdentifierMatches()
  if (identifiers.length === 0) return answering
  const { rows } = await sql<Identifier & { asset_id: string; environment: string | null }>`
    select distinct i.kind, i.value, i.asset_id, i.environment
    from (select distinct kind, value
          from unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ value }) => value)}::text[])
            as wanted (kind, value)) wanted
    join asset_identifier i on i.kind = wanted.kind and i.value = wanted.value`.execute(db)
  for (const { asset_id: assetId, environment, ...identifier } of rows) {
    answering.add(identifier, { assetId, environment })
  }
  return answering
}

function key({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}
