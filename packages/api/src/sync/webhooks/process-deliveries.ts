import { createHash } from 'node:crypto'
import type { Database, Row } from '@throughline/db'
import {
  type Delivery,
  InvalidRecordError,
  type Plugin,
  type Pushed,
  parseJson,
  type Reception,
  type Stream,
  truncate,
} from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { storePage } from '../ingestion/ingest-page.ts'
import { addCounts, type CountsByType } from '../records/counts.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import { mapPage } from '../records/map-page.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { failureOf, suspendSource } from '../runs/handle-failure.ts'
import { enqueueRun } from '../runs/request.ts'
import { decideRetry } from '../runs/retry-policy.ts'
import type { ScopeSelection } from '../runs/selection.ts'
import { type ContextParts, openContext } from '../sources/plugin-context.ts'
import type { Source } from '../sources/store.ts'
import { withoutOutdated } from './outdated-records.ts'

type StoredDelivery = Row<'webhook_delivery'>

/** What it takes to work through the deliveries of a source. */
export interface DeliveryProcessing {
  readonly plugin: Plugin
  readonly source: Source
  readonly parts: ContextParts
  readonly auditContext: AuditContext
}

/**
 * Works through what a source's system has sent, in the order in which it came, each delivery in a transaction of its
 * own: the records it brought, and what is to be read again. One that has to be tried again keeps nobody waiting; since
 * it may then be older than what is there, what it brings is read again as well. Gives how many were dealt with.
 */
export async function processDeliveries(
  db: Kysely<Database>,
  receiving: DeliveryProcessing,
): Promise<number> {
  const { plugin, source, parts } = receiving
  let count = 0
  const { context, close } = await openContext(db, plugin, source, parts)
  try {
    for (;;) {
      parts.signal.throwIfAborted()
      const delivery = await nextDelivery(db, source.id, parts.clock())
      if (delivery === undefined) return count
      try {
        const reception = (await plugin.webhook?.receive(context, deliveryOf(delivery))) ?? {}
        const known = await isProcessed(db, delivery)
        await store(db, receiving, delivery, known ? readAgain(reception) : reception)
      } catch (error) {
        parts.signal.throwIfAborted()
        await noteFailure(db, receiving, delivery, error)
      }
      count += 1
    }
  } finally {
    await close()
  }
}

async function nextDelivery(
  db: Kysely<Database>,
  sourceId: string,
  now: Date,
): Promise<StoredDelivery | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('status', '=', 'PENDING')
    .where((where) => where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]))
    .orderBy('received_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Returns whether the same content was processed under another delivery ID: then it was sent again. */
async function isProcessed(db: Kysely<Database>, delivery: StoredDelivery): Promise<boolean> {
  const { rows } = await sql`
    select from webhook_delivery
    where source_id = ${delivery.source_id} and content_hash = ${contentHash(delivery)} and status = 'PROCESSED'
      and id <> ${delivery.id} limit 1`.execute(db)
  return rows.length > 0
}

/** What was sent before may be older than what is there: instead of storing it, what it names is read again. */
function readAgain({ upsert = [], refetch = [] }: Reception): Reception {
  return { refetch: distinct([...refetch, ...upsert.map(({ stream, scope }) => ({ stream, scope }))]) }
}

function contentHash({ body }: StoredDelivery): Buffer {
  return createHash('sha256').update(body).digest()
}

function deliveryOf({ headers, body, received_at }: StoredDelivery): Delivery {
  const text = () => body.toString('utf8')
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers ?? {})) if (typeof value === 'string') kept[name] = value
  return {
    headers: kept,
    body,
    receivedAt: received_at,
    text,
    json() {
      try {
        return parseJson(text())
      } catch (cause) {
        throw new InvalidRecordError('The delivery is no JSON.', { cause })
      }
    },
  }
}

