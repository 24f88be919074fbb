import assert from 'node:assert/strict'
import { jsonProblem } from '../json.ts'
import type { Plugin } from '../plugin.ts'
import { type NeutralRecord, parseRecord } from '../records/record.ts'
import { byAnotherClock } from './another-clock.ts'
import { mapped, type StreamListing } from './listing.ts'

export function identitiesAreUnique(listings: readonly StreamListing[]): void {
  for (const { stream, raws } of listings) {
    assertUnique(
      raws.map((raw) => stream.primaryKey(raw)),
      `${stream.name} gave two raw records the identity`,
    )
    const ids = raws.flatMap((raw) => mapped(stream, raw)).map((record) => record.externalId)
    assertUnique(ids, `${stream.name} gave two records the external id`)
  }
}

function assertUnique(values: readonly string[], complaint: string): void {
  const seen = new Set<string>()
  for (const value of values) {
    assert.ok(!seen.has(value), `${complaint} ${value}`)
    seen.add(value)
  }
}

export function rawsCanBeStored(listings: readonly StreamListing[]): void {
  for (const { stream, raws } of listings) {
    for (const raw of raws) {
      const found = jsonProblem(raw)
      assert.equal(
        found,
        undefined,
        `A raw record of ${stream.name} ${found?.problem} at ${found?.path.join('.')}`,
      )
      const stored: unknown = JSON.parse(JSON.stringify(raw))
      assert.equal(stream.primaryKey(stored), stream.primaryKey(raw))
      assert.deepEqual(mapped(stream, stored), mapped(stream, raw))
    }
  }
}

export function mapIsPure(listings: readonly StreamListing[]): void {
  for (const { stream, raws } of listings) {
    for (const raw of raws) {
      const before = structuredClone(raw)
      const first = structuredClone(mapped(stream, raw))
      assert.deepEqual(raw, before, `map of ${stream.name} changed the raw record`)
      assert.deepEqual(
        mapped(stream, deepFrozen(raw)),
        first,
        `map of ${stream.name} answers differently the second time`,
      )
      assert.deepEqual(
        byAnotherClock(() => mapped(stream, raw)),
        first,
        `map of ${stream.name} reads a clock: at another time it answers differently`,
      )
    }
  }
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const child of Object.values(value)) deepFrozen(child)
  return Object.freeze(value)
}

export function recordsAreValid(listings: readonly StreamListing[]): void {
  for (const { stream, raws } of listings) {
    for (const record of raws.flatMap((raw) => mapped(stream, raw))) {
      parseRecord(record)
      assert.equal(record.type, stream.record, `${stream.name} declares ${stream.record} records`)
    }
  }
}

export function attributesFitTheirKind(plugin: Plugin, records: readonly NeutralRecord[]): void {
  for (const record of records) {
    if (record.type !== 'asset') continue
    const declared = plugin.assetKinds[record.kind] ?? plugin.otherAssetKinds
    assert.ok(
      declared !== undefined,
      `${record.externalId} is of the kind ${record.kind}, which is not declared`,
    )
    const attributes = record.attributes ?? {}
    const result = declared.attributes.safeParse(attributes)
    assert.ok(result.success, `Attributes of ${record.externalId}: ${result.error?.message}`)
    assert.deepEqual(
      result.data,
      attributes,
      `${record.externalId} has attributes that ${record.kind} does not declare`,
    )
  }
}

export function relationsHaveEnds(records: readonly NeutralRecord[]): void {
  const assets = new Set(
    records.filter((record) => record.type === 'asset').map((record) => record.externalId),
  )
  for (const record of records) {
    if (record.type !== 'relation') continue
    for (const end of [record.from, record.to]) {
      assert.ok(
        assets.has(end),
        `The relation ${record.externalId} names ${end}, which no asset has as its external id`,
      )
    }
  }
}
