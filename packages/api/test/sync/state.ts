import type { Database, Db, Row } from '@throughline/db'
import { tables } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** Everything that runs write, in the words of the sources instead of ids and moments. */
export interface State {
  readonly assets: Readonly<Record<string, unknown>>
  readonly relations: readonly string[]
  readonly records: readonly string[]
  readonly claims: readonly string[]
  readonly identifiers: readonly string[]
  readonly references: readonly string[]
  readonly audit: readonly string[]
}

export async function stateOf(db: Db): Promise<State> {
  const { kysely } = db
  const names = await namesOf(kysely)
  const named = (id: string | null) => (id === null ? null : (names.get(id) ?? 'nameless'))
  const sources = new Map(
    (await kysely.selectFrom('source').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  )
  const source = (id: string | null) => sources.get(id ?? '') ?? null
  const rows = async <Table extends keyof Database & string>(
    table: Table,
    text: (row: Row<Table>) => unknown,
  ) => {
    const found = await sql<Row<Table>>`select * from ${sql.table(table)}`.execute(kysely)
    return found.rows.map((row) => JSON.stringify(text(row))).sort()
  }
  const assets = await kysely.selectFrom('asset').selectAll().execute()
  return {
    assets: Object.fromEntries(
      assets
        .map((row) => [named(row.id), timeless(row)] as const)
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ),
    relations: await rows('asset_relation', (row) => [
      named(row.from_id),
      row.kind,
      named(row.to_id),
      row.strength,
      source(row.source_id),
    ]),
    records: await rows('source_record', (row) => [
      source(row.source_id),
      row.stream,
      row.scope,
      row.external_id,
      row.primary_key,
      row.raw,
      row.content_hash.toString('hex'),
      named(row.asset_id),
      row.relation_id !== null,
      row.missing_since !== null,
    ]),
    claims: await rows('asset_claim', (row) => [
      named(row.asset_id),
      source(row.source_id),
      Object.entries(row.attributes as Record<string, { value: unknown }>)
        .map(([attribute, { value }]) => [attribute, value])
        .sort(),
    ]),
    identifiers: await rows('asset_identifier', (row) => [
      named(row.asset_id),
      source(row.source_id),
      row.kind,
      row.value,
    ]),
    references: await rows('external_reference', (row) => [named(row.asset_id), row.source, row.external_id]),
    audit: await rows('audit_event', (row) => [
      row.action,
      row.entity_type,
      named(row.entity_id) ?? source(row.entity_id),
      timeless(row.before),
      timeless(row.after),
      row.reason,
    ]),
  }
}

/** Each asset by all that sources call it. */
async function namesOf(kysely: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select asset_id as id, string_agg(source || ':' || external_id, ' ' order by source, external_id) as name
    from external_reference where asset_id is not null group by asset_id`.execute(kysely)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A row without its id and its moments, except whether they are set. */
function timeless(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => column !== 'id' && !/_(at|id)$/.test(column))
      .concat([['retired', 'retired_at' in row && row.retired_at !== null]])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** What maintenance keeps by itself, whichever process it runs in: a command that starts a worker may do it, too. */
const KEPT_BY_MAINTENANCE = ['alignment_snapshot']

/** How many rows each table holds. */
export async function rowCounts(db: Db, ...without: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const left = [...without, ...KEPT_BY_MAINTENANCE]
  for (const table of Object.keys(tables).filter((name) => !left.includes(name))) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}`.execute(db.kysely)
    counts[table] = rows[0]?.count ?? -1
  }
  return counts
}
