import type { Database } from '@throughline/db'
import type { PluginContext, Scope, Stream } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { storePage } from '../ingestion/ingest-page.ts'
import { addCounts, type Counts, type CountsByType } from '../records/counts.ts'
import { resolveUnlisted } from '../records/dead-letters.ts'
import { mapPage } from '../records/map-page.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import type { RunContext } from '../records/run-context.ts'
import { markSeen } from '../records/source-records.ts'
import { retireMissing } from '../retirement/retire-missing.ts'
import { encodeCursor, nextCursor, startingPoint } from './cursor.ts'
import { type AcquiredScope, acquireScope, advanceCursor, type CursorUpdate } from './fence.ts'
import { lockRun, type RunLease, recordProgress } from './store.ts'

/** One scope of one stream, to be read. */
export interface ReadScopeOptions<Config> {
  readonly run: RunContext
  readonly hold: RunLease
  readonly stream: Stream<Config>
  readonly scope: Scope
  readonly context: PluginContext<Config>
  /** Whether a person has approved that much is retired. */
  readonly approved: boolean
  /** From the start, whatever was read before. */
  readonly full: boolean
  /** Milliseconds between two times that all a scope holds is asked for. */
  readonly deletionCheckInterval: number
  /** What the run did before. */
  readonly counts: CountsByType
  /** Told what the run has done by now, once it is stored. */
  readonly report: (counts: CountsByType) => void
}

/**
 * Reads one scope of one stream, each page and the retirement at the end in a transaction of its own; says why
 * nothing was retired, where that was refused.
 */
export async function readScope<Config>(
  db: Kysely<Database>,
  reading: ReadScopeOptions<Config>,
): Promise<string | undefined> {
  const held = await db.transaction().execute(async (transaction) => {
    const taken = await acquireScope(transaction, reading.run.listing, reading.scope.title)
    // A run that was overtaken must not take it from the later one: then neither would come to its end.
    await lockRun(transaction, reading.hold)
    return taken
  })
  if (held.done) return undefined
  const steps = new Steps(db, reading, held)
  const { partial } = await readPages(reading, held, steps)
  const { stream, context, run } = reading
  context.signal.throwIfAborted()
  if (stream.mode === 'snapshot') return partial ? steps.finish({ done: run.at }) : steps.end({})
  if (!deletionCheckDue(reading, held)) return steps.finish({ done: run.at })
  for await (const identities of stream.listKeys?.(context, reading.scope) ?? []) {
    context.signal.throwIfAborted()
    await steps.mark(identities)
  }
  context.signal.throwIfAborted()
  return steps.end({ listKeys: run.at })
}

async function readPages<Config>(
  reading: ReadScopeOptions<Config>,
  held: AcquiredScope,
  steps: Steps,
): Promise<{ readonly partial: boolean }> {
  const { stream, scope, context, run } = reading
  const { from } = startingPoint(stream, held, reading.full)
  let { cursor } = held
  let partial = false
  for await (const page of stream.pages(context, scope, from, run.until)) {
    const { raw, next } = page
    context.signal.throwIfAborted()
    partial ||= page.partial === true
    const moved = nextCursor(stream, next, cursor, run.until)
    cursor = moved ?? cursor
    await steps.page(mapPage(stream, raw), {
      cursor: moved,
      position: encodeCursor(stream.cursor, next) ?? null,
    })
  }
  return { partial }
}

/** Whether a deletion check follows the pages: after its interval, and in every full run. */
function deletionCheckDue<Config>(
  { stream, full, deletionCheckInterval, run }: ReadScopeOptions<Config>,
  held: AcquiredScope,
): boolean {
  if (stream.mode === 'snapshot' || stream.listKeys === undefined) return false
  return (
    full ||
    held.deletionsCheckedAt === null ||
    run.at.getTime() - held.deletionsCheckedAt.getTime() >= deletionCheckInterval
  )
}

/** What of a reading it takes to store its pages. */
interface StepSettings
  extends Pick<ReadScopeOptions<unknown>, 'run' | 'hold' | 'approved' | 'counts' | 'report'> {
  readonly stream: Pick<Stream, 'name' | 'record' | 'mode'>
}

/** The transactions of a listing: each passes the fence and notes what the run has done, or leaves no trace. */
class Steps {
  readonly #db: Kysely<Database>
  readonly #reading: StepSettings
  #fence: string
  #counts: CountsByType

  constructor(db: Kysely<Database>, reading: StepSettings, held: AcquiredScope) {
    this.#db = db
    this.#reading = reading
    this.#fence = held.fence
    this.#counts = reading.counts
  }

  /** Stores a page and moves on. */
  async page(page: ReturnType<typeof mapPage>, moved: CursorUpdate): Promise<void> {
    await this.#step(
      moved,
      async (transaction) => (await storePage(transaction, this.#reading.run, page)).counts,
    )
  }

  /** Notes that records are still there. */
  async mark(identities: readonly string[]): Promise<void> {
    await this.#step({}, async (transaction) => {
      await markSeen(transaction, this.#reading.run.listing, identities)
      return {}
    })
  }

  /** Ends a listing that is not complete. */
  async finish(moved: CursorUpdate): Promise<undefined> {
    await this.#step(moved, async () => ({}))
  }

  /** Ends a complete listing: retires what it no longer holds, or says why not. */
  async end(moved: CursorUpdate): Promise<string | undefined> {
    const { run, stream } = this.#reading
    // Alerts come to an end, at best all of them at once; one that was ended by mistake begins again by itself.
    const approved = this.#reading.approved || stream.record === 'alert'
    let refusal: string | undefined
    await this.#step({ ...moved, done: run.at }, async (transaction, pass) => {
      const { decision, count, present } = await retireMissing(transaction, run, approved)
      if (decision.allowed) {
        if (stream.mode === 'snapshot') await resolveUnlisted(transaction, run.listing, run.at)
        await pass({ listed: present })
      } else refusal = `${stream.name}: ${decision.reason}`
      return { retired: count }
    })
    return refusal
  }

  async #step(
    moved: CursorUpdate,
    work: (
      transaction: Kysely<Database>,
      pass: (more: CursorUpdate) => Promise<void>,
    ) => Promise<Partial<Counts>>,
  ): Promise<void> {
    const { run, hold, stream, report } = this.#reading
    const after = await retriedTransaction(this.#db, async (transaction) => {
      let fence = this.#fence
      const pass = async (more: CursorUpdate) => {
        fence = await advanceCursor(transaction, run.listing, fence, more)
      }
      await pass(moved)
      const counts = addCounts(this.#counts, stream.record, await work(transaction, pass))
      await recordProgress(transaction, hold, counts)
      return { fence, counts }
    })
    this.#fence = after.fence
    this.#counts = after.counts
    report(after.counts)
  }
}
