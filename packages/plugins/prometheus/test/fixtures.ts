import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { type PrometheusSystem, prometheusSystem, TOKEN } from './system.ts'

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<PrometheusSystem> = {
  system: () => prometheusSystem(),
  config: (url) => ({
    url,
    token: 'env:PROMETHEUS_TOKEN',
    queries: [
      {
        metric: 'requests',
        unit: 'req/s',
        query: 'sum(rate(http_requests_total[5m])) by (service)',
        step: 300,
        subject: { serviceLabel: 'service' },
      },
      {
        metric: 'availability',
        unit: 'requests',
        kind: 'RATIO',
        query: 'http:good',
        total: 'http:total',
        step: 300,
        subject: { service: 'Shop' },
        labels: [],
      },
      {
        metric: 'load',
        unit: '1',
        query: 'node_load1',
        step: 600,
        subject: { assetLabel: 'instance', identifier: 'fqdn', withoutPort: true },
      },
    ],
    targets: { identifiers: [{ label: 'instance', kind: 'host', withoutPort: true }] },
    historyDays: 0.05,
    pageSize: 5,
  }),
  env: { PROMETHEUS_TOKEN: TOKEN },
  canaries: ['canary-in-'],
  golden: fileURLToPath(new URL('../fixtures/prometheus.golden.json', import.meta.url)),
}
