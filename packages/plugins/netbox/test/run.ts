import { createHmac } from 'node:crypto'
import { type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import type { NetboxConfig } from '../src/config.ts'
import { netbox } from '../src/index.ts'
import { type NetboxSystem, netboxSystem, TOKEN } from './system.ts'

export const WEBHOOK_SECRET = 'netbox-webhook-secret'

/** The signature NetBox puts on a body. */
export function signature(body: string): string {
  return createHmac('sha512', WEBHOOK_SECRET).update(body).digest('hex')
}

/** A fake NetBox that runs, and a context to reach it. */
export interface Stage {
  readonly system: NetboxSystem
  readonly upstream: Upstream
  readonly ctx: PluginContext<NetboxConfig>
}

export async function onStage<T>(
  settings: object,
  work: (stage: Stage) => Promise<T>,
  { system = netboxSystem(), token = TOKEN } = {},
): Promise<T> {
  const upstream = await startUpstream(system.answer)
  const written = { url: upstream.url, token: 'env:TOKEN', ...settings }
  const config = await resolveSecrets(netbox.config.parse(written), { env: { TOKEN: token } })
  const { signal } = new AbortController()
  const http = createHttpClient({
    hosts: netbox.hosts?.(config) ?? [],
    limits: { requestsPerSecond: 1000 },
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

/** Everything an iterable yields. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
