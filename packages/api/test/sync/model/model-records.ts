import type { Db } from '@throughline/db'
import { sql } from 'kysely'
import type { Raw } from '../scripted.ts'

const record =
  (type: string, called: 'name' | 'title' = 'name') =>
  (externalId: string, more: object = {}): Raw => ({ type, externalId, [called]: externalId, ...more })

export const person = record('person')
export const team = record('team')
export const service = record('service')
export const objective = record('objective', 'title')
export const process = record('process')

/** Everything that stands above the machines, in names instead of ids and moments. */
export async function modelOf({ kysely }: Db): Promise<Readonly<Record<string, readonly string[]>>> {
  const lists: Record<string, readonly string[]> = {}
  const list = async (name: string, columns: string, from: string) => {
    const { rows } = await sql<{ row: unknown }>`
      select to_json(each) as row from (select ${sql.raw(columns)} from ${sql.raw(from)}) each`.execute(
      kysely,
    )
    lists[name] = rows.map(({ row }) => JSON.stringify(row)).sort()
  }
  await list('persons', 'name, email, active, labels, removed_at_source is not null as removed', 'person')
  await list(
    'teams',
    't.name, t.kind, t.cost_centre, t.contact, p.name as parent, t.labels, t.removed_at_source is not null as removed',
    'team t left join team p on p.id = t.parent_id',
  )
  await list(
    'services',
    's.name, s.kind, s.lifecycle, s.description, o.name as owner, s.labels, s.removed_at_source is not null as removed',
    'service s left join team o on o.id = s.owner_id',
  )
  await list(
    'objectives',
    'o.title, o.weight, o.status, o.starts_on, o.ends_on, t.name as owner, p.title as parent',
    'objective o left join team t on t.id = o.owner_id left join objective p on p.id = o.parent_id',
  )
  await list('processes', 'p.name, o.name as owner', 'process p left join team o on o.id = p.owner_id')
  await list(
    'memberships',
    't.name as team, p.name as person, m.role, s.name as source',
    'membership m join team t on t.id = m.team_id join person p on p.id = m.person_id left join source s on s.id = m.source_id',
  )
  await list(
    'dependencies',
    'a.name as from, b.name as service, c.name as asset, d.strength, g.name as group, s.name as source',
    'service_dependency d join service a on a.id = d.service_id left join service b on b.id = d.on_service_id left join asset c on c.id = d.on_asset_id left join redundancy_group g on g.id = d.group_id left join source s on s.id = d.source_id',
  )
  await list(
    'contributions',
    'o.title, v.name as service, l.share, s.name as source',
    'objective_service l join objective o on o.id = l.objective_id join service v on v.id = l.service_id left join source s on s.id = l.source_id',
  )
  await list(
    'uses',
    'p.name, v.name as service, l.strength',
    'process_service l join process p on p.id = l.process_id join service v on v.id = l.service_id',
  )
  await list(
    'supports',
    'p.name, o.title, l.share',
    'process_objective l join process p on p.id = l.process_id join objective o on o.id = l.objective_id',
  )
  await list(
    'keyResults',
    'o.title as of, k.title, k.unit, k.start_value, k.target_value, k.current_value, k.weight',
    'key_result k join objective o on o.id = k.objective_id',
  )
  await list(
    'claims',
    `coalesce(t.name, p.name, v.name, o.title, b.name) as on, s.name as source, r.external_id,
      (select jsonb_object_agg(key, value->'value') from jsonb_each(c.attributes)) as said`,
    `entity_claim c left join source s on s.id = c.source_id left join source_record r on r.id = c.record_id
      left join team t on t.id = c.team_id left join person p on p.id = c.person_id left join service v on v.id = c.service_id
      left join objective o on o.id = c.objective_id left join process b on b.id = c.process_id`,
  )
  await list(
    'open',
    'l.role, l.reference, r.external_id',
    'record_link l join source_record r on r.id = l.record_id where num_nonnulls(l.team_id, l.person_id, l.service_id, l.objective_id, l.asset_id) = 0',
  )
  await list(
    'tasks',
    't.state, (select array_agg(coalesce(a.name, b.name, c.name, d.name) order by coalesce(a.name, b.name, c.name, d.name)) from duplicate_task_entity e left join team a on a.id = e.team_id left join person b on b.id = e.person_id left join service c on c.id = e.service_id left join process d on d.id = e.process_id where e.task_id = t.id) as on',
    'duplicate_task t',
  )
  return lists
}

/** Which transaction wrote each row that follows from records of the model: a run that writes nothing changes none. */
export async function writtenRows({ kysely }: Db): Promise<readonly string[]> {
  const found: string[] = []
  for (const table of WRITTEN) {
    const { rows } = await sql<{
      row: string
    }>`select xmin::text || ' ' || ctid::text as row from ${sql.table(table)}`.execute(kysely)
    found.push(...rows.map(({ row }) => `${table} ${row}`))
  }
  return found.sort()
}

const WRITTEN = [
  'person',
  'team',
  'service',
  'objective',
  'process',
  'membership',
  'service_dependency',
  'redundancy_group',
  'objective_service',
  'process_service',
  'process_objective',
  'key_result',
  'key_result_check_in',
  'entity_claim',
  'record_link',
  'external_reference',
  'duplicate_task',
  'audit_event',
]
