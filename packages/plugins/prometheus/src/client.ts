import {
  ConfigError,
  type HttpRequest,
  type PluginContext,
  TransientError,
  truncate,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import type { PrometheusConfig } from './config.ts'

type Context = PluginContext<PrometheusConfig>

/** The statuses under which Prometheus gives a JSON error that says more than the status. */
const WITH_ERROR = [400, 404, 422]

const envelopeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.unknown(),
    warnings: z.array(z.string()).nullish(),
    /** Of VictoriaMetrics: that a part of its storage did not answer. */
    isPartial: z.boolean().nullish(),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
])

const labelsSchema = z.record(z.string(), z.string())
const pointSchema = z.tuple([z.number(), z.string()])
const matrixSchema = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: labelsSchema, values: z.array(pointSchema).exactOptional() })),
})
const targetsSchema = z.object({
  activeTargets: z.array(
    z.object({
      labels: labelsSchema,
      scrapePool: z.string(),
      scrapeUrl: z.string(),
      scrapeInterval: z.string().exactOptional(),
    }),
  ),
})

/** A series of a range query: its labels, and its samples as seconds since 1970 and value. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly values: readonly (readonly [number, string])[]
}
export type Target = z.infer<typeof targetsSchema>['activeTargets'][number]

/** A query over all steps from `start` to `end`, in seconds since 1970, both included. */
export interface Range {
  readonly query: string
  readonly start: number
  readonly end: number
  readonly step: number
}

/**
 * What a query gives over a range.
 *
 * @throws ConfigError when Prometheus cannot read the query, TransientError when it gave no answer or only a part of one.
 */
export async function queryRange(ctx: Context, { query, ...range }: Range): Promise<Series[]> {
  const { start, end, step } = range
  const form = { query, start: String(start), end: String(end), step: String(step) }
  // A query may be longer than an address; reading twice does no harm.
  const data = await call(ctx, 'api/v1/query_range', { method: 'POST', form, idempotent: true })
  const { result } = parsed(matrixSchema, data)
  const histograms = result.filter(({ values }) => values === undefined).length
  if (histograms > 0) {
    ctx.log.warn('Native histograms have no value: use histogram_quantile or the like in the query', {
      leftOut: histograms,
    })
  }
  return result.map(({ metric, values = [] }) => ({ labels: metric, values }))
}

/** The targets that are scraped now. */
export async function activeTargets(ctx: Context): Promise<readonly Target[]> {
  return parsed(targetsSchema, await call(ctx, 'api/v1/targets', { query: { state: 'active' } }))
    .activeTargets
}

async function call(ctx: Context, path: string, request: HttpRequest): Promise<unknown> {
  const { url, token, user, password, tenant } = ctx.config
  const response = await ctx.http.request(new URL(path, url.endsWith('/') ? url : `${url}/`), {
    ...request,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: ['Bearer ', token] }),
      ...(tenant === undefined ? {} : { 'x-scope-orgid': tenant }),
    },
    ...(user === undefined || password === undefined ? {} : { basic: { user, password } }),
    accept: WITH_ERROR,
  })
  if (response.status === 404) throw notPrometheus()
  const envelope = parsed(envelopeSchema, response.json())
  if (envelope.status === 'error') throw errorOf(envelope)
  ctx.log.debug('Prometheus answered', { path, warnings: envelope.warnings ?? [] })
  if (envelope.isPartial === true) {
    throw new TransientError('The answer is a part only: some of the storage behind it does not answer')
  }
  const partial = (envelope.warnings ?? []).filter((warning) => !isAboutTheQuery(warning))
  if (partial.length > 0) {
    throw new TransientError(`Prometheus could answer in part only: ${truncate(partial.join('; '), 300)}`)
  }
  return envelope.data
}

/** What the engine notes about an expression is the same every time; the answer is whole. */
function isAboutTheQuery(warning: string): boolean {
  return warning.startsWith('PromQL ')
}

/** Errors of the query itself need a person; all others may be gone the next time. */
function errorOf({ errorType, error }: { errorType: string; error: string }): Error {
  const message = `Prometheus refused it (${errorType}): ${truncate(error, 300)}`
  return errorType === 'bad_data' ? new ConfigError(message) : new TransientError(message)
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw notPrometheus()
}

function notPrometheus(): ConfigError {
  return new ConfigError(
    'The answer is not one of Prometheus: check that the address is the one below which /api/v1 lies',
  )
}
