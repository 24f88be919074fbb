import { createHmac } from 'node:crypto'
import { type Delivery, type PluginContext, Secret } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import { configSchema, type TypeformConfig } from '../src/config.ts'
import { MadeUpTypeform, TOKEN } from './system.ts'

export const WEBHOOK_SECRET = 'made-up-webhook-secret'

export interface Stage {
  readonly system: MadeUpTypeform
  readonly upstream: Upstream
  /** A context whose calls reach the fake system at once. */
  context(settings?: object): PluginContext<TypeformConfig>
}

/** Runs `work` with a fake Typeform that answers. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const system = new MadeUpTypeform()
  const upstream = await startUpstream(system.answer)
  const end = new AbortController()
  const http = createHttpClient({
    hosts: [new URL(upstream.url).host],
    allowPrivate: true,
    signal: end.signal,
    limits: { requestsPerSecond: 10_000 },
    wait: async () => {},
  })
  try {
    return await work({
      system,
      upstream,
      context(settings = {}) {
        const parsed = configSchema.parse({ token: 'env:TOKEN', url: upstream.url, pageSize: 2, ...settings })
        return testContext({ ...parsed, token: new Secret('env:TOKEN', TOKEN) }, { http })
      },
    })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** What the headers of a delivery must hold. */
export function signature(body: string): string {
  return `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('base64')}`
}

/** A delivery that was found genuine. */
export function deliveryOf(json: unknown): Delivery {
  const text = JSON.stringify(json)
  return {
    headers: {},
    body: new TextEncoder().encode(text),
    receivedAt: new Date('2030-01-01T00:00:00Z'),
    text: () => text,
    json: () => json,
  }
}

/** Everything an iterable yields. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
