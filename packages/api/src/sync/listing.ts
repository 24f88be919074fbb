import type { Database, JsonValue } from '@throughline/db'
import type { PluginContext, Scope, Stream } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { RunContext } from './context.ts'
import { addCounts, type CountsByType } from './counts.ts'
import { passFence, takeListing } from './fence.ts'
import { mapPage } from './page.ts'
import { retireMissing } from './retire.ts'
import { noteProgress } from './run-log.ts'
import { holdReconciliation, storePage } from './store-page.ts'

/** One scope of one stream, to be read. */
export interface Reading<Config> {
  readonly run: RunContext
  readonly stream: Stream<Config>
  readonly scope: Scope
  readonly context: PluginContext<Config>
  /** Whether a person has approved that much is retired. */
  readonly approved: boolean
  /** What the run did before. */
  readonly counts: CountsByType
  /** Told what the run has done by now, once it is stored. */
  readonly report: (counts: CountsByType) => void
}

/**
 * Reads one scope of one stream, each page and the retirement at the end in a transaction of its own; says why
 * nothing was retired, where that was refused.
 */
export async function readListing<Config>(
  db: Kysely<Database>,
  reading: Reading<Config>,
): Promise<string | undefined> {
  const { run, stream, scope, context } = reading
  const { listing } = run
  let fence: string | undefined
  let counts = reading.counts
  const pass = async (transaction: Kysely<Database>, cursor: JsonValue) => {
    // Taken with the first page, so that a source that cannot be read leaves no trace but its run.
    fence ??= await takeListing(transaction, listing)
    fence = await passFence(transaction, listing, fence, { cursor })
    return fence
  }
  for await (const { raw, next } of stream.pages(context, scope, null, run.at)) {
    context.signal.throwIfAborted()
    const page = mapPage(stream, raw)
    await db.transaction().execute(async (transaction) => {
      await pass(transaction, (next ?? null) as JsonValue)
      const outcome = await storePage(transaction, run, page)
      counts = addCounts(counts, stream.record, outcome.counts)
      await noteProgress(transaction, listing.runId, counts)
    })
    reading.report(counts)
  }
  if (stream.mode !== 'snapshot') return undefined
  context.signal.throwIfAborted()
  const decision = await db.transaction().execute(async (transaction) => {
    const passed = await pass(transaction, null)
    await holdReconciliation(transaction)
    const ended = await retireMissing(transaction, run, reading.approved)
    if (ended.decision.allowed) await passFence(transaction, listing, passed, { listed: ended.present })
    counts = addCounts(counts, stream.record, { retired: ended.count })
    await noteProgress(transaction, listing.runId, counts)
    return ended.decision
  })
  reading.report(counts)
  return decision.allowed ? undefined : `${stream.name}: ${decision.reason}`
}
