import assert from 'node:assert/strict'
import type { PluginContext } from '../../context.ts'
import { errorCodeOf } from '../../errors.ts'
import type { Plugin } from '../../plugin.ts'
import type { Page, Scope, Stream } from '../../stream.ts'
import { collect } from '../fixtures.ts'
import { beginning, keep } from './cursor.ts'
import { keyOf, type Memory } from './memory.ts'

/** One run of a plugin's streams into memory. */
export interface Run {
  readonly plugin: Plugin
  readonly ctx: PluginContext
  readonly memory: Memory
  /** The moment it began. */
  readonly until: Date
  /** Told after each page was stored, with the number of pages so far. */
  readonly afterPage?: (pages: number) => void
  /** Begins before the stored position by the stream's lookback, also where the last run was stopped. */
  readonly rewind?: boolean
  /** Gives the pages of a listing another order, or some of them twice; the cursors are then not looked at. */
  readonly rearrange?: (pages: readonly Page<unknown, unknown>[]) => readonly Page<unknown, unknown>[]
  /** Told when a listing ended cleanly, with the number of its pages in this run. */
  readonly afterListing?: (stream: Stream, scope: Scope, pages: number) => void
}

/** Failures that concern the scope they were met in alone: the other scopes are read all the same. */
const OF_THE_SCOPE: ReadonlySet<string | undefined> = new Set(['SCOPE_GONE', 'TRANSIENT'])

/**
 * Drives the streams as the real runner does: page by page, the cursor with the data, retirement after a clean end
 * alone, a failure of one scope after the others were read.
 */
export async function runInMemory(run: Run): Promise<void> {
  const failures = new Map<string, unknown>()
  let pages = 0
  const counted: Run = {
    ...run,
    afterPage: () => {
      pages += 1
      run.afterPage?.(pages)
    },
  }
  for (const stream of run.plugin.streams) {
    for (const scope of await stream.scopes(run.ctx)) {
      if (failures.has(scope.id)) continue
      try {
        await readListing(counted, stream, scope)
      } catch (error) {
        if (!OF_THE_SCOPE.has(errorCodeOf(error))) throw error
        failures.set(scope.id, error)
      }
    }
  }
  for (const error of failures.values()) throw error
}

async function readListing(run: Run, stream: Stream, scope: Scope): Promise<void> {
  const { ctx, memory, until } = run
  const key = keyOf(stream.name, scope.id)
  const from = beginning(stream, memory.cursors.get(key), run.rewind === true)
  if (from === null) memory.begin(stream.name, scope.id)
  let count = 0
  let partial = false
  for await (const page of arranged(run, stream.pages(ctx, scope, from, until))) {
    assert.ok(!ctx.signal.aborted, `${stream.name} yielded a page after the run was stopped`)
    memory.store(stream, scope.id, page.raw)
    const kept = keep(stream, page.next, until)
    if (kept !== undefined) memory.cursors.set(key, kept)
    count += 1
    if (page.partial === true) partial = true
    run.afterPage?.(count)
  }
  run.afterListing?.(stream, scope, count)
  ctx.signal.throwIfAborted()
  if (partial) memory.begin(stream.name, scope.id)
  else await endListing(run, stream, scope)
}

async function* arranged(run: Run, pages: AsyncIterable<Page<unknown, unknown>>) {
  if (run.rearrange === undefined) return yield* pages
  yield* run.rearrange(await collect(pages))
}

async function endListing(
  { ctx, memory }: Pick<Run, 'ctx' | 'memory'>,
  stream: Stream,
  scope: Scope,
): Promise<void> {
  const key = keyOf(stream.name, scope.id)
  if (stream.mode === 'snapshot') {
    memory.retireAllBut(stream.name, scope.id, memory.named(stream.name, scope.id))
    memory.begin(stream.name, scope.id)
    memory.cursors.delete(key)
    return
  }
  const kept = memory.cursors.get(key)
  if (kept !== undefined) memory.cursors.set(key, { ...kept, complete: true })
  if (stream.listKeys === undefined) return
  const identities = new Set<string>()
  for await (const page of stream.listKeys(ctx, scope))
    for (const primaryKey of page) identities.add(primaryKey)
  ctx.signal.throwIfAborted()
  memory.retireAllBut(stream.name, scope.id, identities)
}
