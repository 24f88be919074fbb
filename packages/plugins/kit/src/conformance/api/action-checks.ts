import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { ACTION_INPUTS, type ActionResult } from '../../action.ts'
import { errorCodeOf } from '../../errors.ts'
import { externalIdSchema } from '../../records/text.ts'
import type { ActionFixture } from '../api-fixtures.ts'
import type { NamedCheck } from '../fixtures.ts'
import type { Subject } from './baseline.ts'
import { canariesOf, visible } from './canaries.ts'
import { assertNone, echo } from './secret-checks.ts'
import { onStage, type Stage } from './stage.ts'

/** As long as a key may be. */
const KEY = 'conformance-first-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefgh'
/** Keys that something else is to be done for: they differ at the front, at the end, or in the case of a letter. */
const OTHER_KEYS = [`other${KEY.slice(5)}`, `${KEY.slice(0, -1)}z`, `${KEY.slice(0, -1)}H`]
/** More calls than an action needs. */
const MOST_CALLS = 50

/** What must hold for each action: with one key, it is done once. */
export function actionChecks(subject: Subject): NamedCheck[] {
  const { plugin, fixtures } = subject
  const given = fixtures.actions ?? []
  const missing = plugin.actionNames.filter((name) => !given.some(({ action }) => action === name))
  return [
    ...missing.map((name) => ({
      name: `${name}: has a fixture`,
      run: async () => assert.fail(`Give apiConformance a fixture for the action ${name}`),
    })),
    ...given.flatMap((fixture, index) => {
      const twice = given.findIndex(({ action }) => action === fixture.action) !== index
      return oneActionChecks(subject, fixture, twice ? `${fixture.action} ${index + 1}` : fixture.action)
    }),
  ]
}

function oneActionChecks(subject: Subject, fixture: ActionFixture, name: string): NamedCheck[] {
  const stage = (work: (stage: Stage) => Promise<void>) => () =>
    onStage(subject.plugin, subject.fixtures, work)
  const made = ({ system }: Stage, before: number) => fixture.count(system) - before
  return [
    {
      name: `${name}: the same key twice is one thing`,
      run: stage(async (on) => {
        const before = fixture.count(on.system)
        const first = await act(subject, fixture, on, KEY)
        const second = await act(subject, fixture, on, KEY)
        assert.equal(made(on, before), 1, `${made(on, before)} were made`)
        assert.equal(second.externalId, first.externalId, 'The second answer names another thing')
      }),
    },
    {
      name: `${name}: another key is another thing`,
      run: stage(async (on) => {
        const before = fixture.count(on.system)
        const keys = [KEY, ...OTHER_KEYS]
        const named = new Set<string>()
        for (const key of keys) named.add((await act(subject, fixture, on, key)).externalId)
        const wanted = `All of a key counts, with its case: ${keys.join(', ')}`
        assert.equal(made(on, before), keys.length, `${made(on, before)} were made. ${wanted}`)
        assert.equal(named.size, keys.length, `The answers name ${named.size} things. ${wanted}`)
      }),
    },
    {
      name: `${name}: an answer that was lost, and a repetition, is one thing`,
      run: async () => {
        const calls = await callsOf(subject, fixture)
        for (let place = 0; place < calls; place += 1) await lostAt(subject, fixture, place)
      },
    },
    {
      name: `${name}: no secret is in an error, whatever the system answers`,
      run: async () => {
        const calls = await callsOf(subject, fixture)
        for (let place = 0; place < calls; place += 1) {
          for (const status of [400, 401, 403, 404, 409, 422, 500]) {
            await refusedAt(subject, fixture, place, status)
          }
        }
      },
    },
    {
      name: `${name}: refused credentials are an AuthError`,
      run: stage(async (on) => {
        on.faults = () => ({ kind: 'answer', answer: { status: 401, json: { message: 'Unauthorized' } } })
        const error: unknown = await act(subject, fixture, on, KEY).then(
          () => assert.fail('It said that it was done'),
          (thrown: unknown) => thrown,
        )
        assert.equal(errorCodeOf(error), 'AUTH_ERROR', `It must throw an AuthError, not ${inspect(error)}`)
      }),
    },
  ]
}

async function act(
  subject: Subject,
  fixture: ActionFixture,
  stage: Stage,
  key: string,
): Promise<ActionResult> {
  const result = await call(subject, fixture, stage, key)
  externalIdSchema.parse(result.externalId)
  assertNone(JSON.stringify(result), canariesOf(subject.fixtures), 'the answer of the action')
  return result
}

/** @throws whatever the action throws. */
async function call({ plugin }: Subject, { action, input }: ActionFixture, stage: Stage, key: string) {
  const { actions } = plugin
  const ctx = stage.context()
  switch (action) {
    case 'createTicket':
      return declared(action, actions?.createTicket?.(ctx, ACTION_INPUTS.createTicket.parse(input), key))
    case 'comment':
      return declared(action, actions?.comment?.(ctx, ACTION_INPUTS.comment.parse(input), key))
    case 'sendSurvey':
      return declared(action, actions?.sendSurvey?.(ctx, ACTION_INPUTS.sendSurvey.parse(input), key))
  }
}

function declared<T>(name: string, result: T | undefined): T {
  return result ?? assert.fail(`The plugin has no action ${name}`)
}

async function refusedAt(
  subject: Subject,
  fixture: ActionFixture,
  place: number,
  status: number,
): Promise<void> {
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    stage.faults = (index, request) =>
      index >= place ? { kind: 'answer', answer: echo(status, request) } : undefined
    const outcome: unknown = await call(subject, fixture, stage, KEY).catch((thrown: unknown) => thrown)
    const canaries = canariesOf(subject.fixtures)
    assertNone(visible(outcome), canaries, `what comes of ${status} to call ${place + 1}`)
    assertNone(stage.lines.join('\n'), canaries, 'the log')
  })
}

/** How many calls one undisturbed action makes. */
async function callsOf(subject: Subject, fixture: ActionFixture): Promise<number> {
  return onStage(subject.plugin, subject.fixtures, async (stage) => {
    await act(subject, fixture, stage, KEY)
    return Math.min(stage.upstream.requests.length, MOST_CALLS)
  })
}

/** The system does what a call asks, and the answer is lost; then the action is tried again as the outbox would. */
async function lostAt(subject: Subject, fixture: ActionFixture, place: number): Promise<void> {
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const before = fixture.count(stage.system)
    stage.faults = (index) => (index === place ? { kind: 'lost' } : undefined)
    await act(subject, fixture, stage, KEY).catch((error: unknown) => {
      // The outbox tries again what may pass by itself, and nothing else.
      if (errorCodeOf(error) !== 'TRANSIENT') throw error
    })
    await act(subject, fixture, stage, KEY)
    const made = fixture.count(stage.system) - before
    assert.equal(made, 1, `${made} were made when the answer to call ${place + 1} was lost`)
  })
}
