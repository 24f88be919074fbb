import assert from 'node:assert/strict'
import type { NamedCheck } from '../fixtures.ts'
import type { UpstreamAnswer } from '../upstream.ts'
import { runOn, type Subject } from './baseline.ts'
import { Memory } from './memory.ts'
import { spread } from './spread.ts'
import { onStage } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

/** Answers that are no listing, though a careless reader finds an empty one in them. */
const NO_LISTINGS: readonly { readonly name: string; readonly answer: UpstreamAnswer }[] = [
  { name: '404', answer: { status: 404, json: { message: 'Not Found' } } },
  { name: '200 with {}', answer: { json: {} } },
  {
    name: '200 with an error in it',
    answer: { json: { error: { code: 'internal', message: 'Something went wrong' } } },
  },
]

/** How many of the calls of a run are answered so at most. */
const PLACES = 4

/** What must hold when an answer holds no listing: it is not taken for an empty one. */
export function answerChecks(subject: Subject): NamedCheck[] {
  return NO_LISTINGS.map(({ name, answer }) => ({
    name: `${name}: is not taken for an empty listing`,
    run: async () => {
      const { calls } = await subject.baseline()
      await Promise.all(spread(calls, PLACES).map((place) => notEmpty(subject, name, answer, place)))
    },
  }))
}

/** One call is answered so: the run fails, or gives all there is all the same. */
async function notEmpty(
  subject: Subject,
  name: string,
  answer: UpstreamAnswer,
  place: number,
): Promise<void> {
  const { calls, state } = await subject.baseline()
  const occasion = `${name} to call ${place + 1} of ${calls}`
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    stage.faults = (index) => (index === place ? { kind: 'answer', answer } : undefined)
    const memory = new Memory()
    const failed = await runOn(subject, stage, { memory }).then(
      () => false,
      (error: unknown) => {
        if (error instanceof assert.AssertionError) throw error
        return true
      },
    )
    stage.faults = () => undefined
    if (!failed) {
      assertSameState(stateOf(memory, stage), state, `${occasion}: the run ended as if all were well`)
      return
    }
    await runOn(subject, stage, { memory })
    assertSameState(stateOf(memory, stage), state, `${occasion}, and one more run`)
  })
}
