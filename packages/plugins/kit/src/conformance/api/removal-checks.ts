import assert from 'node:assert/strict'
import type { Stream } from '../../stream.ts'
import type { NamedCheck } from '../fixtures.ts'
import { runOn, type Subject } from './baseline.ts'
import type { Memory } from './memory.ts'
import { onStage } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

/** That what is removed in the system goes, and nothing else. */
export function removalChecks(subject: Subject): NamedCheck[] {
  return subject.plugin.streams.filter(findsRemovals).map((stream) => ({
    name: `${stream.name}: a record that was removed goes, and the others stay`,
    run: () => goes(subject, stream),
  }))
}

function findsRemovals(stream: Stream): boolean {
  return stream.mode === 'snapshot' || stream.listKeys !== undefined
}

async function goes({ plugin, fixtures }: Subject, stream: Stream): Promise<void> {
  const { name } = stream
  // By itself: what follows for the records of other streams is not asked here.
  const alone = { plugin: { ...plugin, streams: [stream] }, fixtures }
  await onStage(plugin, fixtures, async (stage) => {
    assert.ok(
      stage.system.remove !== undefined,
      `Give the fake system a method remove that takes a record of ${name} away`,
    )
    const memory = await runOn(alone, stage)
    const before = keysOf(memory)
    stage.system.remove(name)
    const left = await runOn(alone, stage)
    const after = keysOf(left)
    const removed = [...before].filter((key) => !after.has(key))
    assert.ok(
      removed.length > 0,
      `remove of the fake system took nothing away that ${name} lists, or ${name} lists it all the same`,
    )
    await runOn(alone, stage, { memory })
    assertSameState(stateOf(memory, stage), stateOf(left, stage), `After ${removed[0]} was removed`)
  })
}

function keysOf({ records }: Memory): Set<string> {
  return new Set(records.map(({ primaryKey }) => primaryKey))
}
