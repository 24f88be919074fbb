import type { Database, JsonObject, JsonValue, Row } from '@throughline/db'
import {
  errorCodeOf,
  type Plugin,
  type PluginContext,
  type Scope,
  type Stream,
} from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { Doer } from '../access/audit.ts'
import type { RunContext } from './context.ts'
import { addCounts, type CountsByType } from './counts.ts'
import { passFence, takeListing } from './fence.ts'
import { type MappedPage, mapPage } from './page.ts'
import { type PageOutcome, reconcileAssets } from './reconcile-assets.ts'
import { reconcileRelations } from './reconcile-relations.ts'
import { retireMissing } from './retire.ts'
import { type Listing, rejectRecords } from './source-records.ts'
import type { Source } from './sources.ts'

export interface RunOptions<Config> {
  readonly plugin: Plugin<Config>
  readonly source: Source
  /** What the plugin gets to work with. */
  readonly context: PluginContext<Config>
  readonly doer: Doer
  /** Lets a listing retire more than a fifth of what was there, or all of it. */
  readonly approveRetirement?: boolean
  /** Told after every page. */
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly stream: string
  readonly scope: string
  readonly counts: CountsByType
}

export interface RunReport {
  readonly runId: string
  /** REFUSED: all that was found is stored, but nothing was retired, since too much would have been. */
  readonly status: 'SUCCEEDED' | 'REFUSED'
  readonly counts: CountsByType
  /** Why retirement was refused, one line for each listing. */
  readonly refusals: readonly string[]
}

/**
 * Reads a source once, from the start of its streams to their end. Each page is one transaction: what was read,
 * what follows from it, the cursor and the counters, or nothing of it. A complete listing that ends cleanly
 * retires what it no longer holds. Whatever fails is noted at the run and thrown.
 */
export async function runSync<Config>(db: Kysely<Database>, options: RunOptions<Config>): Promise<RunReport> {
  const { plugin, source, context, doer } = options
  const startedAt = context.clock()
  const { id: runId } = await db
    .insertInto('sync_run')
    .values({ source_id: source.id, actor: doer.actor, until: startedAt, started_at: startedAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  let counts: CountsByType = {}
  try {
    const refusals: string[] = []
    for (const stream of plugin.streams) {
      for (const scope of await stream.scopes(context)) {
        const listing: Listing = { sourceId: source.id, runId, stream: stream.name, scope: scope.id }
        const run: RunContext = {
          listing,
          sourceName: source.name,
          precedence: source.precedence,
          at: startedAt,
          doer,
        }
        const report = (more: CountsByType) => {
          counts = more
          options.onProgress?.({ stream: stream.name, scope: scope.id, counts })
        }
        const refusal = await readListing(db, {
          run,
          stream,
          scope,
          context,
          counts,
          report,
          approved: options.approveRetirement === true,
        })
        if (refusal !== undefined) refusals.push(refusal)
      }
    }
    const status = refusals.length === 0 ? 'SUCCEEDED' : 'REFUSED'
    await finish(db, runId, context.clock(), {
      status,
      ...(refusals.length === 0
        ? {}
        : { error_code: 'RETIREMENT_REFUSED', error_message: refusals.join('\n').slice(0, 4000) }),
    })
    return { runId, status, counts, refusals }
  } catch (error) {
    await finish(db, runId, context.clock(), {
      status: 'FAILED',
      error_code: errorCodeOf(error) ?? codeOf(error),
      error_message: (error instanceof Error ? error.message : String(error))
        .replaceAll('\0', '')
        .slice(0, 4000),
    })
    throw error
  }
}

interface Reading<Config> {
  readonly run: RunContext
  readonly stream: Stream<Config>
  readonly scope: Scope
  readonly context: PluginContext<Config>
  readonly counts: CountsByType
  readonly report: (counts: CountsByType) => void
  readonly approved: boolean
}

/** Reads one scope of one stream; says why nothing was retired, where that was refused. */
async function readListing<Config>(
  db: Kysely<Database>,
  reading: Reading<Config>,
): Promise<string | undefined> {
  const { run, stream, scope, context } = reading
  const { listing } = run
  let fence = await takeListing(db, listing)
  let counts = reading.counts
  let listed = 0
  for await (const { raw, next } of stream.pages(context, scope, null, run.at)) {
    context.signal.throwIfAborted()
    const page = mapPage(stream as Stream, raw)
    await db.transaction().execute(async (transaction) => {
      fence = await passFence(transaction, listing, fence, { cursor: (next ?? null) as JsonValue })
      const outcome = await storePage(transaction, run, page)
      counts = addCounts(counts, stream.record, outcome.counts)
      listed += outcome.counts.found
      await saveCounts(transaction, listing.runId, counts)
    })
    reading.report(counts)
  }
  if (stream.mode !== 'snapshot') return undefined
  return db.transaction().execute(async (transaction) => {
    const { decision, count } = await retireMissing(transaction, run, reading.approved)
    fence = await passFence(transaction, listing, fence, {
      cursor: null,
      ...(decision.allowed ? { listed } : {}),
    })
    counts = addCounts(counts, stream.record, { retired: count })
    await saveCounts(transaction, listing.runId, counts)
    reading.report(counts)
    return decision.allowed ? undefined : `${stream.name}: ${decision.reason}`
  })
}

/** Stores a page and sets aside what cannot be used. */
export async function storePage(
  db: Kysely<Database>,
  run: RunContext,
  page: MappedPage,
): Promise<PageOutcome> {
  const assets = page.records.filter(isAsset)
  const relations = page.records.filter(isRelation)
  const outcome =
    relations.length > 0
      ? await reconcileRelations(db, run, relations)
      : await reconcileAssets(db, run, assets)
  const rejected = [...page.rejected, ...outcome.rejected]
  await rejectRecords(db, run.listing, rejected)
  return { ...outcome, rejected, counts: { ...outcome.counts, rejected: rejected.length } }
}

type Mapped = MappedPage['records'][number]

function isAsset(mapped: Mapped): mapped is Mapped & { record: { type: 'asset' } } {
  return mapped.record.type === 'asset'
}

function isRelation(mapped: Mapped): mapped is Mapped & { record: { type: 'relation' } } {
  return mapped.record.type === 'relation'
}

async function saveCounts(db: Kysely<Database>, runId: string, counts: CountsByType): Promise<void> {
  await db
    .updateTable('sync_run')
    .set({ counts: JSON.parse(JSON.stringify(counts)) as JsonObject })
    .where('id', '=', runId)
    .execute()
}

async function finish(
  db: Kysely<Database>,
  runId: string,
  at: Date,
  end: { status: Exclude<Row<'sync_run'>['status'], 'RUNNING'>; error_code?: string; error_message?: string },
): Promise<void> {
  await db
    .updateTable('sync_run')
    .set({ ...end, finished_at: at })
    .where('id', '=', runId)
    .where('status', '=', 'RUNNING')
    .execute()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL'
}
