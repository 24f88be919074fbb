import type { Db } from '@throughline/db'
import { testDatabase } from '@throughline/db/testing'
import { backstage } from '@throughline/plugin-backstage'
import { memoryFiles } from '@throughline/plugin-kit/testing'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { installDefaultRules } from '../../src/mapping/default-rules-store.ts'
import { writtenRows } from '../sync/model/model-records.ts'
import { syncPlugin } from '../sync/scripted.ts'
import { maintain, mapped } from './organisation.ts'

const NAMES = Array.from({ length: 40 }, (_, index) => `app-${String(index).padStart(2, '0')}`)

const workload = (name: string, more: object = {}, namespace = 'shop', kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace, ...more },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'example.org/app:1' }] } } },
})
/** As the charts of an organisation name their objects: after the release, the component, or as labels say. */
const MANIFESTS = [
  ...NAMES.slice(2).map((name) => workload(name)),
  workload('zero-web', { labels: { 'backstage.io/kubernetes-id': 'zero' } }),
  workload('release-one', { labels: { 'app.kubernetes.io/name': 'one' } }),
  workload('coredns', {}, 'kube-system'),
  workload('log-agent', {}, 'shop', 'DaemonSet'),
]

const entity = (kind: string, name: string, spec: object, annotations: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
  spec,
})
const catalogue = (team: string) => [
  entity('Group', team, { type: 'team', children: [] }),
  entity('User', 'ada', { profile: { email: 'ada@example.org' }, memberOf: [team] }),
  entity('System', 'store', { owner: team }),
  ...NAMES.map((name, index) =>
    entity(
      'Component',
      name,
      {
        type: 'service',
        lifecycle: 'production',
        owner: team,
        system: 'store',
        ...(index === 2 ? { dependsOn: ['component:app-03'] } : {}),
      },
      [
        { 'backstage.io/kubernetes-id': 'zero' },
        { 'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/name=one' },
      ][index],
    ),
  ),
]

async function organisation() {
  const { db, drop } = await testDatabase()
  await installDefaultRules(db.kysely, new Date('2031-01-01T00:00:00Z'))
  await maintain(db)
  return {
    db,
    drop,
    manifests: (objects: readonly object[]) =>
      syncPlugin(
        db,
        kubernetes,
        {
          config: kubernetes.config.parse({ cluster: 'main' }),
          files: memoryFiles({
            'all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
          }),
        },
        { source: 'kubernetes' },
      ),
    catalogue: (entities: readonly object[]) =>
      syncPlugin(
        db,
        backstage,
        { config: backstage.config.parse({}), files: memoryFiles({ 'all.json': JSON.stringify(entities) }) },
        { source: 'backstage', approveRetirement: true },
      ),
  }
}

/** Each service in use that a workload runs: its owner and its workloads. */
async function running(db: Db): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ name: string; text: string }>`
    select s.name, coalesce(t.name, 'no team') || ': ' || string_agg(a.name, ', ' order by a.name) as text
    from service s left join team t on t.id = s.owner_id
    join service_dependency d on d.service_id = s.id join asset a on a.id = d.on_asset_id and a.kind like 'kubernetes.%'
    where s.lifecycle = 'LIVE' group by s.id, t.name order by 1`.execute(db.kysely)
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]))
}

/** Workloads without a service, apart from those that the default rules leave out; and links by hand. */
async function left(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`
    select 'unmapped ' || a.name as text from asset a
    where a.kind = any ('{kubernetes.deployment,kubernetes.statefulset,kubernetes.cronjob,kubernetes.pod}')
      and a.attributes->>'namespace' not like 'kube-%'
      and not exists (select from service_dependency d where d.on_asset_id = a.id)
    union all
    select 'by hand ' || id::text from service_dependency
    where source_id is null and mapping_rule_version_id is null`.execute(db.kysely)
  return rows.map(({ text }) => text)
}

const expected = (team: string) => ({
  ...Object.fromEntries(NAMES.slice(2).map((name) => [name, `${team}: ${name}`])),
  one: `${team}: release-one`,
  zero: `${team}: zero-web`,
})

test.each([
  ['the manifests', ['manifests', 'catalogue']],
  ['the catalog', ['catalogue', 'manifests']],
] as const)(
  'an empty organisation that reads %s first has every workload in a service with its owner',
  async (_, order) => {
    const { db, drop, ...read } = await organisation()
    const inputs = { manifests: MANIFESTS, catalogue: catalogue('crew') }
    for (const input of order) await read[input](inputs[input])
    expect(await running(db)).toEqual(expected('crew'))
    expect(await left(db)).toEqual([])
    expect((await mapped(db)).tasks).toEqual([])
    const open = await sql`select id from duplicate_task`.execute(db.kysely)
    expect(open.rows).toEqual([])
    const described = await sql<{ description: string }>`
    select name, lifecycle, description from service where description <> ''`.execute(db.kysely)
    expect(described.rows).toEqual([])

    const before = await writtenRows(db)
    for (const input of order) await read[input](inputs[input])
    expect(await writtenRows(db)).toEqual(before)
    await drop()
  },
)

test('a new workload lands by itself, and a team that is renamed in the catalog moves its forty services in one run', async () => {
  const { db, drop, manifests, catalogue: read } = await organisation()
  await read(catalogue('crew'))
  await manifests(MANIFESTS)
  await manifests([...MANIFESTS, workload('fresh')])
  expect(await running(db)).toEqual({ ...expected('crew'), fresh: 'no team: fresh' })

  const last = await sql<{ id: string }>`select id from audit_event order by id desc limit 1`.execute(
    db.kysely,
  )
  await read(catalogue('squad'))
  expect(await running(db)).toEqual({ ...expected('squad'), fresh: 'no team: fresh' })
  const { rows } = await sql<{ name: string; moved: boolean; reason: string }>`
    select e.after->>'name' as name, e.before->>'owner_id' <> e.after->>'owner_id' as moved, e.reason
    from audit_event e where e.action = 'service.update' and e.id > ${last.rows[0]?.id}::uuid order by 1`.execute(
    db.kysely,
  )
  const services = [...Object.keys(expected('squad')), 'store'].sort()
  expect(rows).toEqual(services.map((name) => ({ name, moved: true, reason: 'sync of backstage' })))
  await drop()
})
