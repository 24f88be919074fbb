import type { Db } from '@throughline/db'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'

/** The queues. What is to be done stands in tables of ours; a job only says for which source. */
export const QUEUES = {
  /** Carries out what runs wait for a source. */
  sync: 'sync',
  /** A source's time has come. */
  due: 'due',
  deliveries: 'deliveries',
  actions: 'actions',
  // The name in the tables of jobs stays: under another one the schedule of an upgraded database would go on for nothing.
  maintenance: 'upkeep',
} as const
export type QueueName = (typeof QUEUES)[keyof typeof QUEUES]

export interface SourceJob {
  readonly sourceId: string
}

/** Where the jobs lie, in a schema of their own. */
const SCHEMA = 'throughline_jobs'
/** The smallest that is allowed: a worker that dies is noticed within about ten seconds. */
const HEARTBEAT = 10
/** A day: a job that takes longer counts as lost, and its run goes on in another, where it stands. */
const LONGEST_JOB = 24 * 60 * 60

/**
 * The job system on this database, started. One job of a source is active at a time and one more waits, in whatever
 * process; a job whose process dies is given to another within seconds.
 */
export async function startJobs(db: Db, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({
    db: {
      // Of several statements it wants all results, as the driver gives them.
      executeSql: (text, values) => db.pool.query(text, values),
    },
    schema: SCHEMA,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    cronMonitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 2,
    clockMonitorIntervalSeconds: 60,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the job system met an error'))
  await boss.start()
  for (const name of Object.values(QUEUES)) {
    const options = {
      retryLimit: 1000,
      retryDelay: 1,
      heartbeatSeconds: HEARTBEAT,
      expireInSeconds: LONGEST_JOB - 1,
      deleteAfterSeconds: 60 * 60,
    }
    await boss.createQueue(name, { policy: 'stately', ...options })
    // An existing queue keeps its old options otherwise.
    await boss.updateQueue(name, options)
  }
  return boss
}
