import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { SILENCE } from '../sync/runs/silence.ts'
import { QUEUES, type QueueName } from './jobs.ts'

/**
 * Turns what waits in our tables into jobs. Any number of processes may do it at once: a source has at most one job
 * that is active and one that waits, and a job that finds nothing to do ends at once. Gives how many it sent.
 */
export async function dispatch(db: Kysely<Database>, boss: PgBoss): Promise<number> {
  const { rows } = await sql<{ queue: QueueName; source_id: string }>`
    select distinct ${QUEUES.sync}::text as queue, r.source_id
    from sync_run r join source s on s.id = r.source_id
    where r.finished_at is null and s.status = 'ACTIVE' and (
      r.status = 'QUEUED'
      or r.status = 'RETRY_SCHEDULED' and (r.retry_at is null or r.retry_at <= clock_timestamp())
      or r.status = 'RUNNING' and coalesce(r.heartbeat_at, r.started_at)
           < clock_timestamp() - make_interval(secs => ${SILENCE}))
    union all
    select distinct ${QUEUES.deliveries}, d.source_id
    from webhook_delivery d join source s on s.id = d.source_id
    where d.status = 'PENDING' and s.status = 'ACTIVE' and (d.retry_at is null or d.retry_at <= clock_timestamp())
    union all
    select distinct ${QUEUES.actions}, a.source_id
    from source_action a join source s on s.id = a.source_id
    where a.status = 'QUEUED' and s.status = 'ACTIVE' and (a.retry_at is null or a.retry_at <= clock_timestamp())
      and (a.leased_until is null or a.leased_until <= clock_timestamp())
  `.execute(db)
  for (const { queue, source_id } of rows) {
    await boss.send(queue, { sourceId: source_id }, { singletonKey: source_id })
  }
  return rows.length
}
