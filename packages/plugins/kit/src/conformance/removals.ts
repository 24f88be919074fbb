import assert from 'node:assert/strict'
import type { SourceFiles } from '../context.ts'
import { canonicalJson } from '../json.ts'
import type { Plugin } from '../plugin.ts'
import { Memory } from './api/memory.ts'
import { runInMemory } from './api/runner.ts'
import type { ConformanceFixtures, NamedCheck, RemovalFixture } from './fixtures.ts'
import { contextFor, RUN_BEGAN } from './listing.ts'

/** That what is removed from the input goes with the next run, and nothing else. */
export function removalChecks(plugin: Plugin, fixtures: ConformanceFixtures): NamedCheck[] {
  const { removals = [] } = fixtures
  if (removals.length === 0) {
    const run = async () =>
      assert.fail('Give conformance an input from which something was removed: removals')
    return [{ name: 'removals: have a fixture', run }]
  }
  return removals.map((removal) => ({
    name: `${removal.name}: what is removed goes, and the rest stays`,
    run: () => goes(plugin, fixtures, removal),
  }))
}

async function goes(plugin: Plugin, fixtures: ConformanceFixtures, removal: RemovalFixture): Promise<void> {
  const memory = new Memory()
  await runOn(plugin, fixtures, memory, removal.before())
  const before = idsIn(memory)
  await runOn(plugin, fixtures, memory, removal.after())
  const after = idsIn(memory)
  for (const id of removal.gone) {
    assert.ok(before.has(id), `${id} was not there before it was removed`)
    assert.ok(!after.has(id), `${id} was removed from the input and is listed all the same`)
  }
  const lost = lostBetween(before, after).filter((id) => !removal.gone.includes(id))
  assert.deepEqual(lost, [], `More is gone than ${removal.gone.join(', ')}`)
  const anew = new Memory()
  await runOn(plugin, fixtures, anew, removal.after())
  assert.deepEqual(stateOf(memory), stateOf(anew), 'A source that was read before differs from a new one')
}

async function runOn(
  plugin: Plugin,
  fixtures: ConformanceFixtures,
  memory: Memory,
  files: SourceFiles,
): Promise<void> {
  const ctx = await contextFor(plugin, fixtures, { files })
  await runInMemory({ plugin, ctx, memory, until: RUN_BEGAN })
}

function idsIn({ records }: Memory): Set<string> {
  return new Set(records.map(({ record }) => record.externalId))
}

function lostBetween(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...before].filter((id) => !after.has(id)).sort()
}

function stateOf({ records }: Memory): string[] {
  return records.map(({ stream, scope, record }) => canonicalJson([stream, scope, record])).sort()
}
