import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { deleteOldKeys } from '../../access/idempotency-store.ts'
import { resolvePending } from '../entities/resolve-references.ts'
import { canonicalizeIdentifiers } from '../reconciliation/canonicalize-identifiers.ts'
import { refreshStaleAssets } from '../reconciliation/refresh-assets.ts'
import { expireOverdueClaims } from '../retirement/expire-claims.ts'

/**
 * What follows from a run for what others have said: references that lead somewhere by now, claims whose grace has
 * passed, words that have gone stale. Each step is a transaction of its own and may be done at any time, by anybody.
 */
export async function reconcileAfterRun(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  await resolvePending(db, auditContext)
  await expireOverdueClaims(db, now, auditContext)
  await refreshStaleAssets(db, now, auditContext)
}

/** Deliveries that were dealt with are kept this long, so that one that is sent again is known. */
const DELIVERIES = '30 days'
/** What dry runs found, and dead letters that were resolved, are kept this long. */
const FINDINGS = '30 days'

/** What has to be done now and then, by whichever process comes first. */
export async function runMaintenance(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  await canonicalizeIdentifiers(db, { at: now, auditContext })
  await reconcileAfterRun(db, now, auditContext)
  await sql`
    delete from webhook_delivery
    where status <> 'PENDING' and received_at < ${now}::timestamptz - ${DELIVERIES}::interval`.execute(db)
  await sql`
    delete from dry_run_change where created_at < ${now}::timestamptz - ${FINDINGS}::interval`.execute(db)
  await sql`
    delete from dead_letter
    where status = 'RESOLVED' and resolved_at < ${now}::timestamptz - ${FINDINGS}::interval`.execute(db)
  await deleteOldKeys(db, now)
}
