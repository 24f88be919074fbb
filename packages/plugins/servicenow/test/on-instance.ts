import { type Page, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import type { Context } from '../src/client.ts'
import { configSchema } from '../src/config.ts'
import { MadeUpInstance, PASSWORD, USER } from './system.ts'

/** A fake instance that runs, and a context to reach it with the real HTTP client. */
export interface OnInstance {
  readonly instance: MadeUpInstance
  readonly upstream: Upstream
  readonly ctx: Context
  /** What was logged. */
  readonly lines: readonly string[]
}

/** Sets an instance up, lets `work` do with it what it wants, and takes it down. */
export async function onInstance<T>(
  settings: Readonly<Record<string, unknown>>,
  work: (on: OnInstance) => Promise<T>,
): Promise<T> {
  const instance = new MadeUpInstance()
  const upstream = await startUpstream(instance.answer)
  const written = { url: upstream.url, user: USER, password: 'env:PASSWORD', pageSize: 2, ...settings }
  const config = await resolveSecrets(configSchema.parse(written), { env: { PASSWORD } })
  const signal = new AbortController().signal
  const http = createHttpClient({
    hosts: [new URL(upstream.url).host],
    allowPrivate: true,
    signal,
    wait: async () => undefined,
  })
  const lines: string[] = []
  try {
    return await work({ instance, upstream, ctx: testContext(config, { http, signal, lines }), lines })
  } finally {
    await http.close()
    await upstream.close()
  }
}

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
