import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { make } from '../features/mutate.ts'
import type { TestApi } from '../harness.ts'

export interface IngestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

interface Options {
  readonly type?: string
  /** Null sends none. */
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a body to /ingest/samples of the real server. */
export async function ingest(
  api: TestApi,
  body: BodyInit,
  { type = 'application/x-ndjson', token = api.token, headers = {} }: Options = {},
): Promise<IngestAnswer> {
  const response = await fetch(new URL('/ingest/samples', api.url), {
    method: 'POST',
    headers: {
      'content-type': type,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
    duplex: 'half',
  } as RequestInit)
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

/** Lines of NDJSON. */
export function ndjson(samples: readonly object[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('')
}

/** Makes metrics of a service of their own; gives their global ids. */
export async function metricsOf(api: TestApi, kinds: Readonly<Record<string, string>>): Promise<string[]> {
  const service = await make(api, 'Service', { name: `Service ${randomUUID()}`, kind: 'BUSINESS' })
  const ids: string[] = []
  for (const [name, kind] of Object.entries(kinds)) {
    ids.push(await make(api, 'Metric', { name, unit: '1', kind, service: { id: service } }))
  }
  return ids
}

/** All samples of a metric, in the order of their times: [ISO 8601, value, total]. */
export async function samplesOf(api: TestApi, metric: string): Promise<[string, number, number | null][]> {
  const { rows } = await sql<{ at: Date; value: number; total: number | null }>`
    select at, value, total from metric_sample where metric_id = ${metric.replace('metric_', '')} order by at`.execute(
    api.db.kysely,
  )
  return rows.map(({ at, value, total }) => [at.toISOString(), value, total])
}
