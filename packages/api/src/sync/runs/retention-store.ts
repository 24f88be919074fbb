import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { purgeAudit } from '../../access/audit-purge-store.ts'
import { refreshMeasures } from '../../commitments/periods-store.ts'
import { postgresCode } from '../../graph/errors.ts'
import { lockHorizon, moveHorizon } from '../../metrics/horizon-store.ts'
import {
  changedRetention,
  keptSince,
  purgeDue,
  RETENTION_SUBJECTS,
  type RetentionSubject,
} from '../../settings/retention.ts'
import { readSettings, writeSetting } from '../../settings/store.ts'

/** Rows that one statement removes. */
const BATCH = 1_000
/** Statements of one turn and subject; the rest is for the next turn. */
const BATCHES = 20

/** Sets how long a subject is kept, in its unit. */
export async function setRetention(
  db: Kysely<Database>,
  subject: RetentionSubject,
  keep: number,
  auditContext: AuditContext,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { retention } = await readSettings(transaction)
    const changed = changedRetention(retention, [[subject, keep]])
    await writeSetting(transaction, auditContext, 'retention', { ...changed })
  })
}

type PurgedBySql = Exclude<RetentionSubject, 'samples' | 'audit'>

/** Statements that remove one batch of what is older than an instant. */
const PURGES: Readonly<Record<PurgedBySql, (since: Date) => ReturnType<typeof sql>[]>> = {
  runs: (since) => [
    sql`delete from sync_run where id in (
      select r.id from sync_run r
      where r.finished_at < ${since}
        and not exists (select from pending_record p where p.run_id = r.id)
        and r.id not in (
          select distinct on (l.source_id) l.id from sync_run l
          where l.status = 'SUCCEEDED' and l.selection is null and l.mode in ('INCREMENTAL', 'FULL')
          order by l.source_id, l.finished_at desc)
      order by r.finished_at limit ${BATCH})`,
  ],
  // The record stays: by its external ID it is known again. Without its hash it then counts as changed.
  records: (since) => [
    sql`update source_record set raw = 'null', content_hash = decode(repeat('00', 32), 'hex')
      where id in (
        select id from source_record
        where retired_at < ${since} and missing_since is not null and raw <> 'null' limit ${BATCH})`,
  ],
  deliveries: (since) => [
    sql`delete from webhook_delivery where id in (
      select id from webhook_delivery where received_at < ${since} and status <> 'PENDING' limit ${BATCH})`,
  ],
  actions: (since) => [
    sql`delete from source_action where id in (
      select id from source_action where finished_at < ${since} limit ${BATCH})`,
  ],
  findings: (since) => [
    sql`delete from dry_run_change where id in (
      select id from dry_run_change where created_at < ${since} limit ${BATCH})`,
    sql`delete from dead_letter where id in (
      select id from dead_letter where status = 'RESOLVED' and resolved_at < ${since} limit ${BATCH})`,
  ],
}

/** Removes what is kept no longer, in small batches; what is left over is for the next turn. */
export async function purgeExpired(db: Kysely<Database>, now: Date): Promise<void> {
  const { retention } = await readSettings(db)
  const sinceOf = (subject: RetentionSubject) => keptSince(subject, retention[subject], now)
  for (const subject of RETENTION_SUBJECTS) {
    const since = sinceOf(subject)
    if (subject === 'samples') await dropSampleMonths(db, since)
    else if (subject === 'audit') await purgeAudit(db, since, BATCHES)
    else for (const statement of PURGES[subject](since)) await repeat(db, statement)
  }
}

async function repeat(db: Kysely<Database>, statement: ReturnType<typeof sql>): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { numAffectedRows = 0n } = await statement.execute(db)
    if (numAffectedRows < BigInt(BATCH)) return
  }
}

