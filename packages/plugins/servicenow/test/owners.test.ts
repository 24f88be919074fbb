import { expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { mapAsset } from '../src/map.ts'
import { services } from '../src/model-streams.ts'
import { assets } from '../src/streams.ts'
import { onInstance, pagesOf } from './on-instance.ts'
import { sysId } from './records.ts'

const UNTIL = new Date('2026-03-02T12:00:00Z')

async function ownersWith(settings: Readonly<Record<string, unknown>>) {
  return onInstance({ pageSize: 100, ...settings }, async ({ ctx, upstream }) => {
    const pages = await pagesOf(assets.pages(ctx, { id: 'cmdb_ci' }, null, UNTIL))
    const records = pages.flatMap(({ raw }) => raw.map(mapAsset))
    const owned = records.flatMap(({ name, owner, labels }) =>
      owner === undefined && labels === undefined ? [] : [[name, owner, labels]],
    )
    return { owned, asked: upstream.requests[0]?.query.get('sysparm_fields') ?? '' }
  })
}

test('the first group that is filled owns an asset, and a user is a label', async () => {
  const { owned } = await ownersWith({ owners: true })
  expect(owned).toEqual([
    ['Web shop', { name: 'Network' }, { 'servicenow/owned_by': 'Fred Luddy' }],
    ['web1', { name: 'Network' }, undefined],
    ['Web Shop', { name: 'Operations' }, undefined],
    ['Web shop in Japan', { name: 'Operations' }, undefined],
  ])
  const byGroup = await ownersWith({ owners: true, teams: true })
  expect(byGroup.owned[1]).toEqual(['web1', { externalId: sysId('9a') }, undefined])
})

test('assets have no owners unless asked for', async () => {
  const { owned, asked } = await ownersWith({})
  expect(owned).toEqual([])
  expect(asked).not.toContain('owned_by')
})

test('a service needs its offerings, unless a relation says the opposite', () =>
  onInstance({ pageSize: 100, services: true }, async ({ ctx, instance }) => {
    const needsOf = async (id: string) => {
      const [page] = await pagesOf(services.pages(ctx, { id: 'cmdb_ci' }, null, UNTIL))
      return page?.raw.find((facts) => facts.id === sysId(id))?.needs
    }
    const offering = { service: sysId('c8') }
    expect(await needsOf('c1')).toContainEqual(offering)
    expect(await needsOf('c1')).not.toContainEqual({ service: sysId('cf') })
    instance.set('cmdb_rel_ci', 'd7', { parent: sysId('c8') })
    expect(await needsOf('c8')).toEqual([{ service: sysId('c1') }])
    expect(await needsOf('c1')).not.toContainEqual(offering)
  }))

test('offerings are asked for only where there are some, and a missing permission is reported', () =>
  onInstance({ services: true }, async ({ ctx, instance }) => {
    const failed = async () =>
      (await check(ctx)).flatMap(({ capability, status }) =>
        status === 'ok' ? [] : [`${capability}: ${status}`],
      )
    instance.forbidden.add('service_offering')
    expect(await failed()).toEqual(['read services: missing-permission'])
    instance.set('cmdb_ci', 'c8', { sys_class_name: 'cmdb_ci_service' })
    expect(await failed()).toEqual([])
  }))
