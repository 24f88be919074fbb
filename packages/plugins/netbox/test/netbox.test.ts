import { InvalidRecordError, parseRecord, type Scope } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import type { ObjectFacts } from '../src/facts.ts'
import { netbox } from '../src/index.ts'
import { mapObject } from '../src/map.ts'
import { assets, relations } from '../src/streams.ts'
import { collected, onStage, type Stage } from './run.ts'
import { netboxSystem } from './system.ts'

const SCOPE: Scope = { id: 'netbox' }
const UNTIL = new Date('2030-01-01T00:00:00Z')

async function rawAssets({ ctx }: Stage): Promise<ObjectFacts[]> {
  const pages = await collected(assets.pages(ctx, SCOPE, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

async function relationIds({ ctx }: Stage): Promise<string[]> {
  const pages = await collected(relations.pages(ctx, SCOPE, null, UNTIL))
  return pages.flatMap(({ raw }) => raw.map((edge) => relations.primaryKey(edge)))
}

const idsOf = (raws: readonly ObjectFacts[]) => raws.map((raw) => assets.primaryKey(raw))

describe('reading', () => {
  test('goes by ids, so that an object that is deleted meanwhile hides no other', () =>
    onStage({ read: ['device'] }, async (stage) => {
      const { system, upstream } = stage
      upstream.faults = ({ path, query }) => {
        // The second page begins: two devices of the first one are gone.
        if (path.endsWith('/devices/') && query.get('id__gt') === '102') {
          system.lists['dcim/devices/'] = (system.lists['dcim/devices/'] ?? []).filter(({ id }) => id > 102)
        }
        return undefined
      }
      expect(idsOf(await rawAssets(stage))).toEqual([101, 102, 103, 104, 105].map((id) => `device/${id}`))
    }))

  test('lists once what stays, whatever comes and goes between any two pages', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 })
    /** For each call, which ids come or go before it is answered. */
    const changes = fc.array(fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 6 }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(ids, changes, fc.integer({ min: 1, max: 7 }), async (first, moves, pageSize) => {
        const system = netboxSystem({ maxPageSize: 5 })
        const there = new Set(first)
        const always = new Set(first)
        const put = () => {
          system.lists['dcim/sites/'] = [...there].map((id) => ({ id, name: `site-${id % 7}` }))
        }
        put()
        const settings = { read: ['site'], pageSize }
        await onStage(
          settings,
          async (stage) => {
            stage.upstream.faults = (_request, index) => {
              for (const id of moves[index] ?? []) {
                always.delete(id)
                if (!there.delete(id)) there.add(id)
              }
              put()
              return undefined
            }
            const found = (await rawAssets(stage)).map(({ id }) => id)
            expect(new Set(found).size).toBe(found.length)
            expect([...always].filter((id) => !found.includes(id))).toEqual([])
          },
          { system },
        )
      }),
      { numRuns: 50 },
    )
  })

  test('goes on in the middle of a kind, and never back to a kind that is done', () =>
    onStage({}, async ({ ctx }) => {
      const from = { kind: 'device' as const, after: 103 }
      const pages = await collected(assets.pages(ctx, SCOPE, from, UNTIL))
      expect(idsOf(pages.flatMap(({ raw }) => raw))).toEqual([
        'device/104',
        'device/105',
        'virtual-machine/103',
        'virtual-machine/301',
        'virtual-machine/302',
      ])
    }))

  test('gives up where a filter is not known instead of reading the first page for ever', () => {
    const system = netboxSystem()
    const { answer } = system
    const old = {
      ...system,
      answer: (request: Parameters<typeof answer>[0]) => {
        const query = new URLSearchParams(request.query)
        query.delete('id__gt')
        return answer({ ...request, query })
      },
    }
    return onStage(
      {},
      async (stage) => expect(rawAssets(stage)).rejects.toMatchObject({ code: 'CONFIG_ERROR' }),
      {
        system: old,
      },
    )
  })

  test('says so where there is no NetBox below the address', () =>
    onStage({}, async (stage) => {
      const ctx = { ...stage.ctx, config: { ...stage.ctx.config, url: `${stage.upstream.url}/cmdb` } }
      await expect(rawAssets({ ...stage, ctx })).rejects.toThrow(
        /There is no api\/dcim\/sites\/ at the address/,
      )
      expect(stage.upstream.requests.at(-1)?.path).toBe('/cmdb/api/dcim/sites/')
    }))

  test('sends a token of version 1 as NetBox before 4.5 wants it', () => {
    const token = '0123456789abcdef0123456789abcdef01234567'
    return onStage({ read: ['site'] }, async (stage) => expect(await rawAssets(stage)).toHaveLength(2), {
      system: netboxSystem({ authorization: `Token ${token}` }),
      token,
    })
  })

  test('asks for DNS names only where the addresses do not say them, and for few at once', () => {
    const system = netboxSystem({ maxPageSize: 1000 })
    const [device] = system.lists['dcim/devices/'] ?? []
    const ids = Array.from({ length: 250 }, (_, index) => 1000 + index)
    system.lists['dcim/devices/'] = ids.map((id) => ({
      ...device,
      id,
      primary_ip: { id, address: '10.0.0.1/8' },
    }))
    system.lists['ipam/ip-addresses/'] = ids.map((id) => ({ id, dns_name: `host-${id}.example.org` }))
    return onStage(
      { read: ['device'] },
      async (stage) => {
        const raws = await rawAssets(stage)
        expect(raws.map(({ dnsName }) => dnsName)).toEqual(ids.map((id) => `host-${id}.example.org`))
        const asked = stage.upstream.requests.filter(({ path }) => path.endsWith('/ip-addresses/'))
        expect(asked.map(({ query }) => query.getAll('id').length)).toEqual([100, 100, 50])
      },
      { system },
    )
  })

  test('keeps nothing that changes with other objects', () =>
    onStage({ read: ['device'] }, async (stage) => {
      const before = await rawAssets(stage)
      const { lists } = stage.system
      lists['dcim/devices/'] = (lists['dcim/devices/'] ?? []).map((device) => ({
        ...device,
        role: { ...Object(device.role), device_count: 418 },
        interface_count: 99,
      }))
      expect(await rawAssets(stage)).toEqual(before)
    }))
})

