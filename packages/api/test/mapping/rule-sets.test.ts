import { seedDemo } from '@throughline/db/seed'
import { testDatabase } from '@throughline/db/testing'
import { readFiles } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { expect, test } from 'vitest'
import { installDefaultRules, installRuleSet } from '../../src/mapping/default-rules-store.ts'
import { RULE_SETS } from '../../src/mapping/rule-sets.ts'
import { asset, sync, syncPlugin } from '../sync/scripted.ts'
import { maintain, mapped } from './organisation.ts'

const NOW = new Date('2031-01-01T00:00:00Z')
const SHOP = new URL('../../../plugins/kubernetes/fixtures/shop', import.meta.url).pathname

test('a new organisation that reads its manifests has a service for every workload, without a link by hand', async () => {
  const { db, drop } = await testDatabase()
  expect(await installDefaultRules(db.kysely, NOW)).toContain('Kubernetes workloads')
  expect(await installDefaultRules(db.kysely, NOW)).toBeUndefined()
  await maintain(db)
  const given = {
    config: kubernetes.config.parse({ cluster: 'main' }),
    files: readFiles(SHOP, { extensions: ['.yaml', '.yml', '.json'] }),
  }
  await syncPlugin(db, kubernetes, given)
  const { services, tasks } = await mapped(db)
  expect(tasks).toEqual([])
  expect(services).toMatchObject({
    web: ['web by 1.1'],
    'shopping-basket': ['basket by 1.1'],
    'orders-db': ['orders-db by 1.1'],
  })
  const unmapped = await db.kysely
    .selectFrom('asset as a')
    .select('a.name')
    .where('a.kind', 'in', [
      'kubernetes.deployment',
      'kubernetes.statefulset',
      'kubernetes.cronjob',
      'kubernetes.pod',
    ])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('service_dependency as d').select('d.id').whereRef('d.on_asset_id', '=', 'a.id')),
      ),
    )
    .execute()
  expect(unmapped).toEqual([])
  const left = Object.values(services).flat()
  expect(left).not.toContain('log-agent by 1.1')
  await drop()
})

test('the demo organisation keeps its links: its rules are drafts', async () => {
  const { db, drop } = await testDatabase()
  await installDefaultRules(db.kysely, NOW)
  await seedDemo(db.kysely, { today: '2031-01-01' })
  await maintain(db)
  const made = await db.kysely
    .selectFrom('service_dependency')
    .select('id')
    .where('mapping_rule_version_id', 'is not', null)
    .execute()
  expect(made).toEqual([])
  expect(await db.kysely.selectFrom('mapping_rule').select('enabled').execute()).toEqual([{ enabled: false }])
  await drop()
})

test('the other sets name services as their systems do', async () => {
  const { db, drop } = await testDatabase()
  const writer = { auditContext: { actor: 'test', requestId: 'test' }, at: NOW }
  for (const set of RULE_SETS.toReversed()) {
    await db.kysely.transaction().execute((transaction) => installRuleSet(transaction, set, true, writer))
  }
  const workload = { kind: 'kubernetes.deployment' }
  await sync(db, {
    assets: [
      [
        asset('bucket', {}, { kind: 'cloud.storage', labels: { Application: 'archive' } }),
        asset('payroll', {}, { kind: 'servicenow.cmdb_ci_service_discovered' }),
        asset('till-0', {}, { ...workload, labels: { 'backstage.io/kubernetes-id': 'till' } }),
        asset('web', {}, { ...workload, labels: { 'app.kubernetes.io/part-of': 'store' } }),
        asset('proxy', { namespace: 'kube-system' }, workload),
      ],
    ],
  })
  expect(Object.entries((await mapped(db)).services).map(([name, links]) => [name, links.length])).toEqual([
    ['archive', 1],
    ['payroll', 1],
    ['store', 1],
    ['till', 1],
  ])
  await drop()
})
