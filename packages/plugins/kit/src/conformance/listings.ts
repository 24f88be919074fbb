import assert from 'node:assert/strict'
import type { Plugin } from '../plugin.ts'
import {
  attributesFitTheirKind,
  identitiesAreUnique,
  mapIsPure,
  rawsCanBeStored,
  recordsAreValid,
  relationsHaveEnds,
} from './contract.ts'
import {
  type ConformanceFixtures,
  collect,
  type ListingFixture,
  type NamedCheck,
  reversed,
} from './fixtures.ts'
import { compareGolden, sorted } from './golden.ts'
import { contextFor, listAll, mapped, pagesOf, recordsOf, type StreamListing } from './listing.ts'

/** What must hold for input that the plugin understands. */
export function listingChecks(
  plugin: Plugin,
  fixtures: ConformanceFixtures,
  listing: ListingFixture,
): NamedCheck[] {
  const list = async (lines: string[] = []) =>
    listAll(plugin, await contextFor(plugin, fixtures, { files: listing.files?.(), lines }))
  const check = (name: string, judge: (listings: StreamListing[]) => void | Promise<void>): NamedCheck => ({
    name: `${listing.name}: ${name}`,
    run: async () => judge(await list()),
  })
  return [
    check('every stream yields something', (listings) => {
      for (const { stream, raws } of listings)
        assert.notEqual(raws.length, 0, `${stream.name} yielded nothing`)
    }),
    check('identities and external ids are unique', identitiesAreUnique),
    check('raw records can be stored and mapped again', rawsCanBeStored),
    check('map is pure', mapIsPure),
    check('every record is valid', recordsAreValid),
    check('attributes fit the declared kind', (listings) =>
      attributesFitTheirKind(plugin, recordsOf(listings)),
    ),
    check('every relation joins assets of the listing', (listings) => relationsHaveEnds(recordsOf(listings))),
    check('a second listing is the same', async (listings) => {
      assert.deepEqual(snapshotOf(await list()), snapshotOf(listings))
    }),
    ...orderChecks(plugin, fixtures, listing),
    abortedBefore(plugin, fixtures, listing),
    abortedAfterAPage(plugin, fixtures, listing),
    connectionTest(plugin, fixtures, listing),
    ...canaryChecks(fixtures, listing, list),
    ...goldenChecks(listing, check),
  ]
}

function snapshotOf(listings: readonly StreamListing[]): unknown {
  return listings.map(({ stream, raws }) => ({
    stream: stream.name,
    records: raws.map((raw) => ({ primaryKey: stream.primaryKey(raw), records: mapped(stream, raw) })),
  }))
}

function orderChecks(plugin: Plugin, fixtures: ConformanceFixtures, listing: ListingFixture): NamedCheck[] {
  const { files } = listing
  if (files === undefined) return []
  const run = async () => {
    const forward = await listAll(plugin, await contextFor(plugin, fixtures, { files: files() }))
    const backward = await listAll(plugin, await contextFor(plugin, fixtures, { files: reversed(files()) }))
    assert.deepEqual(sorted(recordsOf(backward)), sorted(recordsOf(forward)))
  }
  return [{ name: `${listing.name}: the order of the files does not matter`, run }]
}

function abortedBefore(plugin: Plugin, fixtures: ConformanceFixtures, listing: ListingFixture): NamedCheck {
  const run = async () => {
    for (const stream of plugin.streams) {
      const signal = AbortSignal.abort()
      const ctx = await contextFor(plugin, fixtures, { files: listing.files?.(), signal })
      await assert.rejects(
        collect(pagesOf(stream, ctx)),
        `${stream.name} listed to its end although the run was stopped before; an unfinished listing must throw`,
      )
    }
  }
  return { name: `${listing.name}: a run that was stopped lists nothing`, run }
}

function abortedAfterAPage(
  plugin: Plugin,
  fixtures: ConformanceFixtures,
  listing: ListingFixture,
): NamedCheck {
  const run = async () => {
    for (const stream of plugin.streams) {
      const controller = new AbortController()
      const ctx = await contextFor(plugin, fixtures, { files: listing.files?.(), signal: controller.signal })
      let after = 0
      const walk = async () => {
        for await (const _page of pagesOf(stream, ctx)) {
          if (controller.signal.aborted) after += 1
          controller.abort()
        }
      }
      await walk().catch((error: unknown) => {
        if (!controller.signal.aborted) throw error
      })
      assert.equal(after, 0, `${stream.name} yielded ${after} pages after the run was stopped`)
    }
  }
  return { name: `${listing.name}: no page follows once the run is stopped`, run }
}

function connectionTest(plugin: Plugin, fixtures: ConformanceFixtures, listing: ListingFixture): NamedCheck {
  const run = async () => {
    const reports = await plugin.check(await contextFor(plugin, fixtures, { files: listing.files?.() }))
    assert.notEqual(reports.length, 0, 'check reported nothing')
    for (const report of reports) assert.equal(report.status, 'ok', `${report.capability}: ${report.detail}`)
  }
  return { name: `${listing.name}: the connection test says ok`, run }
}

function canaryChecks(
  fixtures: ConformanceFixtures,
  listing: ListingFixture,
  list: (lines: string[]) => Promise<StreamListing[]>,
): NamedCheck[] {
  const { canaries } = fixtures
  if (canaries === undefined) return []
  const run = async () => {
    const lines: string[] = []
    const listings = await list(lines)
    const said = JSON.stringify([listings.map(({ raws }) => raws), recordsOf(listings), lines])
    for (const canary of canaries) assert.ok(!said.includes(canary), `The secret ${canary} was passed on`)
  }
  return [{ name: `${listing.name}: no secret is passed on`, run }]
}

function goldenChecks(
  listing: ListingFixture,
  check: (name: string, judge: (listings: StreamListing[]) => Promise<void>) => NamedCheck,
): NamedCheck[] {
  const { golden } = listing
  if (golden === undefined) return []
  return [check('the records are the golden ones', (listings) => compareGolden(golden, recordsOf(listings)))]
}
