import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { type ErrorCode, errorCodeOf, RateLimitedError } from '../../errors.ts'
import type { NamedCheck } from '../fixtures.ts'
import type { UpstreamFault } from '../upstream.ts'
import { runOn, type Subject } from './baseline.ts'
import { Memory } from './memory.ts'
import { spread } from './spread.ts'
import { onStage, type Stage } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

/** Something that goes wrong on the way. */
interface Trouble {
  readonly name: string
  /** Once, or from then on at every call. */
  readonly lasting: boolean
  /** The one error that may come of it. */
  readonly code: ErrorCode
  /** How many of the calls of a run are tried at most. */
  readonly places: number
  /** For one call with all its repetitions, in milliseconds. */
  readonly deadline?: number
  fault(stage: Stage): UpstreamFault
}

const PAUSE_SECONDS = 45

/** That a call was answered with a pause, until an instant in milliseconds. */
interface Told {
  readonly index: number
  readonly until: number
}

const TROUBLES: readonly Trouble[] = [
  {
    name: '429 with seconds',
    lasting: false,
    code: 'RATE_LIMITED',
    places: 8,
    fault: () => refusal(429, { 'retry-after': String(PAUSE_SECONDS) }),
  },
  {
    name: '429 with a date',
    lasting: false,
    code: 'RATE_LIMITED',
    places: 8,
    fault: ({ time }) =>
      refusal(429, {
        'retry-after': new Date(time.now().getTime() + PAUSE_SECONDS * 1000).toUTCString(),
      }),
  },
  {
    name: '429 at every call',
    lasting: true,
    code: 'RATE_LIMITED',
    places: 5,
    fault: () => refusal(429, { 'retry-after': String(PAUSE_SECONDS) }),
  },
  { name: '500', lasting: false, code: 'TRANSIENT', places: 8, fault: () => refusal(500) },
  { name: '500 at every call', lasting: true, code: 'TRANSIENT', places: 8, fault: () => refusal(500) },
  { name: 'reset', lasting: false, code: 'TRANSIENT', places: 8, fault: () => ({ kind: 'reset' }) },
  {
    name: 'reset at every call',
    lasting: true,
    code: 'TRANSIENT',
    places: 5,
    fault: () => ({ kind: 'reset' }),
  },
  {
    name: 'no answer',
    lasting: false,
    code: 'TRANSIENT',
    places: 4,
    deadline: 1000,
    fault: () => ({ kind: 'hang' }),
  },
  {
    name: 'answer cut off',
    lasting: false,
    code: 'TRANSIENT',
    places: 8,
    fault: () => ({ kind: 'truncate' }),
  },
  {
    name: 'answer cut off at every call',
    lasting: true,
    code: 'TRANSIENT',
    places: 8,
    fault: () => ({ kind: 'truncate' }),
  },
]

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): UpstreamFault {
  return { kind: 'answer', answer: { status, headers, text: 'not now' } }
}

/** What must hold when calls fail: the whole comes in the end, and nothing is taken for whole before. */
export function faultChecks(subject: Subject): NamedCheck[] {
  return TROUBLES.map((trouble) => ({
    name: `${trouble.name}: ${trouble.code === 'RATE_LIMITED' ? 'nobody calls too early, and ' : ''}nothing is lost or retired`,
    run: async () => {
      const { calls } = await subject.baseline()
      // Side by side, since some of them wait for real.
      await Promise.all(spread(calls, trouble.places).map((place) => survives(subject, trouble, place)))
    },
  }))
}

async function survives(subject: Subject, trouble: Trouble, place: number): Promise<void> {
  const { calls, state } = await subject.baseline()
  const occasion = `${trouble.name}, call ${place + 1} of ${calls}`
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const told: Told[] = []
    stage.faults = (index) => {
      if (trouble.lasting ? index < place : index !== place) return undefined
      const fault = trouble.fault(stage)
      if (fault.kind === 'answer' && fault.answer.status === 429) {
        told.push({ index, until: stage.time.now().getTime() + PAUSE_SECONDS * 1000 })
      }
      return fault
    }
    const memory = new Memory()
    const limits = {
      ...subject.plugin.limits,
      ...(trouble.deadline === undefined ? {} : { deadline: trouble.deadline }),
    }
    const failure = await failureOf(runOn(subject, stage, { ctx: stage.context({ limits }), memory }))
    stage.faults = () => undefined
    assertHeeded(stage, told, occasion)
    if (failure === undefined) {
      assertSameState(stateOf(memory, stage), state, `${occasion}: the run ended as if all were well`)
      return
    }
    assertRightError(failure.error, trouble, occasion)
    waitAsTold(failure.error, stage, told, occasion)
    await runOn(subject, stage, { memory })
    assertHeeded(stage, told, occasion)
    assertSameState(stateOf(memory, stage), state, `${occasion}, and one more run`)
  })
}

async function failureOf(run: Promise<unknown>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await run
    return undefined
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
    return { error }
  }
}

function assertRightError(error: unknown, { code }: Trouble, occasion: string): void {
  if (errorCodeOf(error) === code) return
  assert.fail(`${occasion}: must end in an error with the code ${code}, not in ${inspect(error)}`)
}

/** Lets the time pass that the error asks for. */
function waitAsTold(error: unknown, stage: Stage, told: readonly Told[], occasion: string): void {
  if (told.length === 0) return
  const retryAfter = error instanceof RateLimitedError ? error.retryAfter : undefined
  assert.ok(retryAfter !== undefined, `${occasion}: the error does not say when to come back`)
  stage.time.pass(retryAfter * 1000)
}

/** A date has whole seconds. */
const SECOND = 1000

function assertHeeded(stage: Stage, told: readonly Told[], occasion: string): void {
  for (const { index, until } of told) {
    const early = stage.heard.slice(index + 1).find(({ at }) => at.getTime() < until - SECOND)
    assert.equal(
      early,
      undefined,
      `${occasion}: ${early?.request.path} was called at ${early?.at.toISOString()}, before ${new Date(until).toISOString()}, when it was told to come back`,
    )
  }
}
