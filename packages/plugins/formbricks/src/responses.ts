import { type PluginContext, TransientError } from '@throughline/plugin-kit'
import { listResponses, type ResponseTime } from './client.ts'
import type { FormbricksConfig } from './config.ts'
import type { Position } from './position.ts'
import type { Response } from './wire.ts'

/** One page of responses and the position after it. */
export interface ResponsePage {
  readonly items: readonly Response[]
  readonly next: Position
}

/** How often the responses of one instant are begun again, because one of them changed. */
const MOST_RESTARTS = 3

/**
 * The responses to a survey from a position on, finished or not, in the order of one of their times. Each page asks
 * for everything from the instant on at which the last one ended, so that nothing shifts when a response changes
 * meanwhile; what was given already is not given again. Where a page holds a single instant, the next one skips it but
 * for its last response: when that is not the first of the next page, the instant is read again.
 */
export async function* responsePages(
  ctx: PluginContext<FormbricksConfig>,
  survey: string,
  by: ResponseTime,
  from: Position | null,
  until: Date,
): AsyncGenerator<ResponsePage> {
  let position = from
  let restarts = 0
  const given = new Map<string, string>()
  for (;;) {
    ctx.signal.throwIfAborted()
    const skip = position?.within === undefined ? 0 : position.within.read - 1
    const page = await listResponses(ctx, survey, { by, from: position?.at, until, skip })
    if (position?.within !== undefined && page[0]?.id !== position.within.last) {
      if (restarts === MOST_RESTARTS) throw moved(survey)
      restarts += 1
      position = { at: position.at }
      continue
    }
    const last = page.at(-1)
    if (last === undefined) return
    const next = positionAfter(page, last, by, position)
    yield { items: page.filter(({ id, [by]: time }) => given.get(id) !== time), next }
    if (page.length < ctx.config.pageSize) return
    for (const [id, time] of given) if (time !== last[by]) given.delete(id)
    for (const { id, [by]: time } of page) if (time === last[by]) given.set(id, time)
    position = next
  }
}

function positionAfter(
  page: readonly Response[],
  last: Response,
  by: ResponseTime,
  before: Position | null,
): Position {
  const at = new Date(last[by]).toISOString()
  if (at !== before?.at) return { at }
  const read = before.within === undefined ? page.length : before.within.read + page.length - 1
  return { at, within: { read, last: last.id } }
}

function moved(survey: string): TransientError {
  return new TransientError(`Responses to the survey ${survey} changed each time they were read`)
}
