import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { deleteOldKeys } from '../../access/idempotency-store.ts'
import { keepAlignment } from '../../alignment/flow/snapshots-store.ts'
import { evaluateSlos } from '../../commitments/evaluate-store.ts'
import { mappingStep } from '../../mapping/progress-store.ts'
import { resolveCostSubjects } from '../entities/cost-subjects-store.ts'
import { resolvePending } from '../entities/resolve-references.ts'
import { resolveModelLinks } from '../model/records-store.ts'
import { canonicalizeIdentifiers } from '../reconciliation/canonicalize-identifiers.ts'
import { finishRefreshes, refreshStaleAssets } from '../reconciliation/refresh-assets.ts'
import { clearIdentifierLocks } from '../records/ingestion-lock.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { expireOverdueClaims } from '../retirement/expire-claims.ts'
import { purgeExpired } from './retention-store.ts'

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
  await resolveCostSubjects(db)
  await resolveModelLinks(db, { at: now, auditContext })
  await expireOverdueClaims(db, now, auditContext)
  await refreshStaleAssets(db, now, auditContext)
  await finishRefreshes(db, now, auditContext)
  await applyMappingRules(db, now, auditContext)
}

/** Evaluates the mapping rules for assets that wait for it, and applies changed rules to all assets, step by step. */
export async function applyMappingRules(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  const step = () =>
    retriedTransaction(db, (transaction) => mappingStep(transaction, { at: now, auditContext }))
  while (await step());
}

/**
 * What has to be done now and then, by whichever process comes first. A step that fails does not keep the others from
 * being done; its error follows when all were tried.
 */
export async function runMaintenance(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  const steps = [
    () => canonicalizeIdentifiers(db, { at: now, auditContext }),
    () => reconcileAfterRun(db, now, auditContext),
    () => purgeExpired(db, now),
    () => deleteOldKeys(db, now),
    () => clearIdentifierLocks(db),
    () => evaluateSlos(db, now, auditContext),
    // Last: it reads what the others keep.
    () => keepAlignment(db, now),
  ]
  const errors: unknown[] = []
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} steps of maintenance failed`)
}
