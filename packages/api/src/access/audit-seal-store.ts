import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { checkOrder, type SealedTime } from './audit-order.ts'
import { type AuditFinding, checkSeals, GENESIS, type Head, type StoredSeal, sealOf } from './audit-seal.ts'

/** Events that one transaction seals. */
const AT_ONCE = 1_000
/** Links of the chain that one statement reads. */
const READ_AT_ONCE = 5_000
const LOCK = sql`hashtext('throughline.audit_seal')`

/**
 * SHA-256 of the canonical text of an event `e`: its columns as a JSON array, in this order, instants in UTC with
 * milliseconds, and its principal where it has one. Seals that exist hold on to this text.
 */
const DIGEST = sql<Buffer>`sha256(convert_to((jsonb_build_array(
  e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.actor, e.request_id, e.action,
  e.entity_type, e.entity_id, e.before, e.after, e.reason)
  || case when e.principal_id is null and e.principal_type is null then '[]'
     else jsonb_build_array(e.principal_type, e.principal_id) end)::text, 'UTF8'))`

/**
 * Seals the events that are committed and not sealed yet, in batches, one transaction each; gives how many. One
 * process does so at a time: another that comes meanwhile does nothing. A transaction that commits late is not
 * missed, since its events wait for their seal in a table of their own.
 */
export async function sealAudit(db: Kysely<Database>, signal?: AbortSignal): Promise<number> {
  let sealed = 0
  for (;;) {
    const batch = await db.transaction().execute(sealSome)
    sealed += batch
    if (batch < AT_ONCE || signal?.aborted === true) return sealed
  }
}

async function sealSome(transaction: Kysely<Database>): Promise<number> {
  const { rows: tries } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK}) as held
    where exists (select from audit_unsealed)`.execute(transaction)
  if (tries[0]?.held !== true) return 0
  // A statement of its own: it sees what the last holder of the lock has committed.
  const head = await chainHead(transaction)
  const { rows: events } = await sql<{ id: string; digest: Buffer }>`
    select e.id, ${DIGEST} as digest from audit_unsealed u join audit_event e on e.id = u.event_id
    order by e.at, e.id limit ${AT_ONCE}`.execute(transaction)
  if (events.length === 0) return 0
  const hashes: Buffer[] = []
  for (const { digest } of events) hashes.push(sealOf(hashes.at(-1) ?? head.hash, digest))
  const ids = events.map(({ id }) => id)
  await sql`
    insert into audit_seal (number, event_id, hash)
    select ${head.number}::bigint + place, event_id, decode(hash, 'hex')
    from unnest(${ids}::uuid[], ${hashes.map((hash) => hash.toString('hex'))}::text[])
      with ordinality as sealed (event_id, hash, place)`.execute(transaction)
  await sql`delete from audit_unsealed where event_id = any(${ids}::uuid[])`.execute(transaction)
  return events.length
}

/** The last link; after a purge of everything, the checkpoint. */
export async function chainHead(db: Kysely<Database>): Promise<Head> {
  const { rows } = await sql<{ number: string; hash: Buffer }>`
    select number, hash from (
      (select number, hash from audit_seal order by number desc limit 1)
      union all (select number, hash from audit_checkpoint order by number desc limit 1)
    ) as last order by number desc limit 1`.execute(db)
  const [last] = rows
  return last === undefined ? { number: 0, hash: GENESIS } : { number: Number(last.number), hash: last.hash }
}

export interface Verification {
  /** How many events are sealed and there. */
  readonly sealed: number
  /** How many events are not sealed yet. */
  readonly unsealed: number
  /** Where the chain ends: to be kept elsewhere, and compared later. */
  readonly head: Head
  /** The latest checkpoint of a purge, from which the chain is checked; null if nothing was purged. */
  readonly checkpoint: Head | null
  /** At most 1,000. */
  readonly findings: readonly AuditFinding[]
  /** The hash that a number of the chain has now; undefined where the chain does not contain it. */
  readonly hashAt: Uint8Array | undefined
}

/** Reads the whole trail, in one snapshot, and compares it with its seals. */
export async function verifyAudit(db: Kysely<Database>, numberToShow = 0): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await sql`set local statement_timeout = 0`.execute(transaction)
      const checkpoint = await latestCheckpoint(transaction)
      const findings: AuditFinding[] = []
      let last: Head = checkpoint ?? { number: 0, hash: GENESIS }
      let sealed = 0
      let latest = Number.NEGATIVE_INFINITY
      for (;;) {
        const seals = await sealsAfter(transaction, last.number)
        findings.push(...checkSeals(last, seals))
        const order = checkOrder(latest, seals)
        findings.push(...order.findings)
        latest = order.latest
        sealed += seals.filter(({ digest }) => digest !== null).length
        last = seals.at(-1) ?? last
        if (seals.length < READ_AT_ONCE) break
      }
      const { rows: outside } = await sql<{ id: string }>`
        select e.id from audit_event e
        where not exists (select from audit_seal s where s.event_id = e.id)
          and not exists (select from audit_unsealed u where u.event_id = e.id)
        order by e.at, e.id limit 1000`.execute(transaction)
      const { rows: gone } = await sql<{ id: string }>`
        select u.event_id as id from audit_unsealed u
        where not exists (select from audit_event e where e.id = u.event_id) limit 1000`.execute(transaction)
      const { rows: waiting } = await sql<{ count: string }>`
        select count(*) as count from audit_unsealed`.execute(transaction)
      const { rows: shown } = await sql<{ hash: Buffer }>`
        select hash from audit_seal where number = ${numberToShow}
        union all select hash from audit_checkpoint where number = ${numberToShow}`.execute(transaction)
      findings.push(
        ...gone.map(({ id }) => ({ kind: 'REMOVED', number: null, eventId: id }) as const),
        ...outside.map(({ id }) => ({ kind: 'INSERTED', number: null, eventId: id }) as const),
      )
      return {
        sealed,
        unsealed: Number(waiting[0]?.count ?? 0),
        head: { number: last.number, hash: last.hash },
        checkpoint,
        findings: findings.slice(0, 1_000),
        hashAt: shown[0]?.hash,
      }
    })
}

async function latestCheckpoint(db: Kysely<Database>): Promise<Head | null> {
  const { rows } = await sql<{ number: string; hash: Buffer }>`
    select number, hash from audit_checkpoint order by number desc limit 1`.execute(db)
  const [row] = rows
  return row === undefined ? null : { number: Number(row.number), hash: row.hash }
}

async function sealsAfter(db: Kysely<Database>, number: number): Promise<(StoredSeal & SealedTime)[]> {
  const { rows } = await sql<
    { number: string; hash: Buffer; digest: Buffer | null } & Omit<SealedTime, 'number'>
  >`
    select s.number, s.event_id as "eventId", s.hash, (extract(epoch from e.at) * 1000)::float8 as at,
      (extract(epoch from s.sealed_at) * 1000)::float8 as "sealedAt", case when e.id is null then null else ${DIGEST} end as digest
    from audit_seal s left join audit_event e on e.id = s.event_id
    where s.number > ${number} order by s.number limit ${READ_AT_ONCE}`.execute(db)
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}
