import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { IN_EFFECT } from './claims-store.ts'
import type { LinkRole, ModelKind, ModelType } from './model-kinds.ts'

/** A table of links that follow from records. */
interface LinkTable {
  readonly table: string
  /** The column of the entity that the records describe, and the one of the other end. */
  readonly from: string
  readonly to: string
  readonly role: LinkRole
  readonly target: 'person_id' | 'service_id' | 'objective_id'
  /** What is said of the link: the column, and the value by the detail `l.detail`. */
  readonly columns: Readonly<Record<string, RawBuilder<unknown>>>
}

const number = (name: string, absent: RawBuilder<unknown>) =>
  sql`coalesce((l.detail->>${sql.lit(name)})::float8, ${absent})`
const GROUP = sql`(select g.id from redundancy_group g where g.service_id = r.service_id and g.name = l.detail->>'group')`
const STRENGTH = number('strength', sql`1`)

const LINKS: Readonly<Record<ModelType, readonly LinkTable[]>> = {
  person: [],
  team: [
    {
      table: 'membership',
      from: 'team_id',
      to: 'person_id',
      role: 'MEMBER',
      target: 'person_id',
      columns: { role: sql`coalesce(l.detail->>'role', 'MEMBER')` },
    },
  ],
  service: [
    {
      table: 'service_dependency',
      from: 'service_id',
      to: 'on_service_id',
      role: 'DEPENDS_ON_SERVICE',
      target: 'service_id',
      columns: { strength: STRENGTH, group_id: GROUP },
    },
  ],
  objective: [
    {
      table: 'objective_service',
      from: 'objective_id',
      to: 'service_id',
      role: 'RESTS_ON_SERVICE',
      target: 'service_id',
      columns: { share: number('share', sql`1`) },
    },
  ],
  process: [
    {
      table: 'process_service',
      from: 'process_id',
      to: 'service_id',
      role: 'USES_SERVICE',
      target: 'service_id',
      columns: { strength: number('strength', sql`null::float8`) },
    },
    {
      table: 'process_objective',
      from: 'process_id',
      to: 'objective_id',
      role: 'SUPPORTS_OBJECTIVE',
      target: 'objective_id',
      columns: { share: number('share', sql`null::float8`) },
    },
  ],
}

/**
 * Makes the links of entities that sources state what their records in effect say. Of several sources the one with the
 * smaller precedence number is followed, then the first by name. Links of users stay as they are.
 */
export async function writeSourceLinks(
  db: Kysely<Database>,
  kind: ModelKind,
  ids: readonly string[],
): Promise<void> {
  if (kind.type === 'service') await makeGroups(db, ids)
  for (const link of LINKS[kind.type]) await writeLinks(db, kind, link, ids)
  if (kind.type === 'service') {
    await writeAssetDependencies(db, { services: ids })
    await removeGroups(db, ids)
  }
  if (kind.type === 'objective') await writeKeyResults(db, ids)
}

async function writeLinks(
  db: Kysely<Database>,
  kind: ModelKind,
  { table, from, to, role, target, columns }: LinkTable,
  ids: readonly string[],
): Promise<void> {
  const names = Object.keys(columns)
  const self =
    kind.type === 'service' && target === 'service_id' ? sql`and l.service_id <> r.service_id` : sql``
  const end = sql`l.${sql.ref(target)}`
  const said = sql`
    said as materialized (
      select distinct on (r.${sql.ref(kind.column)}, ${end})
        r.${sql.ref(kind.column)} as from_id, ${end} as to_id, r.source_id, ${sql.join(
          Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.ref(name)}`),
        )}
      from source_record r join record_link l on l.record_id = r.id join source s on s.id = r.source_id
      where r.${sql.ref(kind.column)} = ${anyId(ids)} and l.role = ${role} and ${end} is not null
        and ${IN_EFFECT} ${self}
      order by r.${sql.ref(kind.column)}, ${end}, s.precedence, s.name, r.external_id)`
  const same = sql.join(
    ['source_id', ...names].map(
      (column) => sql`said.${sql.ref(column)} is not distinct from l.${sql.ref(column)}`,
    ),
    sql` and `,
  )
  await sql`
    with ${said}
    delete from ${sql.table(table)} l
    where l.${sql.ref(from)} = ${anyId(ids)} and l.source_id is not null and l.${sql.ref(to)} is not null
      and not exists (select from said where said.from_id = l.${sql.ref(from)} and said.to_id = l.${sql.ref(to)} and ${same})`.execute(
    db,
  )
  const list = sql.join(names.map((name) => sql.ref(name)))
  await sql`
    with ${said}
    insert into ${sql.table(table)} (${sql.ref(from)}, ${sql.ref(to)}, source_id, ${list})
    select from_id, to_id, source_id, ${list} from said order by from_id, to_id
    on conflict do nothing`.execute(db)
}

/** The ends by which dependencies of services on assets are written. */
type AssetDependencies = { readonly services: readonly string[] } | { readonly assets: readonly string[] }

/**
 * The same for dependencies of services on assets, which records of services state, and those of assets that name their
 * services: all of these services, or all on these assets. A link that a mapping rule has made gives way.
 */
export async function writeAssetDependencies(db: Kysely<Database>, ends: AssetDependencies): Promise<void> {
  const within = (service: RawBuilder<unknown>, asset: RawBuilder<unknown>) =>
    'services' in ends ? sql`${service} = ${anyId(ends.services)}` : sql`${asset} = ${anyId(ends.assets)}`
  const said = sql`
    stated as (
      select r.service_id, l.asset_id, r.source_id, r.external_id, ${STRENGTH} as strength, ${GROUP} as group_id
      from source_record r join record_link l on l.record_id = r.id
      where l.role = 'DEPENDS_ON_ASSET' and ${within(sql`r.service_id`, sql`l.asset_id`)} and ${IN_EFFECT}
      union all
      select l.service_id, r.asset_id, r.source_id, r.external_id, 1, null
      from source_record r join record_link l on l.record_id = r.id
      where l.role = 'PART_OF_SERVICE' and ${within(sql`l.service_id`, sql`r.asset_id`)} and ${IN_EFFECT}),
    said as materialized (
      select distinct on (stated.service_id, stated.asset_id) stated.*
      from stated join source s on s.id = stated.source_id
      join asset a on a.id = stated.asset_id and a.merged_into is null
      where stated.service_id is not null
      order by stated.service_id, stated.asset_id, s.precedence, s.name, stated.external_id)`
  await sql`
    with ${said}
    delete from service_dependency d
    where ${within(sql`d.service_id`, sql`d.on_asset_id`)} and d.on_asset_id is not null
      and (d.source_id is not null and not exists (
          select from said where said.service_id = d.service_id and said.asset_id = d.on_asset_id
            and (said.source_id, said.strength, said.group_id) is not distinct from (d.source_id, d.strength, d.group_id))
        or d.mapping_rule_version_id is not null and exists (
          select from said where said.service_id = d.service_id and said.asset_id = d.on_asset_id))`.execute(
    db,
  )
  await sql`
    with ${said}
    insert into service_dependency (service_id, on_asset_id, source_id, strength, group_id)
    select service_id, asset_id, source_id, strength, group_id from said order by service_id, asset_id
    on conflict do nothing`.execute(db)
}

/** Makes the redundancy groups that dependencies are said to be in. */
async function makeGroups(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    insert into redundancy_group (service_id, name, source_id)
    select distinct on (r.service_id, l.detail->>'group') r.service_id, l.detail->>'group', r.source_id
    from source_record r join record_link l on l.record_id = r.id join source s on s.id = r.source_id
    where r.service_id = ${anyId(ids)} and l.detail->>'group' is not null and ${IN_EFFECT}
    order by r.service_id, l.detail->>'group', s.precedence, s.name
    on conflict (service_id, name) do nothing`.execute(db)
}

