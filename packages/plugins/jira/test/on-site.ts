import type { Page, Scope } from '@throughline/plugin-kit'
import { resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import type { Context } from '../src/call.ts'
import { configSchema } from '../src/config.ts'
import { EMAIL, MadeUpSite, TOKEN } from './system.ts'

/** A fake site that runs, and a context to reach it with the real HTTP client. */
export interface OnSite {
  readonly site: MadeUpSite
  readonly upstream: Upstream
  readonly ctx: Context
  /** The moment `ctx.clock` tells. */
  now: Date
}

/** Settings other than those of most tests; `null` stands for one that is left out. */
type Settings = Readonly<Record<string, unknown>>

/** Sets a site up, lets `work` do with it what it wants, and takes it down. */
export async function onSite<T>(settings: Settings, work: (on: OnSite) => Promise<T>): Promise<T> {
  const site = new MadeUpSite()
  const upstream = await startUpstream(site.answer)
  const usual = { url: upstream.url, email: EMAIL, token: 'env:JIRA_TOKEN', projects: ['SHOP'], pageSize: 2 }
  const written = Object.entries({ ...usual, ...settings }).filter(([, value]) => value !== null)
  const config = await resolveSecrets(configSchema.parse(Object.fromEntries(written)), {
    env: { JIRA_TOKEN: TOKEN },
  })
  const signal = new AbortController().signal
  const http = createHttpClient({
    hosts: [new URL(upstream.url).host],
    allowPrivate: true,
    signal,
    wait: async () => undefined,
  })
  const on: OnSite = {
    site,
    upstream,
    ctx: { ...testContext(config, { http, signal }), clock: () => on.now },
    now: new Date(site.now),
  }
  try {
    return await work(on)
  } finally {
    await http.close()
    await upstream.close()
  }
}

export const SHOP: Scope = { id: 'SHOP' }

/** The pages there are, `between` called after each. */
export async function pagesOf<Raw, Cursor>(
  pages: AsyncIterable<Page<Raw, Cursor>>,
  between: (count: number) => void = () => undefined,
): Promise<Page<Raw, Cursor>[]> {
  const all: Page<Raw, Cursor>[] = []
  for await (const page of pages) between(all.push(page))
  return all
}

/** Everything an iterable yields. */
export async function gathered<T>(items: AsyncIterable<readonly T[]> | undefined): Promise<T[]> {
  const all: T[] = []
  if (items !== undefined) for await (const some of items) all.push(...some)
  return all
}
