import { fileURLToPath } from 'node:url'
import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { prometheus } from '../src/index.ts'
import { prometheusSystem, TOKEN } from './system.ts'

describe('conformance', () => {
  const checks = apiConformance(prometheus as Plugin, {
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
  })
  for (const check of checks) test(check.name, check.run)
})