describe('relations', () => {
  test('lead only to what is read', () =>
    onStage({ read: ['site', 'device'] }, async (stage) => {
      expect((await relationIds(stage)).sort()).toEqual([
        'CONTAINS device/101 > device/102',
        'CONTAINS site/1 > device/101',
        'CONTAINS site/1 > device/103',
        'CONTAINS site/4 > device/104',
        'CONTAINS site/4 > device/105',
      ])
    }))

  test('lead only to what the token may list, whatever it is shown inside of others', () =>
    onStage({}, async (stage) => {
      stage.system.lists['dcim/racks/'] = []
      expect((await relationIds(stage)).filter((id) => id.includes('rack'))).toEqual([])
    }))

  test('know the site of a cluster as NetBox before 4.2 says it', () =>
    onStage({ read: ['site', 'cluster'] }, async (stage) => {
      stage.system.lists['virtualization/clusters/'] = [
        { id: 21, name: 'old', site: { id: 4, name: 'Oslo' } },
      ]
      expect(await relationIds(stage)).toEqual(['CONTAINS site/4 > cluster/21'])
    }))
})

describe('the connection test', () => {
  test('tells the one list that may not be read', () =>
    onStage(
      {},
      async ({ ctx }) => {
        const reports = await check(ctx)
        expect(reports.filter(({ status }) => status !== 'ok')).toMatchObject([
          { capability: 'read racks', status: 'missing-permission' },
        ])
        expect(reports.map(({ capability }) => capability)).toContain('read DNS names of addresses')
      },
      { system: netboxSystem({ refused: ['dcim/racks/'] }) },
    ))

  test('tries interfaces where MAC addresses are wanted', () =>
    onStage({ read: ['virtual-machine'], macAddresses: true }, async ({ ctx }) => {
      expect((await check(ctx)).map(({ capability }) => capability)).toEqual([
        'read virtual machines',
        'read DNS names of addresses',
        'read interfaces of virtual machines',
      ])
    }))
})

describe('an object', () => {
  const facts = (object: ObjectFacts['object'], more = {}): ObjectFacts => ({
    kind: 'device',
    id: 7,
    object,
    ...more,
  })

  test('of which NetBox says nothing but that it is there is an asset all the same', () => {
    expect(parseRecord(mapObject(facts({ id: 7, name: null, status: null })))).toEqual({
      type: 'asset',
      externalId: 'device/7',
      kind: 'netbox.device',
      name: 'device/7',
      attributes: {},
    })
  })

  test('that is no object of NetBox is set aside by itself', () => {
    expect(() => mapObject(facts({ name: { first: 'a' } }))).toThrow(InvalidRecordError)
    expect(() => mapObject(facts({ name: { first: 'a' } }))).toThrow(
      /device\/7: name is not as NetBox gives it/,
    )
  })

  test('with more interfaces than an asset has identifiers keeps its telling ones', () => {
    const macAddresses = Array.from({ length: 96 }, (_, index) => `00:00:00:00:00:${index.toString(16)}`)
    const record = mapObject(
      facts({ name: 'switch', serial: 'S1' }, { macAddresses, dnsName: 'Sw.Example.org.' }),
    )
    expect(parseRecord(record)).toEqual(record)
    expect(record.identifiers?.slice(0, 2)).toEqual([
      { kind: 'serial-number', value: 'S1' },
      { kind: 'fqdn', value: 'sw.example.org' },
    ])
  })
})

test.each([
  [{ token: 'nbt_plain.text' }, 'reference to the secret'],
  [{ token: 'env:T', url: 'ftp://netbox' }, 'http or https'],
  [{ token: 'env:T', read: [] }, 'read'],
  [{ token: 'env:T', read: ['cable'] }, 'read'],
  [{ token: 'env:T', pageSize: 1001 }, 'pageSize'],
  [{ token: 'env:T', tenant: 'x' }, 'tenant'],
])('the configuration %j is refused', (config, word) => {
  const result = netbox.config.safeParse({ url: 'https://netbox.example.org', ...config })
  expect(result.error?.message).toContain(word)
})
