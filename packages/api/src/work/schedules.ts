import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { QUEUES } from './jobs.ts'

/** Brings the schedules of the job system in line with what the sources say; gives how many it changed. */
export async function alignSchedules(db: Kysely<Database>, boss: PgBoss, log: Logger): Promise<number> {
  const sources = await db
    .selectFrom('source')
    .select(['id', 'name', 'schedule', 'time_zone as timeZone'])
    .where('schedule', 'is not', null)
    .where('status', '=', 'ACTIVE')
    .execute()
  const known = new Map((await boss.getSchedules(QUEUES.due)).map((schedule) => [schedule.key, schedule]))
  let changed = 0
  for (const { id, name, schedule, timeZone } of sources) {
    const current = known.get(id)
    known.delete(id)
    if (schedule === null || (current?.cron === schedule && current.timezone === timeZone)) continue
    try {
      await boss.schedule(QUEUES.due, schedule, { sourceId: id }, { tz: timeZone, key: id, singletonKey: id })
      changed += 1
    } catch (error) {
      // Checked when it was set; what gets here by another way must not keep the others from their times.
      log.error({ err: error, source: name }, 'the schedule of a source cannot be used')
    }
  }
  for (const key of known.keys()) {
    await boss.unschedule(QUEUES.due, key)
    changed += 1
  }
  return changed
}
