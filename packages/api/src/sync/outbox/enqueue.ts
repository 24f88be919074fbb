import { createHash } from 'node:crypto'
import type { Database, JsonObject, JsonValue, Row } from '@throughline/db'
import { ACTION_INPUTS, type ActionName } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { lockSource } from '../runs/store.ts'

export type SourceAction = Row<'source_action'>

/** Something to be done in a source's system. */
export interface ActionRequest {
  readonly sourceId: string
  readonly action: ActionName
  readonly input: JsonObject
  /** What somebody asked for. What is made of it depends on the state of the graph; this does not. */
  readonly asked: JsonObject
  /** The same key asks for the same thing, however often; without one, the same wish does. */
  readonly idempotencyKey?: string | null | undefined
}

/**
 * Puts an action into the outbox, in the transaction that decides on it; a process that works on the source carries
 * it out. Asked for again, it gives the one that is there, and has it tried again where it had failed.
 *
 * @throws InvalidInput when the input does not fit the action, or the key was used for something else.
 */
export async function requestAction(
  transaction: Kysely<Database>,
  wanted: ActionRequest,
  auditContext: AuditContext,
): Promise<SourceAction> {
  const { sourceId, action } = wanted
  const input = checkedInput(wanted)
  const { key, prefix } = keyOf(wanted)
  // Two that ask with one key for different things must not both be first.
  await lockSource(transaction, sourceId)
  const known = await transaction
    .selectFrom('source_action')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('idempotency_key', '>=', prefix)
    .where('idempotency_key', '<=', `${prefix}~`)
    .forUpdate()
    .executeTakeFirst()
  if (known !== undefined && known.idempotency_key !== key) {
    throw InvalidInput.at(['idempotencyKey'], 'was used for something else already; take another')
  }
  if (known?.status === 'FAILED') return tryAgain(transaction, known, auditContext)
  if (known !== undefined) return known
  const made = await transaction
    .insertInto('source_action')
    .values({ source_id: sourceId, action, input, idempotency_key: key, actor: auditContext.actor })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(transaction, auditContext, [
    {
      action: 'source_action.create',
      entityType: 'SourceAction',
      entityId: made.id,
      before: null,
      after: made,
    },
  ])
  return made
}

async function tryAgain(
  transaction: Kysely<Database>,
  known: SourceAction,
  auditContext: AuditContext,
): Promise<SourceAction> {
  const after = await transaction
    .updateTable('source_action')
    .set({ status: 'QUEUED', attempts: 0, retry_at: null, finished_at: null })
    .where('id', '=', known.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(transaction, auditContext, [
    {
      action: 'source_action.retry',
      entityType: 'SourceAction',
      entityId: known.id,
      before: known,
      after,
    },
  ])
  return after
}

function checkedInput({ action, input }: ActionRequest): JsonObject {
  const parsed = ACTION_INPUTS[action].safeParse(input)
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as JsonObject
  const [issue] = parsed.error.issues
  throw InvalidInput.at((issue?.path ?? []).map(String), issue?.message ?? 'cannot be used')
}

/** Letters of a key that say what it is for, and of one that also say what was asked. */
const PREFIX = 32
const LENGTH = 64

/**
 * What the action goes by in the outbox and in the other system. One that was given is the beginning, what was asked
 * for the rest: the same key with another wish is found by its beginning.
 */
function keyOf({ action, asked, idempotencyKey: key }: ActionRequest): {
  readonly key: string
  readonly prefix: string
} {
  const wish = digest(JSON.stringify([action, ordered(asked)]))
  if (key === undefined || key === null) return { key: wish, prefix: wish }
  if (key === '') throw InvalidInput.at(['idempotencyKey'], 'is empty')
  const prefix = digest(key).slice(0, PREFIX)
  return { key: `${prefix}${wish}`.slice(0, LENGTH), prefix }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The same whatever the order in which somebody wrote the members of an object. */
function ordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => ordered(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  )
}
