import type { Database } from '@throughline/db'
import {
  ACTION_INPUTS,
  type ActionResult,
  InvalidRecordError,
  type Plugin,
  truncate,
} from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { storedText } from '../../graph/stored-text.ts'
import { failureOf } from '../runs/handle-failure.ts'
import { decideRetry } from '../runs/retry-policy.ts'
import { HEARTBEAT } from '../runs/silence.ts'
import { type ContextParts, openContext } from '../sources/plugin-context.ts'
import type { Source } from '../sources/store.ts'
import type { SourceAction } from './enqueue.ts'
import { type ActionLease, type LeasedAction, leaseNext, release, renew } from './lease.ts'

/** What it takes to work through the outbox of a source. */
export interface ActionProcessing {
  readonly plugin: Plugin
  readonly source: Source
  readonly parts: ContextParts
  readonly auditContext: AuditContext
}

/** Carries out what waits in the outbox of a source, one after the other; gives how many were dealt with. */
export async function processActions(db: Kysely<Database>, acting: ActionProcessing): Promise<number> {
  const { plugin, source, parts } = acting
  let count = 0
  let held: ActionLease | undefined
  const { context, close } = await openContext(db, plugin, source, {
    ...parts,
    // A process may stand still between its look-up and its request, while another performs the action.
    beforeWrite: async () => {
      if (held !== undefined) await renew(db, held)
    },
  })
  try {
    for (;;) {
      parts.signal.throwIfAborted()
      const next = await leaseNext(db, source.id, parts.clock())
      if (next === undefined) return count
      const { action } = next
      held = next.lease
      const heartbeats = setInterval(() => {
        // The next request of the plugin meets the same failure and reports it.
        renew(db, next.lease).catch(() => undefined)
      }, HEARTBEAT)
      try {
        await noteDone(db, acting, next, await perform(plugin, context, action))
      } catch (error) {
        parts.signal.throwIfAborted()
        await noteFailure(db, acting, next, error)
      } finally {
        clearInterval(heartbeats)
        await release(db, next.lease).catch(() => undefined)
      }
      count += 1
    }
  } finally {
    await close()
  }
}

/**
 * The key makes it safe to repeat what may have been done before a process ended: a plugin looks the key up in the
 * external system before it sends anything.
 */
async function perform(
  plugin: Plugin,
  context: Parameters<NonNullable<Plugin['check']>>[0],
  { action, input, idempotency_key: key }: SourceAction,
): Promise<ActionResult> {
  const { createTicket, comment, sendSurvey } = plugin.actions ?? {}
  if (action === 'createTicket' && createTicket !== undefined) {
    return createTicket(context, ACTION_INPUTS.createTicket.parse(input), key)
  }
  if (action === 'comment' && comment !== undefined) {
    return comment(context, ACTION_INPUTS.comment.parse(input), key)
  }
  if (action === 'sendSurvey' && sendSurvey !== undefined) {
    return sendSurvey(context, ACTION_INPUTS.sendSurvey.parse(input), key)
  }
  throw new InvalidRecordError(`The plugin ${plugin.id} cannot do ${action}.`)
}

async function noteDone(
  db: Kysely<Database>,
  { parts, auditContext }: ActionProcessing,
  { action, lease }: LeasedAction,
  result: ActionResult,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const after = await transaction
      .updateTable('source_action')
      .set({
        status: 'SUCCEEDED',
        attempts: action.attempts + 1,
        external_id: truncate(result.externalId, 500),
        url: storedText(result.url, 2000),
        error_code: null,
        error_message: null,
        retry_at: null,
        lease: null,
        leased_until: null,
        finished_at: parts.clock(),
      })
      .where('id', '=', action.id)
      .where('lease', '=', lease.id)
      .returningAll()
      .executeTakeFirst()
    if (after === undefined) return
    await recordAudit(transaction, auditContext, [
      {
        action: 'source_action.done',
        entityType: 'SourceAction',
        entityId: action.id,
        before: action,
        after,
      },
    ])
  })
}

/**
 * What passes by itself is tried again. All else has failed, the source being none the worse for it: an account that
 * may not write, or a setting that only writing needs, is no reason to stop reading.
 */
async function noteFailure(
  db: Kysely<Database>,
  { parts }: ActionProcessing,
  { action, lease }: LeasedAction,
  error: unknown,
): Promise<void> {
  const failed = failureOf(error)
  const attempts = action.attempts + 1
  const next = decideRetry({ ...failed, failures: attempts }, parts.clock(), Math.random)
  const retryAt = next.kind === 'RETRY' ? next.at : null
  await db
    .updateTable('source_action')
    .set({
      status: retryAt === null ? 'FAILED' : 'QUEUED',
      attempts,
      retry_at: retryAt,
      error_code: truncate(failed.code, 100),
      error_message: truncate(failed.message, 4000),
      finished_at: retryAt === null ? parts.clock() : null,
    })
    .where('id', '=', action.id)
    .where('lease', '=', lease.id)
    .execute()
}
