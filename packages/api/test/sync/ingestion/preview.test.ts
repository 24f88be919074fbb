import type { Db, JsonValue } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storePage } from '../../../src/sync/ingestion/ingest-page.ts'
import { previewRecords, type RecordPreview, withRollback } from '../../../src/sync/ingestion/preview.ts'
import { mapPage } from '../../../src/sync/records/map-page.ts'
import { sourceNamed } from '../../../src/sync/sources/store.ts'
import { runs } from '../../runs.ts'
import { rowCounts } from '../state.ts'

const auditContext = { actor: 'test', requestId: 'test' }
let hours = 0

/** One push of a source: what it says of devices, with identifiers that may meet several. */
interface Push {
  readonly source: 'cmdb' | 'cloud' | 'scanner'
  readonly records: readonly object[]
}

const record = fc
  .record({
    name: fc.nat(3),
    serials: fc.uniqueArray(fc.constantFrom('SN-A', 'SN-B', 'SN-C'), { maxLength: 2 }),
    cores: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    zone: fc.option(fc.constantFrom('eu', 'us'), { nil: undefined }),
    broken: fc.boolean(),
  })
  .map(({ name, serials, cores, zone, broken }) => ({
    type: 'asset',
    externalId: `r-${name}`,
    kind: 'test.thing',
    name: broken && name === 3 ? '' : `r-${name}`,
    attributes: { ...(cores === undefined ? {} : { cores }), ...(zone === undefined ? {} : { zone }) },
    identifiers: serials.map((value) => ({ kind: 'serial-number', value })),
  }))

const push: fc.Arbitrary<Push> = fc.record({
  source: fc.constantFrom('cmdb', 'cloud', 'scanner'),
  records: fc.uniqueArray(record, { selector: ({ externalId }) => externalId, maxLength: 4 }),
})

async function pushed<T>(
  db: Db,
  { source: name, records }: Push,
  take: (run: Parameters<typeof previewRecords>[1], page: ReturnType<typeof mapPage>) => Promise<T>,
): Promise<T> {
  const source = await sourceNamed(db.kysely, { name, plugin: 'test', config: {} }, auditContext)
  hours += 1
  const at = new Date(Date.UTC(2030, 0, 1, hours))
  const { id: runId } = await db.kysely
    .insertInto('sync_run')
    .values({ source_id: source.id, actor: 'test', until: at, started_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const listing = { sourceId: source.id, runId, stream: 'assets', scope: 'main' }
  const run = { listing, sourceName: name, precedence: source.precedence, at, until: at, auditContext }
  const primaryKey = (raw: unknown) => String((raw as { externalId: string }).externalId)
  return take(
    run,
    mapPage(
      { name: 'assets', record: 'asset', mode: 'incremental', primaryKey, map: (raw) => raw as never },
      records,
    ),
  )
}

/** What the records of a page came to: their outcome, and what their assets show. */
async function done(db: Db, one: Push): Promise<ReadonlyMap<string, { outcome: string; shows: unknown }>> {
  const outcome = await pushed(db, one, (run, page) =>
    db.kysely.transaction().execute((transaction) => storePage(transaction, run, page)),
  )
  const found = new Map<string, { outcome: string; shows: unknown }>()
  for (const [externalId, { outcome: what, id }] of outcome.outcomes) {
    const asset = await db.kysely
      .selectFrom('asset')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    found.set(externalId, { outcome: what, shows: { name: asset.name, ...(asset.attributes as object) } })
  }
  for (const { primaryKey, reason } of outcome.rejected) {
    found.set(primaryKey ?? '', {
      outcome: reason.includes('belong to') ? 'AMBIGUOUS' : 'REJECTED',
      shows: null,
    })
  }
  return found
}

/** A record has an asset in common with another source, until its own listing has their identifier twice. */
function separated(source: Push['source'], other: Push['source']): [Push[], Push] {
  const device = (externalId: string, cores: number) => ({
    type: 'asset',
    externalId,
    kind: 'test.thing',
    name: externalId,
    attributes: { cores },
    identifiers: [{ kind: 'serial-number', value: 'SN-A' }],
  })
  const before: Push[] = [
    { source: other, records: [device('r-0', 1)] },
    { source, records: [device('r-1', 1)] },
  ]
  return [before, { source, records: [device('r-1', 2), device('r-2', 3)] }]
}

test('what a preview says is what becomes of it, and it leaves no trace', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(push, { minLength: 1, maxLength: 5 }), push, async (before, last) => {
      const { db, drop } = await testDatabase()
      try {
        await db.kysely
          .insertInto('source')
          .values([
            { name: 'cmdb', plugin: 'test', precedence: 10 },
            { name: 'cloud', plugin: 'test', precedence: 20 },
            { name: 'scanner', plugin: 'test', precedence: 30 },
          ])
          .execute()
        for (const one of before) await done(db, one)
        const rows = await rowCounts(db, 'sync_run')
        const { records } = await pushed(db, last, (run, page) =>
          withRollback(db.kysely, (transaction) => previewRecords(transaction, run, page)),
        )
        expect(await rowCounts(db, 'sync_run')).toEqual(rows)
        const became = await done(db, last)
        expect(records.map(({ externalId, outcome }) => [externalId, outcome]).sort()).toEqual(
          [...became].map(([externalId, { outcome }]) => [externalId, outcome]).sort(),
        )
        for (const preview of records) checkAttributes(preview, became.get(preview.externalId)?.shows)
      } finally {
        await drop()
      }
    }),
    {
      numRuns: Number(process.env.PROPERTY_RUNS ?? runs(6, 15)),
      interruptAfterTimeLimit: 50_000,
      examples: [separated('cmdb', 'scanner'), separated('scanner', 'cmdb')],
    },
  )
}, 120_000)

/** The effective value is the one that the asset shows, and every attribute that it shows is named. */
function checkAttributes({ attributes, outcome }: RecordPreview, shows: unknown): void {
  if (outcome !== 'ADDED' && outcome !== 'CHANGED') {
    expect(attributes).toEqual([])
    return
  }
  const shown = new Map(Object.entries(shows as Record<string, JsonValue>))
  expect(attributes.length).toBeGreaterThan(0)
  for (const { attribute, effective, overridden } of attributes) {
    if (attribute === 'kind') continue
    expect(shown.get(attribute.replace('attributes.', ''))).toEqual(effective?.value)
    for (const each of overridden) expect(each.overriddenReason).not.toBeNull()
  }
}
