import { type Database, type JsonValue, json } from '@throughline/db'
import { type Stream, truncate } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { chunked } from '../../graph/sql-arrays.ts'
import { storedText } from '../../graph/stored-text.ts'
import { lockPage } from '../ingestion/lock-page-store.ts'
import { type AttributePreview, previewRecords } from '../ingestion/preview.ts'
import { addCounts, type CountsByType } from '../records/counts.ts'
import { type MappedPage, mapPage } from '../records/map-page.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import type { RunContext } from '../records/run-context.ts'
import { retireMissing } from '../retirement/retire-missing.ts'
import type { RunOptions } from './run.ts'
import { isSelected, selectionFrom } from './selection.ts'
import { type Run, recordProgress } from './store.ts'

/** One thing that a run would do. */
export interface Difference {
  readonly stream: string
  readonly scope: string
  readonly externalId: string
  readonly outcome: 'ADDED' | 'CHANGED' | 'RETIRED' | 'REJECTED'
  readonly message: string | null
  /** Attribute by attribute, for an asset that would be made or changed. */
  readonly attributes: readonly AttributePreview[]
}

/** A listing that was read to its end, before anything of it is tried. */
interface ReadListing {
  readonly stream: Pick<Stream, 'name' | 'record' | 'mode'>
  readonly run: RunContext
  readonly pages: readonly MappedPage[]
  /** Whether a page said that records are missing from the listing: then nothing is retired. */
  readonly partial: boolean
}

/** Thrown to end the transaction without a trace; what was found out is in it. */
class Undone extends Error {
  readonly findings: Findings

  constructor(findings: Findings) {
    super('A dry run leaves no trace.')
    this.findings = findings
  }
}

interface Findings {
  readonly counts: CountsByType
  readonly differences: readonly Difference[]
}

/**
 * Reads a source as a full run would, tries everything in one transaction and takes it back: the very code that would
 * write says what it would write. What it found is kept at the run.
 */
export async function dryRun<Config>(
  db: Kysely<Database>,
  options: RunOptions<Config>,
  run: Run,
): Promise<Findings> {
  const listings = await readAll(options, run)
  const findings = await retriedTransaction(db, async (transaction): Promise<never> => {
    throw new Undone(await tried(transaction, listings, options.approveRetirement === true))
  }).catch((error: unknown) => {
    if (error instanceof Undone) return error.findings
    throw error
  })
  await db.transaction().execute(async (transaction) => {
    await recordProgress(transaction, { runId: run.id, attempt: run.attempt }, findings.counts)
    await transaction.deleteFrom('dry_run_change').where('run_id', '=', run.id).execute()
    for (const chunk of chunked(findings.differences, 1000)) {
      await transaction
        .insertInto('dry_run_change')
        .values(
          chunk.map(({ stream, scope, externalId, outcome, message, attributes }) => ({
            run_id: run.id,
            attributes: json(JSON.parse(JSON.stringify(attributes)) as JsonValue),
            stream,
            scope,
            external_id: externalId,
            outcome,
            message: storedText(message, 4000),
          })),
        )
        .execute()
    }
  })
  return findings
}

async function readAll<Config>(options: RunOptions<Config>, run: Run): Promise<ReadListing[]> {
  const { plugin, source, context, auditContext } = options
  const parts = selectionFrom(run.selection)
  const listings: ReadListing[] = []
  for (const stream of plugin.streams) {
    if (!isSelected(parts, stream.name)) continue
    for (const scope of await stream.scopes(context)) {
      if (!isSelected(parts, stream.name, scope.id)) continue
      const pages: MappedPage[] = []
      let partial = false
      for await (const page of stream.pages(context, scope, null, run.until)) {
        context.signal.throwIfAborted()
        partial ||= page.partial === true
        pages.push(mapPage(stream, page.raw))
      }
      listings.push({
        stream,
        pages,
        partial,
        run: {
          listing: { sourceId: source.id, runId: run.id, stream: stream.name, scope: scope.id },
          sourceName: source.name,
          precedence: source.precedence,
          at: run.started_at,
          until: run.until,
          auditContext,
        },
      })
    }
  }
  return listings
}

async function tried(
  transaction: Kysely<Database>,
  listings: readonly ReadListing[],
  approved: boolean,
): Promise<Findings> {
  let counts: CountsByType = {}
  const differences: Difference[] = []
  // All at once, so that other transactions that need some of them do not meet this one half way.
  for (const { run, pages } of listings) {
    const records = pages.flatMap((page) => page.records)
    await lockPage(transaction, run, { records, rejected: [] })
  }
  for (const { stream, run, pages, partial } of listings) {
    const place = { stream: run.listing.stream, scope: run.listing.scope }
    for (const page of pages) {
      const { records, stored } = await previewRecords(transaction, run, page)
      counts = addCounts(counts, stream.record, stored.counts)
      for (const { externalId, outcome, message, attributes } of records) {
        if (outcome === 'UNCHANGED') continue
        differences.push({
          ...place,
          externalId: externalId === '' ? 'unknown' : truncate(externalId, 500),
          // What several assets answer to waits for a person, as what cannot be used does.
          outcome: outcome === 'AMBIGUOUS' ? 'REJECTED' : outcome,
          message,
          attributes,
        })
      }
      for (const externalId of stored.takenBack) {
        differences.push({ ...place, externalId, outcome: 'RETIRED', message: null, attributes: [] })
      }
    }
    if (stream.mode !== 'snapshot' || partial) continue
    const before = await presentRecords(transaction, run)
    const { decision, count } = await retireMissing(transaction, run, approved)
    counts = addCounts(counts, stream.record, { retired: count })
    if (!decision.allowed) continue
    const after = new Set(await presentRecords(transaction, run))
    for (const externalId of before) {
      if (!after.has(externalId))
        differences.push({ ...place, externalId, outcome: 'RETIRED', message: null, attributes: [] })
    }
  }
  return { counts, differences }
}

async function presentRecords(transaction: Kysely<Database>, { listing }: RunContext): Promise<string[]> {
  const rows = await transaction
    .selectFrom('source_record')
    .select('external_id')
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('missing_since', 'is', null)
    .execute()
  return rows.map(({ external_id }) => external_id)
}
