import type { NamedCheck } from '../fixtures.ts'
import { runOn, type Subject } from './baseline.ts'
import { onStage, runBegan } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

const MINUTE = 60_000
/** Less than the second in which many systems count. */
const A_MOMENT = 500

/** That a position is not later than the newest record it was made of. */
export function newestChecks(subject: Subject): NamedCheck[] {
  if (subject.fixtures.system().touch === undefined) return []
  return [
    {
      name: 'a record that changes right after the newest one is not missed',
      run: () => rightAfter(subject),
    },
  ]
}

/**
 * The clock of the system may be behind that of the runner, so that what is new by then may have been changed some
 * time before the run.
 */
async function rightAfter(subject: Subject): Promise<void> {
  const began = runBegan(subject.fixtures)
  const newest = began.getTime() - MINUTE
  const later = new Date(began.getTime() + MINUTE)
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    stage.system.touch?.(new Date(newest))
    const memory = await runOn(subject, stage)
    stage.system.touch?.(new Date(newest + A_MOMENT))
    await runOn(subject, stage, { memory, until: later })
    const expected = stateOf(await runOn(subject, stage, { until: later }), stage)
    assertSameState(stateOf(memory, stage), expected, 'After a record changed half a second later')
  })
}
