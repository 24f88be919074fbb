import assert from 'node:assert/strict'
import { errorCodeOf } from '../errors.ts'
import type { Plugin } from '../plugin.ts'
import { type NeutralRecord, parseRecord } from '../records/record.ts'
import type { ConformanceFixtures, FlawedFixture, NamedCheck } from './fixtures.ts'
import { contextFor, listAll, mapped, type StreamListing } from './listing.ts'

/** What must hold for input of which a part cannot be used. */
export function flawedInputCheck(
  plugin: Plugin,
  fixtures: ConformanceFixtures,
  flawed: FlawedFixture,
): NamedCheck {
  const run = async () => {
    const lines: string[] = []
    const listings = await listAll(
      plugin,
      await contextFor(plugin, fixtures, { files: flawed.files(), lines }),
    )
    const { records, rejected } = sortedOut(listings)
    assert.deepEqual([...rejected.keys()].sort(), Object.keys(flawed.rejects).sort(), 'The dead letters')
    for (const [key, mentions] of Object.entries(flawed.rejects)) {
      const message = rejected.get(key) ?? ''
      for (const words of mentions) {
        assert.ok(
          message.includes(words),
          `The reason for ${key} must mention ${JSON.stringify(words)}: ${message}`,
        )
      }
    }
    const ids = records.map(({ externalId }) => externalId)
    for (const id of flawed.takes) assert.ok(ids.includes(id), `${id} was not taken: ${ids.join(', ')}`)
    const partial = listings.filter((listing) => listing.partial === true).map(({ stream }) => stream.name)
    assert.deepEqual(partial, flawed.partial ?? [], 'The listings that say that they are partial')
    const everything = JSON.stringify([listings.map(({ raws }) => raws), records, lines, [...rejected]])
    for (const canary of fixtures.canaries ?? []) {
      assert.ok(!everything.includes(canary), `The secret ${canary} was passed on`)
    }
  }
  return { name: `${flawed.name}: only what cannot be used is rejected`, run }
}

/** The records of listings, and why the others were rejected, by their keys. */
function sortedOut(listings: readonly StreamListing[]): {
  records: NeutralRecord[]
  rejected: ReadonlyMap<string, string>
} {
  const records: NeutralRecord[] = []
  const rejected = new Map<string, string>()
  for (const { stream, raws } of listings) {
    for (const raw of raws) {
      const stored: unknown = JSON.parse(JSON.stringify(raw))
      try {
        for (const record of mapped(stream, stored)) records.push(parseRecord(record))
      } catch (error) {
        if (!(error instanceof Error) || errorCodeOf(error) !== 'BAD_RECORD') throw error
        rejected.set(stream.primaryKey(stored), error.message)
      }
    }
  }
  return { records, rejected }
}
