import type { Plugin } from '@throughline/plugin-kit'
import { prometheus } from '@throughline/plugin-prometheus'
import { fixtures } from '../../../plugins/prometheus/test/fixtures.ts'
import type { Expression } from '../../../plugins/prometheus/test/system.ts'
import { done } from '../features/mutate.ts'
import { worksAtWork } from './at-work.ts'

const DATABASE_HOST = {
  externalId: 'db-1',
  kind: 'server',
  name: 'db-1',
  identifiers: [{ kind: 'fqdn', value: 'db-1.example.org' }],
}

/** What is read: seventy-two minutes before the moment of the fixtures, but for the last five. */
const LAST = Date.parse('2029-12-31T23:55:00Z') / 1000
const FIRST = Date.parse('2029-12-31T22:48:00Z') / 1000

/** How many numbers an expression gives. */
function numbersOf(expression: Expression = [], step: number): number {
  let count = 0
  for (let seconds = Math.ceil(FIRST / step) * step; seconds <= LAST; seconds += step) {
    count += expression.filter(({ at }) => Number.isFinite(Number(at(seconds) ?? Number.NaN))).length
  }
  return count
}

worksAtWork(prometheus as Plugin, fixtures, {
  services: ['Shop', 'mail'],
  prepare: (api) => done(api, 'ingestAssets', { source: 'cmdb', assets: [DATABASE_HOST] }),
  counted: ({ activeTargets, expressions }) => ({
    // Two of a pool that share their labels are one to Prometheus, too.
    assets: new Set(activeTargets.map((target) => JSON.stringify(Object(target).labels))).size,
    samples:
      numbersOf(expressions['sum(rate(http_requests_total[5m])) by (service)'], 300) +
      numbersOf(expressions['http:good'], 300) +
      numbersOf(expressions.node_load1, 600),
  }),
})
