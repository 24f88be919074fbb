import type { Database, JsonObject } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Principal } from '../graph/context.ts'

/** Who did it, as part of which request. */
export interface AuditContext {
  readonly actor: string
  readonly requestId: string
  /** The person or service account behind the actor, where there is one. */
  readonly principal?: Principal | undefined
}

export interface AuditEntry {
  /** What was done, e.g. `service.create`. */
  readonly action: string
  readonly entityType: string
  /** uuid */
  readonly entityId: string
  /** The row before, null when it is new. */
  readonly before: object | null
  /** The row after, null when it is gone. */
  readonly after: object | null
  readonly reason?: string
}

/** Writes what happened into the audit trail; call it in the transaction that does it. */
export async function recordAudit(
  transaction: Kysely<Database>,
  auditContext: AuditContext,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await transaction
    .insertInto('audit_event')
    .values(
      entries.map((entry) => ({
        actor: auditContext.actor,
        request_id: auditContext.requestId,
        principal_type: auditContext.principal?.type ?? null,
        principal_id: auditContext.principal?.id ?? null,
        action: entry.action,
        entity_type: entry.entityType,
        entity_id: entry.entityId,
        before: plain(entry.before),
        after: plain(entry.after),
        reason: entry.reason ?? null,
      })),
    )
    .execute()
}

/**
 * States in whose name the transaction writes. Triggers write events as well: of rows that are deleted with another row,
 * and of relations that sources report. Call it before either.
 */
export async function actFor(
  transaction: Kysely<Database>,
  { actor, requestId, principal }: AuditContext,
  reason = '',
): Promise<void> {
  await sql`
    select set_config('throughline.actor', ${actor}, true), set_config('throughline.request', ${requestId}, true),
      set_config('throughline.principal_type', ${principal?.type ?? ''}, true),
      set_config('throughline.principal_id', ${principal?.id ?? ''}, true),
      set_config('throughline.reason', ${reason}, true)`.execute(transaction)
}

/** A row as JSON has it: instants as text. */
function plain(row: object | null): JsonObject | null {
  return row === null ? null : (JSON.parse(JSON.stringify(row)) as JsonObject)
}
