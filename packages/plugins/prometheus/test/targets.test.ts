import { describe, expect, test } from 'vitest'
import { prometheus } from '../src/index.ts'
import { hostOf } from '../src/labels.ts'
import { targets } from '../src/streams.ts'
import type { TargetFacts } from '../src/target.ts'
import { collected, onStage, type Stage } from './run.ts'

async function facts({ ctx }: Stage): Promise<TargetFacts[]> {
  const pages = await collected(targets.pages(ctx, { id: 'targets' }, null, new Date(0)))
  return pages.flatMap(({ raw }) => raw)
}

describe('targets', () => {
  test('are those of the pools that are named', () =>
    onStage({ targets: { pools: ['node'] } }, async (stage) => {
      expect((await facts(stage)).map((each) => targets.primaryKey(each))).toEqual([
        'node{instance="[fd00::1]:9100",job="node"}',
        'node{instance="db-1.example.org:9100",job="node"}',
      ])
    }))

  test('are no others for being down, or for having been scraped again', () =>
    onStage({ targets: {} }, async (stage) => {
      const before = await facts(stage)
      stage.system.activeTargets = stage.system.activeTargets.toReversed().map((target) => ({
        ...target,
        health: 'down',
        lastError: 'context deadline exceeded',
        lastScrape: '2030-01-01T00:00:00Z',
        lastScrapeDuration: 10,
      }))
      expect(await facts(stage)).toEqual(before)
    }))

  test('are not read unless they are wanted', () =>
    onStage({}, async (stage) => {
      expect(await targets.scopes(stage.ctx)).toEqual([])
      await expect(facts(stage)).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))
})

test.each([
  ['db-1.example.org:9100', 'db-1.example.org'],
  ['db-1', 'db-1'],
  ['[fd00::1]:9100', 'fd00::1'],
  ['10.0.0.7:80', '10.0.0.7'],
  ['https://shop.example.org/health?x=1', 'shop.example.org'],
  ['https://shop.example.org:8443', 'shop.example.org'],
])('the host of %s is %s', (instance, host) => {
  expect(hostOf(instance)).toBe(host)
})

const query = { metric: 'm', unit: '1', query: 'up', subject: { service: 'Shop' } }
test.each([
  [{ queries: [query, query] }, 'tell them apart by id'],
  [{ queries: [{ ...query, kind: 'RATIO' }] }, 'must be given for a ratio'],
  [{ queries: [{ ...query, total: 'up' }] }, 'must be given for a ratio'],
  [{ queries: [{ ...query, subject: {} }] }, 'subject'],
  [{ queries: [{ ...query, labels: ['a b'] }] }, 'name of a label'],
  [{ pageSize: 11_001 }, 'pageSize'],
  [{ user: 'a' }, 'together with user'],
  [{ user: 'a', password: 'env:P', token: 'env:T' }, 'cannot be given together'],
  [{ url: 'file:///etc/passwd' }, 'http or https'],
])('the configuration %j is refused', (config, words) => {
  const result = prometheus.config.safeParse({ url: 'http://prometheus:9090', ...config })
  expect(result.error?.message).toContain(words)
})
