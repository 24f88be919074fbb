import { type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import type { PrometheusConfig } from '../src/config.ts'
import { prometheus } from '../src/index.ts'
import { type PrometheusSystem, prometheusSystem, TOKEN } from './system.ts'

/** A fake Prometheus that runs, and a context to reach it. */
export interface Stage {
  readonly system: PrometheusSystem
  readonly upstream: Upstream
  readonly ctx: PluginContext<PrometheusConfig>
  /** What was logged. */
  readonly lines: readonly string[]
}

export async function onStage<T>(
  settings: object,
  work: (stage: Stage) => Promise<T>,
  system = prometheusSystem(),
): Promise<T> {
  const upstream = await startUpstream(system.answer)
  const written = { url: upstream.url, ...('user' in settings ? {} : { token: 'env:TOKEN' }), ...settings }
  const config = await resolveSecrets(prometheus.config.parse(written), { env: { TOKEN, PASSWORD: TOKEN } })
  const { signal } = new AbortController()
  const http = createHttpClient({
    hosts: prometheus.hosts?.(config) ?? [],
    limits: { requestsPerSecond: 10_000 },
    allowPrivate: true,
    signal,
    wait: async () => {},
  })
  const lines: string[] = []
  try {
    return await work({ system, upstream, lines, ctx: testContext(config, { http, signal, lines }) })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** Everything an iterable yields. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
