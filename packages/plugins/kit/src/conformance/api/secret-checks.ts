import assert from 'node:assert/strict'
import type { ApiFixtures } from '../api-fixtures.ts'
import type { NamedCheck } from '../fixtures.ts'
import type { UpstreamAnswer, UpstreamFault, UpstreamRequest } from '../upstream.ts'
import { runOn, type Subject } from './baseline.ts'
import { type Canary, canariesOf, foundIn, visible } from './canaries.ts'
import { Memory } from './memory.ts'
import { spread } from './spread.ts'
import { onStage, type Stage } from './stage.ts'

const STATUSES = [400, 401, 403, 404, 409, 422, 429, 500] as const
/** How many calls of a run are answered with each of them at most. */
const PLACES = 4

/** That nothing secret is passed on, whatever happens. */
export function secretChecks(subject: Subject): NamedCheck[] {
  const { plugin, fixtures } = subject
  const canaries = canariesOf(fixtures)
  return [
    {
      name: 'no secret is in a record, a cursor, a report or the log',
      run: () =>
        onStage(plugin, fixtures, async (stage) => {
          const memory = await runOn(subject, stage)
          assertNone(told(memory), canaries, 'what is stored')
          assertNone(visible(await plugin.check(stage.context())), canaries, 'the connection test')
          assertNone(stage.lines.join('\n'), canaries, 'the log')
        }),
    },
    {
      name: 'no secret is in an error, whatever the system answers',
      run: async () => {
        const { calls } = await subject.baseline()
        for (const place of spread(calls, PLACES)) {
          for (const status of STATUSES) {
            await refusedWith(
              subject,
              canaries,
              (request) => ({ kind: 'answer', answer: echo(status, request) }),
              place,
            )
          }
          for (const kind of ['reset', 'truncate'] as const) {
            await refusedWith(subject, canaries, () => ({ kind }), place)
          }
        }
      },
    },
    {
      name: 'no secret is in an error when the system is down',
      run: () =>
        onStage(plugin, fixtures, async (stage) => {
          await stage.upstream.close()
          await assertSilent(subject, stage, canaries, 'with the system down')
        }),
    },
  ]
}

/** An error of the system that repeats all it was sent, as some do. */
export function echo(
  status: number,
  { method, path, query, headers, body }: UpstreamRequest,
): UpstreamAnswer {
  const said = { method, path, query: query.toString(), headers, body }
  return {
    status,
    headers: { 'x-echo': encodeURI(JSON.stringify(headers)).slice(0, 4000) },
    json: { error: said, message: JSON.stringify(said), errors: [{ message: JSON.stringify(said) }] },
  }
}

async function refusedWith(
  subject: Subject,
  canaries: readonly Canary[],
  fault: (request: UpstreamRequest) => UpstreamFault,
  place: number,
): Promise<void> {
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    stage.faults = (index, request) => (index >= place ? fault(request) : undefined)
    await assertSilent(subject, stage, canaries, `after a failure at call ${place + 1}`)
  })
}

/** Reads and tests the connection; whatever comes of it must not hold a secret. */
async function assertSilent(
  subject: Subject,
  stage: Stage,
  canaries: readonly Canary[],
  occasion: string,
): Promise<void> {
  const memory = new Memory()
  const error: unknown = await runOn(subject, stage, { memory }).catch((thrown: unknown) => thrown)
  if (error instanceof Error) assertNone(visible(error), canaries, `the error ${occasion}`)
  const reports: unknown = await subject.plugin.check(stage.context()).catch((thrown: unknown) => thrown)
  assertNone(visible(reports), canaries, `the connection test ${occasion}`)
  assertNone(told(memory), canaries, `what is stored ${occasion}`)
  assertNone(stage.lines.join('\n'), canaries, `the log ${occasion}`)
}

/** All that is stored. */
function told(memory: Memory): string {
  return JSON.stringify([memory.records, [...memory.cursors.values()]])
}

export function assertNone(text: string, canaries: readonly Canary[], where: string): void {
  const [name] = foundIn(text, canaries)
  assert.equal(name, undefined, `A secret stands in ${where}: ${name}`)
}

/** @throws TypeError when a secret is too short to be told from other text. */
export function refuseShortSecrets({ env }: ApiFixtures): void {
  for (const [name, value] of Object.entries(env)) {
    if (value.length < 8) {
      throw new TypeError(
        `Give ${name} a value of 8 characters or more; a shorter one cannot be distinguished from other text`,
      )
    }
  }
}
