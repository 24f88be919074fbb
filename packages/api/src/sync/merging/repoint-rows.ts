import type { Database, JsonObject } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'

/** A column that points to assets, as the database has it. */
export interface AssetColumn {
  readonly table: string
  readonly column: string
  /** The columns of the primary key. */
  readonly key: readonly string[]
  /** Whether other tables point to its rows, so that none may be taken away. */
  readonly held: boolean
  /** What else must differ where the asset is the same. */
  readonly uniques: readonly { readonly columns: readonly string[]; readonly nullsEqual: boolean }[]
}

/** What tells of merges and duplicates itself stays where it is, and so does what is worked out for each asset. */
const STAYS: ReadonlySet<string> = new Set([
  'asset.merged_into',
  'asset_merge.survivor_id',
  'asset_merge.duplicate_id',
  'duplicate_task_asset.asset_id',
  'mapping_task.asset_id',
])

/**
 * Every column that points to assets, read from the database: a table that is added tomorrow moves along. Records
 * and their claims come first, for what follows from them.
 */
export async function assetColumns(db: Kysely<Database>): Promise<readonly AssetColumn[]> {
  const { rows } = await sql<AssetColumn>`
    select t.relname as table, a.attname as column,
      array(
        select k.attname::text from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
        where i.indrelid = t.oid and i.indisprimary order by k.attnum) as key,
      exists (
        select from pg_constraint h where h.contype = 'f' and h.confrelid = t.oid
          -- Records of relations are passed on.
          and t.relname <> 'asset_relation') as held,
      (select coalesce(json_agg(json_build_object(
          'columns', (select json_agg(k.attname order by k.attnum) from pg_attribute k
            where k.attrelid = t.oid and k.attnum = any(i.indkey) and k.attnum <> a.attnum),
          'nullsEqual', i.indnullsnotdistinct)), '[]')
        from pg_index i
        where i.indrelid = t.oid and i.indisunique and a.attnum = any(i.indkey) and i.indnkeyatts > 1) as uniques
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'asset'::regclass and t.relnamespace = current_schema()::regnamespace
    order by t.relname = 'source_record' desc, t.relname, a.attname`.execute(db)
  return rows.filter(({ table, column }) => !STAYS.has(`${table}.${column}`))
}

/** What of one column went over to another asset. */
export interface MovedRows {
  readonly table: string
  readonly column: string
  /** The primary keys of the rows, as they are by now. */
  readonly moved: readonly JsonObject[]
  /** Rows that had no place beside those of the other asset, as they were. */
  readonly aside: readonly JsonObject[]
}

/**
 * Lets the rows of one column point to another asset. What has no place beside what is there is put aside, or stays
 * where it is if other rows hang on it, such as the samples of a metric.
 */
export async function repointRows(
  db: Kysely<Database>,
  where: AssetColumn,
  from: string,
  to: string,
  others: readonly AssetColumn[],
): Promise<MovedRows> {
  const { table, column } = where
  const t = sql.table(table)
  // A row that ties both would tie the one to itself.
  const ties = others
    .filter((other) => other.table === table && other.column !== column)
    .map((other) => sql`t.${sql.ref(other.column)} = ${to}::uuid`)
  const clash = sql.join(
    [...ties, ...where.uniques.map((unique) => taken(where, unique, to)), sql`false`],
    sql` or `,
  )
  const aside = where.held
    ? { rows: [] }
    : await sql<{ row: JsonObject }>`
        delete from ${t} t where t.${sql.ref(column)} = ${from}::uuid and (${clash}) returning to_jsonb(t) as row
      `.execute(db)
  const moved = await sql<{ key: JsonObject }>`
    update ${t} t set ${sql.ref(column)} = ${to}::uuid where t.${sql.ref(column)} = ${from}::uuid and not (${clash})
    returning ${keyOf(where)} as key`.execute(db)
  return {
    table,
    column,
    moved: moved.rows.map(({ key }) => key),
    aside: aside.rows.map(({ row }) => row),
  }
}

/** Lets rows point back; those whose place was taken since stay. */
export async function restoreReferences(
  db: Kysely<Database>,
  where: AssetColumn,
  moved: readonly JsonObject[],
  from: string,
  to: string,
): Promise<void> {
  if (moved.length === 0) return
  const { table, column } = where
  const free = sql.join([...where.uniques.map((unique) => taken(where, unique, to)), sql`false`], sql` or `)
  await sql`
    update ${sql.table(table)} t set ${sql.ref(column)} = ${to}::uuid
    where t.${sql.ref(column)} = ${from}::uuid and not (${free})
      and ${keyOf(where)} in (select jsonb_array_elements(${json([...moved])}::jsonb))`.execute(db)
}

/**
 * Puts a row back that was put aside. What it refers to may be gone by now, or another may have taken its place:
 * then it stays away. Gives whether it is back.
 */
export async function restoreRow(db: Kysely<Database>, table: string, row: JsonObject): Promise<boolean> {
  const columns = await writtenColumns(db, table)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  await sql`savepoint put_back`.execute(db)
  try {
    const { numAffectedRows } = await sql`
      insert into ${sql.table(table)} (${list})
      select ${list} from jsonb_populate_record(null::${sql.table(table)}, ${json(row)}::jsonb)
      on conflict do nothing`.execute(db)
    await sql`release savepoint put_back`.execute(db)
    return numAffectedRows === 1n
  } catch (error) {
    await sql`rollback to savepoint put_back`.execute(db)
    if (error instanceof Error && 'code' in error && error.code === '23503') return false
    throw error
  }
}

async function writtenColumns(db: Kysely<Database>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db)
  return rows.map(({ name }) => name)
}

/** Whether the asset has a row already that this one would be the same as. */
function taken(
  { table, column }: AssetColumn,
  { columns, nullsEqual }: AssetColumn['uniques'][number],
  asset: string,
): RawBuilder<boolean> {
  const same = columns.map((name) =>
    nullsEqual
      ? sql`other.${sql.ref(name)} is not distinct from t.${sql.ref(name)}`
      : sql`other.${sql.ref(name)} = t.${sql.ref(name)}`,
  )
  const all = sql.join([sql`other.${sql.ref(column)} = ${asset}::uuid`, ...same], sql` and `)
  return sql<boolean>`exists (select from ${sql.table(table)} other where ${all})`
}

function keyOf({ key }: AssetColumn): RawBuilder<JsonObject> {
  const parts = key.map((name) => sql`${sql.lit(name)}::text, t.${sql.ref(name)}`)
  return sql<JsonObject>`jsonb_build_object(${sql.join(parts)})`
}
