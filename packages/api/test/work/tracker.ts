import { createHmac, randomUUID } from 'node:crypto'
import { done, textAt } from '../features/mutate.ts'
import type { TestApi } from '../harness.ts'

/** What the fake tracker shares with its source, as the environment of the server. */
export const SHARED = {
  THROUGHLINE_SOURCE_TOKEN: 'canary-token',
  THROUGHLINE_SOURCE_HOOK_SECRET: 'canary-hook-secret',
  THROUGHLINE_SOURCE_HOOK_KEY: 'canary-hook-key',
} as const

/** A source of the tracker. */
export interface TrackerSource {
  /** Global id. */
  readonly id: string
  readonly name: string
}

/** Makes a source of the tracker. */
export async function trackerAt(
  api: TestApi,
  url: string,
  hook: object = { secret: 'env:THROUGHLINE_SOURCE_HOOK_SECRET', key: 'env:THROUGHLINE_SOURCE_HOOK_KEY' },
): Promise<TrackerSource> {
  const name = `tracker-${randomUUID().slice(0, 8)}`
  const config = { url, token: 'env:THROUGHLINE_SOURCE_TOKEN', hook }
  const made = await done(api, 'createSource', { name, plugin: 'test-tracker', config }, 'source { id }')
  return { id: textAt(made, 'source', 'id'), name }
}

interface Signing {
  readonly id?: string
  readonly time?: Date
  readonly secret?: string
}

/** The headers of a delivery as the fake system signs it. */
export function signed(
  body: string,
  { id = randomUUID(), time = new Date(), secret = SHARED.THROUGHLINE_SOURCE_HOOK_SECRET }: Signing = {},
): Record<string, string> {
  const timestamp = String(Math.floor(time.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
  return {
    'x-tracker-delivery': id,
    'x-tracker-time': timestamp,
    'x-tracker-signature': `sha256=${signature}`,
  }
}

/** Sends something to the webhook of a source. */
export function post(
  { url }: Pick<TestApi, 'url'>,
  name: string,
  body: string,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(new URL(`/webhooks/${name}`, url), { method: 'POST', body, headers })
}

/** Sends a signed delivery. */
export async function deliver(
  api: Pick<TestApi, 'url'>,
  name: string,
  told: object,
  signing: Signing = {},
): Promise<Response> {
  const body = JSON.stringify(told)
  return post(api, name, body, signed(body, signing))
}

/** What a source was sent, in the order in which it came. */
export function deliveriesOf({ db }: Pick<TestApi, 'db'>, name: string) {
  return db.kysely
    .selectFrom('webhook_delivery as d')
    .innerJoin('source as s', 's.id', 'd.source_id')
    .selectAll('d')
    .where('s.name', '=', name)
    .orderBy('d.received_at')
    .execute()
}
