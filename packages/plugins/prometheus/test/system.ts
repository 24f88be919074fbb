import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'

export const TOKEN = 'prom-4fb2c81d9e'

/** Prometheus takes 11,000 as the most points of a series. */
const MAX_POINTS = 11_000

type Labels = Readonly<Record<string, string>>
/** What an expression gives at an instant in seconds: by series, the value; undefined where there is none. */
export type Expression = readonly {
  readonly metric: Labels
  readonly at: (seconds: number) => string | undefined
}[]

export interface PrometheusSystem extends FakeSystem {
  /** What each expression gives; any other one is a mistake in the query. */
  readonly expressions: Record<string, Expression>
  /** What goes along with every answer. */
  warnings: readonly string[]
  activeTargets: readonly object[]
}

const labels = (job: string, instance: string) => ({ instance, job })
const target = (pool: string, scrapeUrl: string, labelled: Labels, more = {}) => ({
  discoveredLabels: { __address__: 'canary-in-a-discovered-label', job: pool },
  labels: labelled,
  scrapePool: pool,
  scrapeUrl,
  globalUrl: scrapeUrl,
  lastError: '',
  lastScrape: '2029-12-31T23:59:47.723715405+01:00',
  lastScrapeDuration: 0.050688943,
  health: 'up',
  scrapeInterval: '15s',
  scrapeTimeout: '10s',
  ...more,
})

/** A Prometheus in memory, with its envelope, its limits and its errors. */
export function prometheusSystem(authorization = `Bearer ${TOKEN}`): PrometheusSystem {
  const system: PrometheusSystem = {
    expressions: {
      'sum(rate(http_requests_total[5m])) by (service)': [
        { metric: { service: 'shop' }, at: (seconds) => String(seconds % 7) },
        // A service that was taken away and came back.
        { metric: { service: 'mail' }, at: (seconds) => (seconds % 1800 < 900 ? '0.25' : undefined) },
      ],
      'http:good': [{ metric: { le: '0.5' }, at: (seconds) => (seconds % 600 === 0 ? 'NaN' : '97') }],
      'http:total': [{ metric: { le: '0.5' }, at: () => '100' }],
      node_load1: [
        {
          metric: { __name__: 'node_load1', ...labels('node', 'db-1.example.org:9100') },
          at: () => '1.5e+0',
        },
        { metric: { __name__: 'node_load1', ...labels('node', 'Größe:9100') }, at: () => '+Inf' },
      ],
    },
    warnings: [],
    activeTargets: [
      target('node', 'http://db-1.example.org:9100/metrics', labels('node', 'db-1.example.org:9100')),
      target('node', 'http://[fd00::1]:9100/metrics', labels('node', '[fd00::1]:9100'), {
        health: 'down',
        lastError: 'connection refused',
      }),
      target('blackbox', 'http://probe:9115/probe?module=b', labels('blackbox', 'https://shop.example.org/')),
      target(
        'blackbox',
        'http://probe-2:9115/probe?module=a',
        labels('blackbox', 'https://shop.example.org/'),
      ),
      target(
        'blackbox',
        'http://user:canary-in-a-url@probe:9115/probe?token=canary-in-a-parameter',
        labels('blackbox', 'https://mail.example.org/'),
      ),
      target('odd', 'http://odd:1/metrics', {}),
    ],
    answer(request) {
      if (request.headers.authorization !== authorization) return { status: 401, text: 'Unauthorized' }
      if (request.path === '/api/v1/targets') {
        return success(system, { activeTargets: system.activeTargets, droppedTargets: [] })
      }
      return request.path === '/api/v1/query_range'
        ? range(system, request)
        : { status: 404, text: 'not found' }
    },
    remove() {
      system.activeTargets = system.activeTargets.slice(1)
    },
  }
  return system
}

function range(system: PrometheusSystem, { body }: UpstreamRequest): UpstreamAnswer {
  const form = new URLSearchParams(body)
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)))
  const expression = system.expressions[form.get('query') ?? '']
  if (start === undefined || end === undefined || step === undefined || end < start || !(step > 0)) {
    return failure(400, 'bad_data', 'invalid parameter "end": end timestamp must not be before start time')
  }
  if ((end - start) / step > MAX_POINTS) {
    const advice = 'Try decreasing the query resolution (?step=XX)'
    return failure(400, 'bad_data', `exceeded maximum resolution of 11,000 points per timeseries. ${advice}`)
  }
  if (expression === undefined) {
    return failure(400, 'bad_data', 'invalid parameter "query": 1:3: parse error: unexpected end of input')
  }
  const steps = Array.from(
    { length: Math.floor((end - start) / step) + 1 },
    (_, index) => start + index * step,
  )
  const result = expression.flatMap(({ metric, at }) => {
    const values = steps.flatMap((seconds) => {
      const value = at(seconds)
      return value === undefined ? [] : [[seconds, value]]
    })
    return values.length === 0 ? [] : [{ metric, values }]
  })
  return success(system, { resultType: 'matrix', result })
}

function success({ warnings }: PrometheusSystem, data: object): UpstreamAnswer {
  return { json: { status: 'success', data, ...(warnings.length === 0 ? {} : { warnings }) } }
}

export function failure(status: number, errorType: string, error: string): UpstreamAnswer {
  return { status, json: { status: 'error', errorType, error } }
}
