import assert from 'node:assert/strict'
import { collect, type NamedCheck } from '../fixtures.ts'
import { type Baseline, runOn, type Subject } from './baseline.ts'
import { timedCursor } from './cursor.ts'
import { keyOf, Memory } from './memory.ts'
import { spread } from './spread.ts'
import { onStage, runBegan, type Stage } from './stage.ts'
import { assertSameState, stateOf, withoutAddress } from './state.ts'

/** How many page boundaries are tried at most. */
const STOPS = 12

/** What must hold when a run is stopped, when pages come in another order, and when the system changes meanwhile. */
export function interruptionChecks(subject: Subject): NamedCheck[] {
  const { plugin } = subject
  const rereads = plugin.streams.some(
    (stream) => stream.mode !== 'snapshot' && (stream.lookback ?? 0) > 0 && timedCursor(stream) !== undefined,
  )
  return [
    {
      name: 'stopped after any page and resumed, nothing is lost and nothing doubled',
      run: () => stoppedAnywhere(subject, false),
    },
    ...(rereads
      ? [
          {
            name: 'stopped after any page and resumed before it by the lookback, nothing is lost and nothing doubled',
            run: () => stoppedAnywhere(subject, true),
          },
        ]
      : []),
    { name: 'a run that was stopped before it began lists nothing', run: () => stoppedBefore(subject) },
    { name: 'the order of pages and pages that come twice do not matter', run: () => rearranged(subject) },
    ...(subject.fixtures.system().touch === undefined
      ? []
      : [
          {
            name: 'a record that changes while it is being listed is not missed',
            run: () => touched(subject),
          },
        ]),
  ]
}

async function stoppedAnywhere(subject: Subject, rewind: boolean): Promise<void> {
  const baseline = await subject.baseline()
  for (const stop of spread(baseline.pages, STOPS)) {
    await onStage(subject.plugin, subject.fixtures, async (stage) => {
      const memory = await stoppedRun(subject, stage, baseline, stop + 1)
      await runOn(subject, stage, { memory, rewind })
      assertSameState(
        stateOf(memory, stage),
        baseline.state,
        `Stopped after page ${stop + 1} of ${baseline.pages} and resumed`,
      )
      assert.equal(memory.complaints.clashes[0], undefined)
    })
  }
}

/** A run that is stopped after a page; what it stored by then. */
async function stoppedRun(
  subject: Subject,
  stage: Stage,
  baseline: Baseline,
  stopAfter: number,
): Promise<Memory> {
  const controller = new AbortController()
  const memory = new Memory()
  const run = runOn(subject, stage, {
    ctx: stage.context({ signal: controller.signal }),
    memory,
    afterPage: (pages) => {
      if (pages === stopAfter) controller.abort()
    },
    afterListing: (stream, scope, pages) => {
      const all = baseline.pagesOf.get(withoutAddress(keyOf(stream.name, scope.id), stage)) ?? 0
      assert.ok(
        !controller.signal.aborted || pages >= all,
        `${stream.name} ended as if it were complete when the run was stopped after page ${pages} of ${all}; it must throw`,
      )
    },
  })
  await run.catch((error: unknown) => {
    if (!controller.signal.aborted || error instanceof assert.AssertionError) throw error
  })
  return memory
}

async function stoppedBefore({ plugin, fixtures }: Subject): Promise<void> {
  for (const stream of plugin.streams) {
    await onStage(plugin, fixtures, async (stage) => {
      const [scope] = await stream.scopes(stage.context())
      if (scope === undefined) return
      const ctx = stage.context({ signal: AbortSignal.abort() })
      await assert.rejects(
        collect(stream.pages(ctx, scope, null, runBegan(fixtures))),
        `${stream.name} listed to its end although the run was stopped before; an unfinished listing must throw`,
      )
    })
  }
}

async function rearranged(subject: Subject): Promise<void> {
  const { state } = await subject.baseline()
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const memory = await runOn(subject, stage, {
      rearrange: (pages) =>
        [...pages, ...pages].reverse().map((page) => ({ ...page, raw: [...page.raw].reverse() })),
    })
    assertSameState(stateOf(memory, stage), state, 'With every page twice, the last first')
  })
}

const HOUR = 3_600_000
/** Each takes three runs. */
const TOUCHES = 8

async function touched(subject: Subject): Promise<void> {
  const { plugin, fixtures } = subject
  const began = runBegan(fixtures)
  const later = new Date(began.getTime() + HOUR)
  const { pages } = await subject.baseline()
  for (const boundary of spread(pages, TOUCHES)) {
    await onStage(plugin, fixtures, async (stage) => {
      const memory = await runOn(subject, stage, {
        afterPage: (count) => {
          if (count === boundary + 1) stage.system.touch?.(new Date(began.getTime() + 1000))
        },
      })
      await runOn(subject, stage, { memory, until: later })
      const expected = stateOf(await runOn(subject, stage, { until: later }), stage)
      assertSameState(
        stateOf(memory, stage),
        expected,
        `After a record changed behind page ${boundary + 1} and one more run`,
      )
    })
  }
}
