import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { DownRef, FiringAlert } from './simulation.ts'

/** Services and assets that firing alerts are correlated to, each with these alerts, the earliest first. */
export async function downByAlerts(db: Kysely<Database>): Promise<DownRef[]> {
  const { rows } = await sql<{ type: 'Service' | 'Asset'; id: string; alerts: FiringAlert[] }>`
    with firing as materialized (
      select a.id, a.title, a.starts_at from alert a where a.ends_at is null
    ), down as (
      select 'Service' as type, l.service_id as id, l.alert_id from firing f join alert_service l on l.alert_id = f.id
      union all
      select 'Asset', l.asset_id, l.alert_id from firing f join alert_asset l on l.alert_id = f.id
    )
    select d.type, d.id,
      json_agg(json_build_object('id', f.id, 'title', f.title) order by f.starts_at, f.id) as alerts
    from down d join firing f on f.id = d.alert_id
    group by d.type, d.id`.execute(db)
  return rows.map(({ type, id, alerts }) => ({ node: { type, id }, alerts }))
}