/** The partitions of samples that hold nothing from an instant on: names in the order of their months. */
async function sampleMonths(db: Kysely<Database>): Promise<{ name: string; month: Date }[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'metric_sample'::regclass and c.relname ~ '^metric_sample_[0-9]{4}_[0-9]{2}$'
    order by c.relname`.execute(db)
  return rows.map(({ name }) => ({
    name,
    month: new Date(Date.UTC(Number(name.slice(14, 18)), Number(name.slice(19)) - 1, 1)),
  }))
}

/**
 * Drops whole months of samples; their hours and days stay. Where it would have to wait for readers and writers, it is
 * left to the next turn.
 */
async function dropSampleMonths(db: Kysely<Database>, since: Date): Promise<void> {
  const months = (await sampleMonths(db)).filter(({ month }) => month.getTime() < since.getTime())
  // What the samples come to stays when they go.
  if (months.length > 0) await refreshMeasures(db)
  for (const { name, month } of months) {
    const end = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
    try {
      await db.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = '500ms'`.execute(transaction)
        // In the order of those who store samples.
        await lockHorizon(transaction)
        await sql`select pg_advisory_xact_lock(hashtext('metric_sample_partitions'))`.execute(transaction)
        await sql`lock table ${sql.table(name)} in access exclusive mode`.execute(transaction)
        const { rows } = await sql`
          select from metric_rollup_due where at >= ${month} and at < ${end} limit 1`.execute(transaction)
        if (rows.length > 0) return
        await moveHorizon(transaction, end)
        await sql`drop table ${sql.table(name)}`.execute(transaction)
      })
    } catch (error) {
      if (postgresCode(error) === '55P03') return
      throw error
    }
  }
}

/** What there is of a subject, and when the oldest of it is due. */
export interface RetentionRow {
  readonly subject: RetentionSubject
  /** In the unit of the subject. */
  readonly keep: number
  /** Of samples the month; null where there is nothing. */
  readonly oldest: Date | null
  /** How many rows a purge can come to; of samples and audit events an estimate of PostgreSQL, null before it has one. */
  readonly rows: number | null
  /** When the oldest is purged; null where there is nothing. */
  readonly nextPurge: Date | null
}

const COUNTS: Readonly<Record<Exclude<RetentionSubject, 'samples'>, ReturnType<typeof sql>>> = {
  runs: sql`select min(finished_at) as oldest, count(*) as rows from sync_run where finished_at is not null`,
  records: sql`select min(retired_at) as oldest, count(*) as rows from source_record
    where retired_at is not null and missing_since is not null and raw <> 'null'`,
  deliveries: sql`select min(received_at) as oldest, count(*) as rows from webhook_delivery
    where status <> 'PENDING'`,
  actions: sql`select min(finished_at) as oldest, count(*) as rows from source_action
    where finished_at is not null`,
  findings: sql`select min(at) as oldest, count(*) as rows from (
    select created_at as at from dry_run_change
    union all select resolved_at from dead_letter where status = 'RESOLVED') as found`,
  audit: sql`select (select min(at) from audit_event) as oldest,
    (select nullif(reltuples, -1)::bigint from pg_class where oid = 'audit_event'::regclass) as rows`,
}

/** The retention of every subject, with what there is of it. */
export async function retentionReport(db: Kysely<Database>): Promise<RetentionRow[]> {
  const { retention } = await readSettings(db)
  const report: RetentionRow[] = []
  for (const subject of RETENTION_SUBJECTS) {
    const { oldest, rows } =
      subject === 'samples' ? await sampleCounts(db) : await counted(db, COUNTS[subject])
    const keep = retention[subject]
    const nextPurge = oldest === null ? null : purgeDue(subject, keep, oldest)
    report.push({ subject, keep, oldest, rows, nextPurge })
  }
  return report
}

async function counted(
  db: Kysely<Database>,
  statement: ReturnType<typeof sql>,
): Promise<{ oldest: Date | null; rows: number | null }> {
  const { rows } = await (
    statement as ReturnType<typeof sql<{ oldest: Date | null; rows: string | null }>>
  ).execute(db)
  return { oldest: rows[0]?.oldest ?? null, rows: numberOf(rows[0]?.rows) }
}

async function sampleCounts(db: Kysely<Database>): Promise<{ oldest: Date | null; rows: number | null }> {
  const [first] = await sampleMonths(db)
  const { rows } = await sql<{ rows: string | null }>`
    select sum(c.reltuples) filter (where c.reltuples >= 0)::bigint as rows
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'metric_sample'::regclass`.execute(db)
  return { oldest: first?.month ?? null, rows: numberOf(rows[0]?.rows) }
}

function numberOf(text: string | null | undefined): number | null {
  return text == null ? null : Number(text)
}
