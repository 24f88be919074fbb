import type { Plugin } from '@throughline/plugin-kit'
import { prometheus } from '@throughline/plugin-prometheus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtures } from '../../../plugins/prometheus/test/fixtures.ts'
import { done, make } from '../features/mutate.ts'
import { graphOf } from './graph.ts'
import { Installed } from './installed.ts'

let installed: Awaited<ReturnType<typeof start>>
const start = () => Installed.start(prometheus as Plugin, fixtures)
beforeAll(async () => {
  installed = await start()
})
afterAll(() => installed.stop())

async function open(): Promise<number> {
  const letters = await installed.api.db.kysely
    .selectFrom('dead_letter')
    .select('id')
    .where('status', '=', 'OPEN')
    .execute()
  return letters.length
}

async function samplesByMetric(): Promise<Record<string, number>> {
  const { metrics } = await graphOf(installed.api, installed.source.name)
  return Object.fromEntries(
    metrics.map(({ externalReferences, series }) => [
      externalReferences.nodes[0]?.externalId ?? '',
      series[0]?.value ?? 0,
    ]),
  )
}

test('samples of what nobody knows are set aside, and come in once it is known', async () => {
  expect(await installed.read()).toMatchObject({ outcome: 'SUCCEEDED' })
  expect(await samplesByMetric()).toEqual({})
  const all = await open()
  expect(all).toBeGreaterThan(0)

  await make(installed.api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  const host = { externalId: 'db-1', kind: 'server', name: 'db-1' }
  const identifiers = [{ kind: 'fqdn', value: 'db-1.example.org' }]
  await done(installed.api, 'ingestAssets', { source: 'cmdb', assets: [{ ...host, identifiers }] })
  expect(await installed.read({ mode: 'RETRY_DEAD_LETTERS' })).toMatchObject({ outcome: 'SUCCEEDED' })
  const found = await samplesByMetric()
  expect(Object.keys(found).sort()).toEqual([
    'availability{}',
    'load{instance="db-1.example.org:9100",job="node"}',
    'requests{service="shop"}',
  ])

  // The mail service is still not known: what is told of it waits on.
  const rest = await open()
  expect(rest).toBeGreaterThan(0)
  expect(rest).toBeLessThan(all)
  await make(installed.api, 'Service', { name: 'Mail', kind: 'TECHNICAL' })
  await installed.read({ mode: 'RETRY_DEAD_LETTERS' })
  expect(await open()).toBe(0)
  expect(Object.keys(await samplesByMetric())).toContain('requests{service="mail"}')

  // A source that is read from the start brings no more than that.
  const together = await samplesByMetric()
  await installed.read({ mode: 'FULL' })
  expect(await samplesByMetric()).toEqual(together)
  expect(together).toMatchObject(found)
})
