import { METRIC_KINDS, secret } from '@throughline/plugin-kit'
import { z } from 'zod'

/** Prometheus refuses to give more points of a series at once. */
export const MAX_POINTS = 11_000

const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: 'must be the name of a label' })
const filled = (max: number) => z.string().regex(/\S/, 'is empty').max(max)
const identifierKind = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, { error: 'must be a kind of identifier, such as fqdn' })
const withoutPort = z.boolean().default(false).describe('Whether the port behind the host is cut off.')

const subjectSchema = z
  .union([
    z.strictObject({ service: filled(300).describe('A service, by name or external reference.') }),
    z.strictObject({ serviceLabel: label.describe('The label that names the service.') }),
    z.strictObject({ asset: filled(300).describe('An asset, by name.') }),
    z.strictObject({
      assetLabel: label.describe('The label that tells the asset.'),
      identifier: identifierKind
        .exactOptional()
        .describe('What the label holds, such as fqdn or kubernetes.uid. Left out, it holds the name.'),
      withoutPort,
    }),
  ])
  .describe('What is measured.')

const querySchema = z
  .strictObject({
    id: filled(200)
      .exactOptional()
      .describe('What its samples are kept under, where two queries give the same metric; else the metric.'),
    metric: filled(200).describe('Name of the metric.'),
    unit: filled(50).describe('Its unit, such as s, % or requests.'),
    kind: z.enum(METRIC_KINDS).default('GAUGE'),
    query: filled(10_000).describe('PromQL; for a ratio, what gives the good events.'),
    total: filled(10_000).exactOptional().describe('PromQL that gives all events, for a ratio alone.'),
    step: z.int().min(1).max(86_400).default(60).describe('Seconds from one sample to the next.'),
    subject: subjectSchema,
    labels: z
      .array(label)
      .exactOptional()
      .describe('Labels to keep, which tell the series of the metric apart. Left out, all but __name__.'),
  })
  .refine((query) => (query.kind === 'RATIO') === (query.total !== undefined), {
    path: ['total'],
    message: 'must be given for a ratio, and for nothing else',
  })

/** Which Prometheus is asked, and what. */
export const configSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .describe('Address of Prometheus, Thanos, Mimir or the like, with its path where it has one.'),
    token: secret().exactOptional().describe('A bearer token.'),
    user: filled(200).exactOptional().describe('Name for basic authentication.'),
    password: secret().exactOptional().describe('Password for basic authentication.'),
    tenant: filled(150).exactOptional().describe('Sent as X-Scope-OrgID, which Mimir and Cortex ask for.'),
    queries: z
      .array(querySchema)
      .max(500)
      .default([])
      .refine((queries) => new Set(queries.map(idOf)).size === queries.length, {
        error: 'two give the same metric; tell them apart by id',
      })
      .describe('What to ask for.'),
    targets: z
      .strictObject({
        pools: z
          .array(filled(200))
          .exactOptional()
          .describe('The scrape pools whose targets become assets. Left out, all of them.'),
        identifiers: z
          .array(z.strictObject({ label, kind: identifierKind, withoutPort }))
          .max(20)
          .default([])
          .describe('Labels by which other sources know the thing that is scraped.'),
      })
      .exactOptional()
      .describe('That scrape targets become assets, and how. Left out, they do not.'),
    historyDays: z
      .number()
      .min(0)
      .max(3660)
      .default(7)
      .describe('How many days before the first run to begin with.'),
    watermarkDelaySeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(120)
      .describe(
        'How long to wait for scrapes and rules: samples younger than that are left for the next run.',
      ),
    pageSize: z
      .int()
      .min(1)
      .max(MAX_POINTS)
      .default(1000)
      .describe('Samples of each series to ask for at once.'),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    path: ['password'],
    message: 'must be given together with user',
  })
  .refine(({ user, token }) => user === undefined || token === undefined, {
    path: ['token'],
    message: 'cannot be given together with user and password',
  })
export type PrometheusConfig = z.infer<typeof configSchema>
export type Query = PrometheusConfig['queries'][number]
export type Subject = Query['subject']

/** What the samples of a query are kept under. */
export function idOf({ id, metric }: { readonly id?: string; readonly metric: string }): string {
  return id ?? metric
}
