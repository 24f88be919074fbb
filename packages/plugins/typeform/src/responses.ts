import { type PluginContext, TransientError } from '@throughline/plugin-kit'
import { listResponses } from './client.ts'
import type { TypeformConfig } from './config.ts'
import type { Position } from './position.ts'
import type { Response } from './wire.ts'

/** One page of responses and the position after it. */
export interface ResponsePage {
  readonly items: readonly Response[]
  readonly next: Position
}

/**
 * The responses from a position on, the earliest first. Typeform counts in whole seconds, and a page may end in the
 * middle of one: the next page asks for that second again, without what has been read of it.
 */
export async function* responsePages(
  ctx: PluginContext<TypeformConfig>,
  form: string,
  from: Position | null,
  until: Date,
): AsyncGenerator<ResponsePage> {
  const last = Math.floor(until.getTime() / 1000)
  let at = from
  for (;;) {
    ctx.signal.throwIfAborted()
    const seen: readonly string[] = at?.seen ?? []
    const found = await listResponses(ctx, form, { since: at?.second, until: last, without: seen })
    const items = found.filter((response) => !seen.includes(idOf(response)))
    if (items.length < found.length) {
      throw new TransientError(
        `Typeform gave responses to the form ${form} again that it was asked to leave out`,
      )
    }
    const newest = items.at(-1)
    if (newest === undefined) return
    at = positionAfter(items, newest, at)
    yield { items, next: at }
    if (items.length < ctx.config.pageSize) return
  }
}

function positionAfter(items: readonly Response[], newest: Response, before: Position | null): Position {
  const second = secondOf(newest)
  const here = items.filter((response) => secondOf(response) === second).map(idOf)
  return { second, seen: before?.second === second ? [...before.seen, ...here] : here }
}

function secondOf({ submitted_at }: Response): number {
  return Math.floor(Date.parse(submitted_at) / 1000)
}

function idOf({ response_id, token }: Response): string {
  return response_id ?? token
}
