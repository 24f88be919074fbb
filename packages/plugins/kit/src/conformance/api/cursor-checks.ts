import assert from 'node:assert/strict'
import type { PluginContext } from '../../context.ts'
import type { Scope, Stream } from '../../stream.ts'
import { collect, type NamedCheck } from '../fixtures.ts'
import { runOn, type Subject } from './baseline.ts'
import { timedCursor } from './cursor.ts'
import { type KeptCursor, keyOf } from './memory.ts'
import { onStage } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

/** What no cursor is. */
const STRANGERS: readonly unknown[] = [null, { nonsense: true }, [[]]]

/** What must hold for each position that a stream gives. */
export function cursorChecks(subject: Subject): NamedCheck[] {
  return subject.plugin.streams.flatMap((stream) => {
    if (stream.cursor === undefined) return []
    const checks: NamedCheck[] = [
      { name: `${stream.name}: a cursor survives being stored`, run: () => survivesStorage(subject, stream) },
      { name: `${stream.name}: the cursor refuses what is none`, run: async () => refusesStrangers(stream) },
      {
        name: `${stream.name}: a cursor of an older version starts over`,
        run: () => startsOver(subject, stream),
      },
    ]
    if (stream.mode !== 'snapshot') {
      checks.push({
        name: `${stream.name}: a run leaves a cursor`,
        run: () => leavesACursor(subject, stream),
      })
    }
    if (timedCursor(stream) !== undefined) {
      checks.push({
        name: `${stream.name}: the time of a cursor can be set`,
        run: async () => keepsTime(stream),
      })
    }
    if (stream.mode !== 'snapshot' && stream.listKeys !== undefined) {
      checks.push({
        name: `${stream.name}: listKeys names all that was listed`,
        run: () => listKeysIsComplete(subject, stream),
      })
    }
    return checks
  })
}

async function survivesStorage(subject: Subject, stream: Stream): Promise<void> {
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const ctx = stage.context()
    for (const scope of await stream.scopes(ctx)) {
      for await (const { next } of stream.pages(ctx, scope, null, ctx.clock())) {
        if (next === null) continue
        const stored: unknown = JSON.parse(JSON.stringify(next))
        const read = stream.cursor?.schema.safeParse(stored)
        assert.ok(
          read?.success,
          `What ${stream.name} gave as next, stored as JSON, is no cursor: ${read?.error?.message}`,
        )
        assert.deepEqual(
          read.data,
          next,
          `A cursor of ${stream.name} is another one after it was stored as JSON`,
        )
      }
    }
  })
}

function refusesStrangers({ name, cursor }: Stream): void {
  for (const stranger of STRANGERS) {
    assert.ok(
      cursor?.schema.safeParse(stranger).success === false,
      `The cursor of ${name} takes ${JSON.stringify(stranger)}: give it a schema that says what it is`,
    )
  }
}

async function startsOver(subject: Subject, stream: Stream): Promise<void> {
  const { state } = await subject.baseline()
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const memory = await runOn(subject, stage)
    for (const [key, kept] of memory.cursors) memory.cursors.set(key, older(kept))
    const plugin = { ...subject.plugin, streams: [stream] }
    await runOn({ ...subject, plugin }, stage, { memory })
    assertSameState(stateOf(memory, stage), state, 'After starting over')
  })
}

function older(kept: KeptCursor): KeptCursor {
  return { ...kept, version: kept.version - 1, text: '"of an older version"' }
}

async function leavesACursor(subject: Subject, stream: Stream): Promise<void> {
  const { memory } = await subject.baseline()
  const scopes = new Set(
    memory.records.filter((kept) => kept.stream === stream.name).map(({ scope }) => scope),
  )
  for (const scope of scopes) {
    assert.ok(
      memory.cursors.has(keyOf(stream.name, scope)),
      `${stream.name} gave no next in ${scope}: every run would read everything again`,
    )
  }
}

/** A cursor may be coarser than milliseconds, but never later than it was told. */
const COARSEST = 24 * 3_600_000

async function keepsTime(stream: Stream): Promise<void> {
  const cursor = timedCursor(stream)
  if (cursor === undefined) return
  for (const text of ['2029-12-31T23:59:59.999Z', '2020-02-29T12:34:56.789Z', '2030-01-01T00:00:00.000Z']) {
    const instant = new Date(text)
    const position = cursor.time.at(instant)
    const stored: unknown = JSON.parse(JSON.stringify(position))
    assert.deepEqual(
      cursor.schema.parse(stored),
      position,
      'What time.at gives must survive being stored as JSON',
    )
    const time = cursor.time.of(position)
    assert.ok(
      time <= instant && instant.getTime() - time.getTime() < COARSEST,
      `time.of(time.at(${text})) is ${time.toISOString()}: it must be that instant, or a little before it`,
    )
  }
}

async function listKeysIsComplete(subject: Subject, stream: Stream): Promise<void> {
  if (stream.mode === 'snapshot' || stream.listKeys === undefined) return
  const named = stream.listKeys.bind(stream)
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const ctx = stage.context()
    for (const scope of await stream.scopes(ctx)) {
      const listKeys = new Set((await collect(named(ctx, scope))).flat())
      const forgotten: string[] = [...(await primaryKeysOf(stream, ctx, scope))].filter(
        (primaryKey) => !listKeys.has(primaryKey),
      )
      assert.equal(
        forgotten.length,
        0,
        `listKeys of ${scope.id} does not name ${forgotten.slice(0, 5).join(', ')}`,
      )
    }
  })
}

async function primaryKeysOf(stream: Stream, ctx: PluginContext, scope: Scope): Promise<Set<string>> {
  const keys = new Set<string>()
  for await (const { raw } of stream.pages(ctx, scope, null, ctx.clock())) {
    for (const each of raw) keys.add(stream.primaryKey(each))
  }
  return keys
}
