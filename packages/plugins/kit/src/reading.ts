import type { PluginContext, SourceFiles } from './context.ts'
import { ConfigError, type ErrorCode, errorCodeOf } from './errors.ts'
import type { CheckReport } from './plugin.ts'
import type { Page } from './stream.ts'

const PAGE_SIZE = 500

/**
 * A reader of a run's files that works once for all streams of the run, so that a listing of relations fits the
 * assets listed before. A reading that was stopped or failed is tried anew by the next caller.
 *
 * @throws ConfigError when the run was given no files; else whatever `read` throws.
 */
export function readOnce<Config, Input>(
  read: (ctx: PluginContext<Config>, files: SourceFiles) => Promise<Input>,
): (ctx: PluginContext<Config>) => Promise<Input> {
  const readings = new WeakMap<SourceFiles, { config: Config; input: Promise<Input> }>()
  return async (ctx) => {
    ctx.signal.throwIfAborted()
    const { files, config } = ctx
    if (files === undefined) {
      throw new ConfigError('This plugin reads files: name a file, a directory, or - for a stream')
    }
    const known = readings.get(files)
    if (known?.config === config) return known.input
    const input = read(ctx, files)
    readings.set(files, { config, input })
    // The caller gets the error itself.
    input.catch(() => readings.delete(files))
    return input
  }
}

/**
 * A listing in pages of at most 500, or of another size, for a stream whose whole listing is at hand. Stops between two
 * pages when told to.
 * @param partial whether records are missing from the listing, as {@link Page.partial} describes
 */
export async function* inPages<Raw>(
  ctx: Pick<PluginContext, 'signal'>,
  raws: readonly Raw[],
  size = PAGE_SIZE,
  partial = false,
): AsyncGenerator<Page<Raw, never>> {
  if (partial) yield { raw: [], next: null, partial }
  for (let start = 0; start < raws.length; start += size) {
    ctx.signal.throwIfAborted()
    yield { raw: raws.slice(start, start + size), next: null }
  }
}

/** What a failed attempt says of the thing that was tried: who we are, whether it is there, or how it is set up. */
const STATUS_OF: Partial<Record<ErrorCode, CheckReport['status']>> = {
  AUTH_ERROR: 'missing-permission',
  RATE_LIMITED: 'unreachable',
  TRANSIENT: 'unreachable',
}

/** The report of one capability: ok with what `attempt` found, else what went wrong, told apart by its error's code. */
export async function checkByTrying(
  capability: string,
  attempt: () => Promise<string>,
): Promise<CheckReport[]> {
  try {
    return [{ capability, status: 'ok', detail: await attempt() }]
  } catch (error) {
    const code = errorCodeOf(error)
    if (!(error instanceof Error) || code === undefined) throw error
    return [{ capability, status: STATUS_OF[code] ?? 'unusable', detail: error.message }]
  }
}
