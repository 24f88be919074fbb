import { createHmac } from 'node:crypto'
import { type Delivery, type PluginContext, Secret } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import { configSchema, type FormbricksConfig } from '../src/config.ts'
import { API_KEY, MadeUpFormbricks } from './system.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.from('made-up-webhook-secret').toString('base64')}`

export interface Stage {
  readonly system: MadeUpFormbricks
  readonly upstream: Upstream
  /** A context whose calls reach the fake system at once. */
  context(settings?: object): PluginContext<FormbricksConfig>
}

/** Runs `work` with a fake Formbricks that answers. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const system = new MadeUpFormbricks()
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
        const parsed = configSchema.parse({ apiKey: 'env:KEY', url: upstream.url, pageSize: 2, ...settings })
        return testContext({ ...parsed, apiKey: new Secret('env:KEY', API_KEY) }, { http })
      },
    })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** What the headers of a delivery must hold, as the Standard Webhooks specification says. */
export function signed(body: string, at: Date): Record<string, string> {
  const id = '0197made-up-message'
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(WEBHOOK_SECRET.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
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
