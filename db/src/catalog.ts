import type pg from 'pg'

/** What the generator reads from the catalog: plain rows, in the order in which they are written out. */

export interface CatalogColumn {
  readonly table: string
  readonly name: string
  /** As in DDL: `character varying(20)`, `numeric(20,4)`. */
  readonly ddlType: string
  /** As in pg_type: `int4`, `_text`. */
  readonly typeName: string
  readonly notNull: boolean
  readonly default: string | null
  /** Of a generated column: its expression is in `default`. */
  readonly generated: boolean
  readonly identity: '' | 'a' | 'd'
  /** Only where it is not the type's own. */
  readonly collation: string | null
}

export interface CatalogTable {
  readonly name: string
  /** Of a partitioned table: `RANGE (at)`. */
  readonly partitionKey: string | null
  /** Of a partition: `FOR VALUES FROM … TO …`. */
  readonly bound: string | null
  readonly parent: string | null
  readonly unlogged: boolean
}

export interface CatalogConstraint {
  readonly table: string
  readonly name: string
  readonly type: 'c' | 'f' | 'p' | 'u' | 'x'
  /** Names of the columns it is about. */
  readonly columns: readonly string[]
  readonly definition: string
}

export interface Catalog {
  readonly extensions: readonly string[]
  readonly functions: readonly string[]
  readonly tables: readonly CatalogTable[]
  readonly columns: readonly CatalogColumn[]
  readonly constraints: readonly CatalogConstraint[]
  readonly indexes: readonly string[]
  readonly triggers: readonly string[]
  readonly views: readonly { name: string; definition: string; materialized: boolean }[]
  readonly comments: readonly { target: string; text: string }[]
}

/** Objects of the schema itself: not the migrator's own table, and nothing that an extension brought. */
const ours = `n.nspname = 'public' and c.relname <> 'schema_migration'
  and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`

/**
 * Reads the schema `public`.
 *
 * @throws Error on a kind of object that the dump has no words for, rather than leave it out.
 */
export async function readCatalog(client: pg.Pool): Promise<Catalog> {
  await refuseUnknownKinds(client)
  const list = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows
  const texts = async (sql: string): Promise<string[]> =>
    (await list<{ text: string }>(sql)).map((row) => row.text)

  return {
    extensions: await texts(
      `select extname::text as text from pg_extension where extname <> 'plpgsql' order by extname collate "C"`,
    ),
    functions: await texts(`
      select pg_get_functiondef(p.oid) as text
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public'
        and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
      order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`),
    tables: await list(`
      select c.relname::text as name, pg_get_partkeydef(c.oid) as "partitionKey",
             pg_get_expr(c.relpartbound, c.oid) as bound,
             (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) as parent,
             c.relpersistence = 'u' as unlogged
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours}
      order by c.relispartition, c.relname collate "C"`),
    columns: await list(`
      select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as "ddlType",
             t.typname::text as "typeName", a.attnotnull as "notNull", pg_get_expr(def.adbin, def.adrelid) as default,
             a.attgenerated <> '' as generated, a.attidentity::text as identity,
             case when a.attcollation <> t.typcollation
               then (select quote_ident(collname) from pg_collation where oid = a.attcollation) end as collation
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef def on def.adrelid = c.oid and def.adnum = a.attnum
      where c.relkind in ('r', 'p') and ${ours}
      order by c.relname collate "C", a.attnum`),
    constraints: await list(`
      select c.relname::text as table, k.conname::text as name, k.contype::text as type,
             pg_get_constraintdef(k.oid) as definition,
             array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, at)
                   join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.at) as columns
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype in ('c', 'f', 'p', 'u', 'x') and k.conislocal and ${ours}
      order by c.relname collate "C", array_position(array['p', 'u', 'x', 'c', 'f'], k.contype::text), k.conname collate "C"`),
    indexes: await texts(`
      select pg_get_indexdef(i.indexrelid) as text
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class x on x.oid = i.indexrelid
      where not x.relispartition and ${ours}
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      order by c.relname collate "C", x.relname collate "C"`),
    triggers: await texts(`
      select pg_get_triggerdef(t.oid) as text
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0 and ${ours}
      order by c.relname collate "C", t.tgname collate "C"`),
    views: await list(`
      select c.relname::text as name, pg_get_viewdef(c.oid) as definition, c.relkind = 'm' as materialized
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${ours}
      order by c.oid`),
    comments: await list(`
      select case when a.attname is null
               then case c.relkind when 'v' then 'VIEW ' when 'm' then 'MATERIALIZED VIEW ' when 'i' then 'INDEX ' else 'TABLE ' end
                    || quote_ident(c.relname)
               else 'COLUMN ' || quote_ident(c.relname) || '.' || quote_ident(a.attname) end as target,
             quote_literal(d.description) as text
      from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
      where ${ours}
      order by 1`),
  }
}

async function refuseUnknownKinds(client: pg.Pool): Promise<void> {
  const { rows } = await client.query<{ found: string }>(`
    select 'type ' || t.typname as found
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where n.nspname = 'public' and t.typtype in ('e', 'd', 'r')
      and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    union all
    select case c.relkind when 'S' then 'sequence ' when 'c' then 'type ' else 'foreign table ' end || c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('S', 'c', 'f') and ${ours}
      and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i')
    union all
    select 'policy ' || polname from pg_policy
    union all
    select 'statistics ' || s.stxname from pg_statistic_ext s
    order by 1`)
  if (rows.length > 0) {
    throw new Error(
      `db/schema.sql cannot show ${rows.map((row) => row.found).join(', ')} yet: teach db/src/schema-dump.ts and catalog.ts to.`,
    )
  }
}
