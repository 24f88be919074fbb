import { type Delivery, type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import { type AlertmanagerConfig, configSchema } from '../src/config.ts'
import { alertmanager } from '../src/index.ts'
import { type AlertmanagerSystem, alertmanagerSystem, TOKEN } from './system.ts'

/** A fake Alertmanager that runs, and a context to reach it. */
export interface Stage {
  readonly system: AlertmanagerSystem
  readonly upstream: Upstream
  readonly ctx: PluginContext<AlertmanagerConfig>
}

export async function onStage<T>(
  settings: object,
  work: (stage: Stage) => Promise<T>,
  system = alertmanagerSystem(),
): Promise<T> {
  const upstream = await startUpstream(system.answer)
  const written = { url: upstream.url, ...('user' in settings ? {} : { token: 'env:TOKEN' }), ...settings }
  const config = await resolveSecrets(configSchema.parse(written), { env: { TOKEN } })
  const { signal } = new AbortController()
  const http = createHttpClient({
    hosts: alertmanager.hosts?.(config) ?? [],
    allowPrivate: true,
    signal,
    wait: async () => {},
  })
  try {
    return await work({ system, upstream, ctx: testContext(config, { http, signal }) })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** A delivery that was found genuine. */
export function deliveryOf(text: string): Delivery {
  return {
    headers: {},
    body: new TextEncoder().encode(text),
    receivedAt: new Date('2030-01-01T00:00:00Z'),
    text: () => text,
    json: () => JSON.parse(text),
  }
}

/** Everything an iterable yields. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