async function store(
  db: Kysely<Database>,
  { plugin, source, parts, auditContext }: DeliveryProcessing,
  delivery: StoredDelivery,
  reception: Reception,
): Promise<void> {
  const at = parts.clock()
  await retriedTransaction(db, async (transaction) => {
    const done = await transaction
      .updateTable('webhook_delivery')
      .set({
        status: 'PROCESSED',
        processed_at: at,
        attempts: sql`attempts + 1`,
        error_message: null,
        content_hash: contentHash(delivery),
        // What it told of people is no longer needed: its id alone tells it when it is sent again.
        headers: {},
        body: Buffer.alloc(0),
      })
      .where('id', '=', delivery.id)
      .where('status', '=', 'PENDING')
      .returning('id')
      .executeTakeFirst()
    // Another process was faster.
    if (done === undefined) return
    const pushed: Pushed[] = []
    for (const each of reception.upsert ?? []) {
      const raw = await withoutOutdated(transaction, source.id, streamOf(plugin, each.stream), each)
      if (raw.length > 0) pushed.push({ ...each, raw })
    }
    if (pushed.length > 0) {
      await lockSources(transaction, [source.id])
      const { id: runId } = await transaction
        .insertInto('sync_run')
        .values({
          source_id: source.id,
          actor: auditContext.actor,
          trigger: 'PUSH',
          until: at,
          started_at: at,
          requested_at: delivery.received_at,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      let counts: CountsByType = {}
      for (const { stream: name, scope, raw } of pushed) {
        const stream = streamOf(plugin, name)
        const listing = { sourceId: source.id, runId, stream: stream.name, scope }
        const { precedence, name: sourceName } = source
        const run = { listing, sourceName, precedence, at, until: at, auditContext }
        const outcome = await storePage(transaction, run, mapPage(stream, raw))
        counts = addCounts(counts, stream.record, outcome.counts)
      }
      await transaction
        .updateTable('sync_run')
        .set({
          status: 'SUCCEEDED',
          finished_at: sql`greatest(started_at, ${parts.clock()}::timestamptz)`,
          counts: JSON.parse(JSON.stringify(counts)),
        })
        .where('id', '=', runId)
        .execute()
    }
    const overtaken = delivery.attempts > 0 ? pushed.map(({ stream, scope }) => ({ stream, scope })) : []
    const refetch = distinct([...(reception.refetch ?? []), ...overtaken])
    if (refetch.length > 0) {
      for (const { stream } of refetch) streamOf(plugin, stream)
      await enqueueRun(transaction, {
        sourceId: source.id,
        actor: auditContext.actor,
        at,
        trigger: 'WEBHOOK',
        selection: refetch,
      })
    }
  })
}

function distinct(parts: readonly ScopeSelection[]): ScopeSelection[] {
  return [...new Map(parts.map((part) => [JSON.stringify([part.stream, part.scope]), part])).values()]
}

/** @throws InvalidRecordError when the plugin's webhook names a stream that the plugin does not have. */
function streamOf(plugin: Plugin, name: string): Stream {
  const stream = plugin.streams.find((known) => known.name === name)
  if (stream === undefined)
    throw new InvalidRecordError(`The delivery is for the stream ${name}, which ${plugin.id} lacks`)
  return stream
}

async function noteFailure(
  db: Kysely<Database>,
  { source, parts, auditContext }: DeliveryProcessing,
  delivery: StoredDelivery,
  error: unknown,
): Promise<void> {
  const failed = failureOf(error)
  const attempts = delivery.attempts + 1
  const next = decideRetry({ ...failed, failures: attempts }, parts.clock(), Math.random)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('webhook_delivery')
      .set({
        // What waits for somebody to put the source right waits with it.
        status: next.kind === 'FAIL' ? 'FAILED' : 'PENDING',
        attempts,
        retry_at: next.kind === 'RETRY' ? next.at : null,
        error_message: truncate(failed.message, 4000),
        processed_at: next.kind === 'FAIL' ? parts.clock() : null,
      })
      .where('id', '=', delivery.id)
      .where('status', '=', 'PENDING')
      .execute()
    if (next.kind === 'PAUSE') await suspendSource(transaction, source.id, 'PAUSED', failed, auditContext)
  })
  if (next.kind === 'PAUSE') throw error
}
