import { inspect } from 'node:util'
import type { PluginContext, PluginLog, SourceFiles } from '../context.ts'
import { disabledHttp } from '../http/closed.ts'
import type { Http } from '../http/http.ts'
import { parseConfig } from '../parse-config.ts'
import type { Plugin } from '../plugin.ts'
import { pseudonymsWith } from '../pseudonym.ts'
import type { NeutralRecord } from '../records/record.ts'
import { resolveSecrets } from '../secret.ts'
import type { Stream } from '../stream.ts'
import type { ConformanceFixtures } from './fixtures.ts'

/** The moment every conformance run begins. */
export const RUN_BEGAN = new Date('2030-01-01T00:00:00Z')

/** What one stream listed, over all its scopes. */
export interface StreamListing {
  readonly stream: Stream
  readonly raws: readonly unknown[]
  /** Whether a page said that records are missing from the listing. */
  readonly partial?: boolean
}

/** What a context is made of, beside the configuration. */
export interface ContextOptions {
  readonly files?: SourceFiles | undefined
  readonly signal?: AbortSignal
  readonly lines?: string[]
  readonly http?: Http
}

/** A context for one run; whatever is logged is added to `lines`. */
export async function contextFor(
  plugin: Plugin,
  fixtures: Pick<ConformanceFixtures, 'config' | 'env'>,
  run: ContextOptions,
): Promise<PluginContext> {
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    run.lines?.push(`${message} ${inspect(fields, { depth: 10 })}`)
  }
  return {
    config: await resolveSecrets(await parseConfig(plugin, fixtures.config), { env: fixtures.env ?? {} }),
    signal: run.signal ?? new AbortController().signal,
    log: { debug: write, info: write, warn: write, error: write },
    clock: () => RUN_BEGAN,
    http: run.http ?? disabledHttp,
    pseudonym: pseudonymsWith('conformance'),
    ...(run.files === undefined ? {} : { files: run.files }),
  }
}

/** Lists every stream of a plugin once, from the start, with one context. */
export async function listAll(plugin: Plugin, ctx: PluginContext): Promise<StreamListing[]> {
  const listings: StreamListing[] = []
  for (const stream of plugin.streams) {
    const raws: unknown[] = []
    let partial = false
    for (const scope of await stream.scopes(ctx)) {
      for await (const page of stream.pages(ctx, scope, null, RUN_BEGAN)) {
        for (const raw of page.raw) raws.push(raw)
        if (page.partial === true) partial = true
      }
    }
    listings.push({ stream, raws, partial })
  }
  return listings
}

/**
 * Lists every stream once: what a test of a plugin needs to look at its records.
 * @param lines receives what the plugin logs
 */
export async function listOnce(
  plugin: Plugin,
  config: unknown,
  files?: SourceFiles,
  lines?: string[],
): Promise<StreamListing[]> {
  return listAll(
    plugin,
    await contextFor(plugin, { config }, { files, ...(lines === undefined ? {} : { lines }) }),
  )
}

/** The raw pages of one stream, scope after scope. */
export async function* pagesOf(stream: Stream, ctx: PluginContext): AsyncGenerator<readonly unknown[]> {
  for (const scope of await stream.scopes(ctx)) {
    for await (const page of stream.pages(ctx, scope, null, RUN_BEGAN)) yield page.raw
  }
}

export function mapped(stream: Stream, raw: unknown): readonly NeutralRecord[] {
  const result = stream.map(raw)
  return isList(result) ? result : [result]
}

function isList(result: NeutralRecord | readonly NeutralRecord[]): result is readonly NeutralRecord[] {
  return Array.isArray(result)
}

export function recordsOf(listings: readonly StreamListing[]): NeutralRecord[] {
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => mapped(stream, raw)))
}

/** A context for tests of parts of a plugin: its configuration as the plugin gets it, and nobody to call. */
export function testContext<Config>(
  config: Config,
  options: ContextOptions & { readonly log?: PluginLog } = {},
): PluginContext<Config> {
  const write = (message: string) => void options.lines?.push(message)
  return {
    config,
    signal: options.signal ?? new AbortController().signal,
    log: options.log ?? { debug: write, info: write, warn: write, error: write },
    clock: () => RUN_BEGAN,
    http: options.http ?? disabledHttp,
    pseudonym: pseudonymsWith('test'),
    ...(options.files === undefined ? {} : { files: options.files }),
  }
}