/** Removes groups of sources that have no member any more and that no record names. */
async function removeGroups(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    delete from redundancy_group g
    where g.service_id = ${anyId(ids)} and g.source_id is not null
      and not exists (select from service_dependency d where d.group_id = g.id)
      and not exists (
        select from source_record r join record_link l on l.record_id = r.id
        where r.service_id = g.service_id and l.detail->>'group' = g.name and ${IN_EFFECT})`.execute(db)
}

/** Key results follow the record whose source comes first, of those that state any; those of users stay. */
async function writeKeyResults(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  const said = sql`
    said as materialized (
      select first.objective_id, first.source_id, k.title, coalesce(k.unit, '') as unit, k.start as start_value,
        k.target as target_value, k.current as current_value, coalesce(k.weight, 1) as weight
      from (
        select distinct on (c.objective_id) c.objective_id, c.source_id, c.attributes #> '{keyResults,value}' as list
        from entity_claim c join source_record r on r.id = c.record_id join source s on s.id = c.source_id
        where c.objective_id = ${anyId(ids)} and c.attributes ? 'keyResults' and ${IN_EFFECT}
        order by c.objective_id, s.precedence, s.name, r.external_id) first,
      jsonb_to_recordset(first.list) as k (title text, unit text, start float8, target float8, current float8, weight float8))`
  await sql`
    with ${said}
    delete from key_result k
    where k.objective_id = ${anyId(ids)} and k.source_id is not null and not exists (
      select from said where said.objective_id = k.objective_id and said.title = k.title)`.execute(db)
  // A current value that no source states stays as it was entered, unless the way has another start.
  await sql`
    with ${said}
    update key_result k set unit = said.unit, start_value = said.start_value, target_value = said.target_value,
      weight = said.weight, source_id = said.source_id,
      current_value = coalesce(said.current_value, k.current_value)
    from said
    where k.objective_id = said.objective_id and k.title = said.title and k.source_id is not null
      and (k.unit, k.start_value, k.target_value, k.weight, k.source_id, k.current_value) is distinct from
        (said.unit, said.start_value, said.target_value, said.weight, said.source_id, coalesce(said.current_value, k.current_value))`.execute(
    db,
  )
  await sql`
    with ${said}
    insert into key_result (objective_id, source_id, title, unit, start_value, target_value, current_value, weight)
    select said.objective_id, said.source_id, said.title, said.unit, said.start_value, said.target_value,
      coalesce(said.current_value, said.start_value), said.weight
    from said
    where not exists (select from key_result k where k.objective_id = said.objective_id and k.title = said.title)
    order by said.objective_id, said.title`.execute(db)
  // A start that takes the place of a value was entered by nothing.
  await sql`
    with ${said}
    insert into key_result_check_in (key_result_id, value)
    select k.id, said.current_value
    from said join key_result k on k.objective_id = said.objective_id and k.title = said.title
    left join lateral (
      select c.value from key_result_check_in c where c.key_result_id = k.id order by c.at desc, c.id desc limit 1
    ) latest on true
    where k.source_id is not null and said.current_value is distinct from latest.value
      and said.current_value is not null`.execute(db)
}
