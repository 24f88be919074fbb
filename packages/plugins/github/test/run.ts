import { type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import { configSchema, type GithubConfig } from '../src/config.ts'
import { config, ENV, MadeUpGithub } from './system.ts'

/** A fake GitHub on the loopback address, and a context to reach it. */
export interface Run {
  readonly system: MadeUpGithub
  readonly upstream: Upstream
  readonly ctx: PluginContext<GithubConfig>
  readonly lines: string[]
}

/** Does `work` with a new system that is taken down afterwards. No call is made again by itself. */
export async function withGithub<T>(settings: object, work: (run: Run) => Promise<T>): Promise<T> {
  const system = new MadeUpGithub()
  const upstream = await startUpstream(system.answer)
  const http = createHttpClient({
    hosts: [new URL(upstream.url).host],
    allowPrivate: true,
    signal: new AbortController().signal,
    limits: { requestsPerSecond: 10_000, deadline: 10_000 },
    wait: async () => {},
  })
  try {
    const parsed = configSchema.parse(config(upstream.url, settings))
    const lines: string[] = []
    const ctx = testContext(await resolveSecrets(parsed, { env: ENV }), { http, lines })
    return await work({ system, upstream, ctx, lines })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** All that an iterable gives, at once. */
export async function allOf<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of iterable) all.push(one)
  return all
}
