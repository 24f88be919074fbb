import type { Db } from '@throughline/db'
import { sql } from 'kysely'
import { applyMappingRules } from '../../src/sync/runs/maintenance.ts'

/** What rules have made, in names instead of ids. */
export interface Mapped {
  /** Services by name: lifecycle, and the assets linked with the version of the rule, or `by hand`. */
  readonly services: Readonly<Record<string, readonly string[]>>
  readonly tasks: readonly string[]
}

/** What rules have made of an organisation; services that are retired and have no links are left out. */
export async function mapped(db: Db): Promise<Mapped> {
  const services = await sql<{ name: string; links: string[] }>`
    select s.name || case s.lifecycle when 'RETIRED' then ' (retired)' else '' end as name,
      array(select a.name || coalesce(' by ' || v.number || '.' || v.rule_version, ' by hand')
        from service_dependency d join asset a on a.id = d.on_asset_id
        left join mapping_rule_version v on v.id = d.mapping_rule_version_id
        where d.service_id = s.id order by 1) as links
    from service s
    where s.lifecycle <> 'RETIRED' or exists (select from service_dependency d where d.service_id = s.id)
    order by 1`.execute(db.kysely)
  const tasks = await sql<{ text: string }>`
    select a.name || ' ' || t.reason || ' ' || array_to_string(t.names, ',') || ' [' || coalesce((
        select string_agg(s.name, ',' order by s.name) from mapping_task_service c join service s on s.id = c.service_id
        where c.task_id = t.id), '') || ']' as text
    from mapping_task t join asset a on a.id = t.asset_id order by 1`.execute(db.kysely)
  return {
    services: Object.fromEntries(services.rows.map(({ name, links }) => [name, links])),
    tasks: tasks.rows.map(({ text }) => text),
  }
}

/** Does what maintenance does for the rules. */
export function maintain(db: Db): Promise<void> {
  return applyMappingRules(db.kysely, new Date('2031-01-01T00:00:00Z'), {
    actor: 'test',
    requestId: 'maintenance',
  })
}
