import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { refreshRollups } from '../metrics/rollups-store.ts'
import { makePeriods } from './counts-store.ts'
import type { SloRow } from './settings.ts'

/**
 * Brings up to date what is kept of samples: hours and days of metrics, and periods of SLOs. It may be done by any
 * process at any time.
 */
export async function refreshMeasures(db: Kysely<Database>): Promise<void> {
  await refreshRollups(db, async (transaction, hours) => {
    const slos = await transaction
      .selectFrom('slo')
      .innerJoin('slo_progress as p', 'p.slo_id', 'slo.id')
      .selectAll('slo')
      .where((where) => {
        const metrics = sql<string>`any(${[...new Set(hours.map(({ metricId }) => metricId))]}::uuid[])`
        return where.or([where('metric_id', '=', metrics), where('total_metric_id', '=', metrics)])
      })
      .execute()
    await makePeriods(transaction, slos, hours)
  })
  while (await buildNext(db));
}

/**
 * Makes all periods of one SLO that has none. Its metrics are locked as in a refresh, so that no sample is missed that
 * is being recorded. Gives whether there was one.
 */
async function buildNext(db: Kysely<Database>): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<SloRow>`
      select s.* from slo s
      where not exists (select from slo_progress p where p.slo_id = s.id)
        and not exists (select from metric_rollup_due d where d.metric_id in (s.metric_id, s.total_metric_id))
      order by s.id limit 1 for no key update skip locked`.execute(transaction)
    const [slo] = rows
    if (slo === undefined) return false
    const { rows: locked } = await sql`
      select from metric m where m.id in (${slo.metric_id}, ${slo.total_metric_id ?? slo.metric_id})
      order by m.id for update skip locked`.execute(transaction)
    const wanted = new Set([slo.metric_id, slo.total_metric_id ?? slo.metric_id]).size
    if (locked.length < wanted) return false
    await makePeriods(transaction, [slo])
    await sql`
      insert into slo_progress (slo_id, built_from)
      values (${slo.id}, coalesce((select z.at from metric_sample_horizon z), 'epoch'))
      on conflict (slo_id) do nothing`.execute(transaction)
    return true
  })
}
