import {
  type AssetRecord,
  ConfigError,
  type NeutralRecord,
  ScopeNotFoundError,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { listOnce, memoryFiles, testContext } from '@throughline/plugin-kit/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instanceAddress, mayRefer, withoutKeys } from '../src/address.ts'
import { terraform } from '../src/index.ts'

const AWS = 'provider["registry.terraform.io/hashicorp/aws"]'

interface Written {
  readonly module?: string
  readonly mode?: string
  readonly type: string
  readonly name?: string
  readonly provider?: string
  readonly instances?: readonly object[]
}

/** A state with these resources. */
function state(...resources: readonly Written[]): SourceFiles {
  const full = resources.map((resource) => ({
    mode: 'managed',
    name: 'x',
    provider: AWS,
    instances: [{}],
    ...resource,
  }))
  return memoryFiles({
    'a.tfstate': JSON.stringify({ version: 4, serial: 1, lineage: 'a', resources: full }),
  })
}

async function recordsIn(files: SourceFiles, config: object = {}): Promise<NeutralRecord[]> {
  const listings = await listOnce(terraform, config, files)
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

async function assetOf(type: string, attributes: object, instance: object = {}): Promise<AssetRecord> {
  const [record] = await recordsIn(state({ type, instances: [{ ...instance, attributes }] }))
  if (record?.type !== 'asset') throw new Error(`${type} is no asset`)
  return record
}

const ids = (records: readonly NeutralRecord[]) => records.map((record) => record.externalId)
const relations = async (files: SourceFiles, config: object = {}) =>
  ids(await recordsIn(files, config)).filter((id) => id.startsWith('DEPENDS_ON'))

describe('an address', () => {
  test.each([
    ['no key', null, 'aws_vpc.x'],
    ['a number', 3, 'aws_vpc.x[3]'],
    ['a text', 'a', 'aws_vpc.x["a"]'],
    ['a text with quotes', 'a"]\\', 'aws_vpc.x["a\\"]\\\\"]'],
    ['a text with a template', '%{a}', 'aws_vpc.x["%%{a}"]'],
  ])('with %s', async (_name, key, address) => {
    const records = await recordsIn(state({ type: 'aws_vpc', instances: [{ index_key: key }] }))
    expect(ids(records)).toEqual([`default/${address}`])
  })

  test('without its keys is that of the configuration, whatever the keys are', () => {
    const key = fc.option(
      fc.oneof(fc.nat(), fc.string({ unit: 'binary' }), fc.constantFrom('"].a["', '\\', '\\"')),
    )
    fc.assert(
      fc.property(key, key, (ofModule, ofResource) => {
        const of = { mode: 'managed', type: 'm', name: 'x' } as const
        const module = `module.${instanceAddress({ ...of, module: '', key: ofModule })}`
        const address = instanceAddress({ ...of, module, key: ofResource })
        expect(withoutKeys(address)).toBe('module.m.x.m.x')
        expect(mayRefer(module, module)).toBe(true)
      }),
    )
  })

  test('too long for an id is a digest, the same every time, with a readable name', async () => {
    const long = { type: 'aws_vpc', instances: [{ index_key: 'k'.repeat(600) }] }
    const [record] = await recordsIn(state(long))
    expect(record?.externalId).toMatch(/^default\/sha256:[0-9a-f]{64}$/)
    expect(record).toMatchObject({ name: 'aws_vpc.x' })
  })
})

describe('a dependency', () => {
  const at = (module: string, name: string, dependencies: readonly string[] = []) => ({
    module,
    type: 'aws_vpc',
    name,
    instances: [{ dependencies }],
  })

  test('names every instance of a resource', async () => {
    const files = state(
      { type: 'aws_vpc', name: 'a', instances: [{ dependencies: ['aws_vpc.b'] }] },
      { type: 'aws_vpc', name: 'b', instances: [{ index_key: 'k.["q"]' }, { index_key: 'l' }] },
    )
    expect(await relations(files)).toEqual([
      'DEPENDS_ON default/aws_vpc.a > default/aws_vpc.b["k.[\\"q\\"]"]',
      'DEPENDS_ON default/aws_vpc.a > default/aws_vpc.b["l"]',
    ])
  })

  test.each([
    ['its own module instance', 'module.m["a"]', 'module.m["a"]', true],
    ['a sibling', 'module.m["a"]', 'module.m["b"]', false],
    ['a sibling deeper down', 'module.m["a"]', 'module.m["b"].module.n', false],
    ['its own deeper down', 'module.m["a"]', 'module.m["a"].module.n', true],
    ['another module', 'module.m["a"].module.n[0]', 'module.o["b"]', true],
    ['the root', 'module.m["a"]', '', true],
    ['anything, from the root', '', 'module.m["b"]', true],
    ['a key with a dot', 'module.m["a.module.n"]', 'module.m["a.module.o"]', false],
  ])('reaches %s', async (_name, from, to, expected) => {
    const target = `${to.replace(/\["[^"]*"\]|\[\d\]/g, '')}${to === '' ? '' : '.'}aws_vpc.b`
    expect((await relations(state(at(from, 'a', [target]), at(to, 'b')))).length).toBe(expected ? 1 : 0)
  })

  test('on itself, on what is not there and on what is left out is none', async () => {
    const dependencies = ['aws_vpc.x', 'aws_vpc.gone', 'data.aws_ami.y', 'random_id.z']
    const files = state(
      { type: 'aws_vpc', instances: [{ dependencies }] },
      { type: 'aws_ami', mode: 'data', name: 'y' },
      { type: 'random_id', name: 'z', provider: 'provider["registry.opentofu.org/hashicorp/random"]' },
    )
    expect(await relations(files)).toEqual([])
    expect(await relations(files, { dataSources: true })).toEqual([
      'DEPENDS_ON default/aws_vpc.x > default/data.aws_ami.y',
    ])
  })
})

describe('what is left out', () => {
  test.each([
    ['provider["registry.terraform.io/hashicorp/null"]', 0],
    ['provider["terraform.io/builtin/terraform"]', 0],
    ['module.a.provider.random', 0],
    ['provider["registry.terraform.io/acme/random"]', 1],
    ['provider["registry.terraform.io/hashicorp/aws"].eu', 1],
  ])('by the provider %s', async (provider, count) => {
    expect(await recordsIn(state({ type: 'x_y', provider }))).toHaveLength(count)
  })

  test('a state without resources is an empty listing', async () => {
    expect(await recordsIn(state())).toEqual([])
    expect(await recordsIn(memoryFiles({ 'a.json': '{"format_version": "1.0"}' }))).toEqual([])
  })
})

describe('a fact', () => {
  test.each([
    [
      'a host name in a web address',
      { endpoint: 'https://AB.gr7.eks.amazonaws.com' },
      ['ab.gr7.eks.amazonaws.com'],
    ],
    ['a host name with a port', { endpoint: 'db.example.org:5432' }, ['db.example.org']],
    ['a user in an address', { endpoint: 'https://canary:canary@db.example.org' }, undefined],
    ['a path', { endpoint: 'db.example.org/canary' }, undefined],
    ['a word', { endpoint: 'canary' }, undefined],
    ['an IP address', { endpoint: '10.0.0.1:80' }, undefined],
    ['a number', { endpoint: 7 }, undefined],
  ])('is read from %s only where it looks like one', async (_name, attributes, expected) => {
    expect((await assetOf('aws_lb', attributes)).attributes?.hostNames).toEqual(expected)
  })

  test('is not kept when it does not look like one', async () => {
    const nonsense = {
      region: 'a\u0000b',
      engine_version: '{"a":1}',
      port: -1,
      multi_az: 'yes',
      cidr_block: 'x/8',
    }
    const { attributes } = await assetOf('aws_db_instance', nonsense)
    expect(Object.keys(attributes ?? {})).toEqual(['resourceType', 'provider'])
  })

  test('called size is a count of gigabytes for storage, a type elsewhere', async () => {
    expect((await assetOf('aws_ebs_volume', { size: 8 })).attributes).toMatchObject({ storageGb: 8 })
    expect((await assetOf('digitalocean_droplet', { size: 's-1vcpu' })).attributes).toMatchObject({
      size: 's-1vcpu',
    })
    expect((await assetOf('aws_vpc', { size: 8 })).attributes).not.toHaveProperty('storageGb')
  })

  test.each([
    ['an attribute', [{ type: 'get_attr', value: 'region' }]],
    [
      'something in it',
      [
        { type: 'get_attr', value: 'region' },
        { type: 'index', value: 0 },
      ],
    ],
    ['everything', []],
    ['an index before any attribute', [{ type: 'index', value: 0 }]],
  ])('marked as sensitive by %s is not kept', async (_name, path) => {
    const record = await assetOf('aws_vpc', { region: 'canary' }, { sensitive_attributes: [path] })
    expect(JSON.stringify(record)).not.toContain('canary')
  })
})

describe('the kind', () => {
  test.each([
    ['aws_route53_record', 'cloud.dns'],
    ['aws_route_table', 'cloud.network'],
    ['aws_instance', 'cloud.compute'],
    ['aws_db_subnet_group', 'cloud.database'],
    ['aws_vpc_security_group_ingress_rule', 'cloud.security'],
    ['aws_lb_listener', 'cloud.load-balancer'],
    ['azurerm_storage_queue', 'cloud.messaging'],
    ['google_compute_instance', 'cloud.compute'],
    ['google_compute_address', 'cloud.network'],
    ['hcloud_server', 'cloud.compute'],
    ['openstack_networking_router_v2', 'cloud.network'],
    ['acme_teapot', 'cloud.other'],
    ['acme', 'cloud.other'],
  ])('of %s is %s', async (type, kind) => {
    expect((await assetOf(type, {})).kind).toBe(kind)
  })
})

describe('names, tags and identifiers', () => {
  test('the tag Name comes before the name, and the address is the last resort', async () => {
    expect((await assetOf('aws_lb', { name: 'a', tags: { Name: 'b' } })).name).toBe('b')
    expect((await assetOf('aws_lb', { name: 'a' })).name).toBe('a')
    expect((await assetOf('aws_lb', { name: ' \n' })).name).toBe('aws_lb.x')
  })

  test('only the tags configured are kept', async () => {
    const files = state({
      type: 'aws_lb',
      instances: [{ attributes: { tags: { TEAM: 'a', Note: 'b', Env: 'c' } } }],
    })
    expect(await recordsIn(files)).toMatchObject([{ labels: { TEAM: 'a', Env: 'c' }, environment: 'c' }])
    expect(await recordsIn(files, { tags: ['note'], environment: 'd' })).toMatchObject([
      { labels: { Note: 'b' }, environment: 'd' },
    ])
    expect((await recordsIn(files, { tags: [] }))[0]).not.toHaveProperty('labels')
  })

  test('an id that two resources have belongs to neither', async () => {
    const arn = 'arn:aws:s3:::a'
    const records = await recordsIn(
      state(
        { type: 'aws_s3_bucket', instances: [{ attributes: { arn } }] },
        { type: 'aws_s3_bucket_policy', instances: [{ attributes: { arn } }] },
      ),
    )
    for (const record of records) expect(record).not.toHaveProperty('identifiers')
  })

  test('a resource that ties others together does not take the id of one of them', async () => {
    const id = '/subscriptions/1/x'
    const records = await recordsIn(
      state(
        { type: 'azurerm_subnet', instances: [{ attributes: { id } }] },
        { type: 'azurerm_subnet_route_table_association', instances: [{ attributes: { id } }] },
      ),
    )
    expect(records.flatMap((record) => (record.type === 'asset' ? (record.identifiers ?? []) : []))).toEqual([
      { kind: 'cloud.resource-id', value: id },
    ])
  })

  test('a machine has the provider id of its Kubernetes node', async () => {
    const azure = '/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v'
    expect((await assetOf('aws_instance', { id: 'i-0a', availability_zone: 'eu-1a' })).identifiers).toEqual([
      { kind: 'cloud.resource-id', value: 'aws:///eu-1a/i-0a' },
    ])
    expect((await assetOf('azurerm_linux_virtual_machine', { id: azure })).identifiers?.[0]?.value).toBe(
      `azure://${azure}`,
    )
    expect(
      (await assetOf('google_compute_instance', { project: 'p', zone: 'z', name: 'n' })).identifiers?.[0]
        ?.value,
    ).toBe('gce://p/z/n')
  })
})

test('without files the run cannot start', async () => {
  await expect(listOnce(terraform, {})).rejects.toThrow(ConfigError)
})

test('another workspace than the one configured is gone', async () => {
  const context = testContext(terraform.config.parse({}))
  const [stream] = terraform.streams
  const pages = stream?.pages(context, { id: 'other' }, null, new Date(0))
  await expect(pages?.[Symbol.asyncIterator]().next()).rejects.toThrow(ScopeNotFoundError)
})

test('a run that is stopped between two pages lists no more', async () => {
  const controller = new AbortController()
  const context = testContext(terraform.config.parse({}), {
    signal: controller.signal,
    files: state({
      type: 'aws_vpc',
      instances: Array.from({ length: 501 }, (_, index_key) => ({ index_key })),
    }),
  })
  const [stream] = terraform.streams
  const pages = stream?.pages(context, { id: 'default' }, null, new Date(0))[Symbol.asyncIterator]()
  expect((await pages?.next())?.value.raw).toHaveLength(500)
  controller.abort()
  await expect(pages?.next()).rejects.toThrow('aborted')
})

describe('what is sensitive', () => {
  const sensitive = (member: string) => ({ sensitive_attributes: [[{ type: 'get_attr', value: member }]] })

  test('is left out where the provider copied it to, too', async () => {
    const tags = { Name: 'canary-name', Team: 'canary-team' }
    const all = { ...tags, Owner: 'shop' }
    const asset = await assetOf(
      'aws_instance',
      { tags, tags_all: all, region: 'canary-name' },
      sensitive('tags'),
    )
    expect(JSON.stringify(asset)).not.toContain('canary')
    expect(asset).toMatchObject({ name: 'aws_instance.x', labels: { Owner: 'shop' } })
  })
})

describe('a sensitive name', () => {
  const google = (name: string, id: string) =>
    assetOf(
      'google_compute_instance',
      { name, id, self_link: id, project: 'p', zone: 'z', labels: { Owner: `of-${name}` } },
      { sensitive_attributes: [[{ type: 'get_attr', value: 'name' }]] },
    )

  test('is not kept where another value contains it, in whatever case', async () => {
    const asset = await google('Canary-x', 'projects/p/zones/z/instances/canary-x')
    expect(JSON.stringify(asset)).not.toMatch(/canary/i)
    expect(asset).toMatchObject({ name: 'google_compute_instance.x', attributes: { zone: 'z' } })
  })

  test('that is short counts where it stands by itself', async () => {
    const kept = 'projects/p/zones/z/instances/vm17'
    expect(JSON.stringify(await google('m1', kept))).toContain(kept)
    expect(JSON.stringify(await google('m1', 'projects/p/zones/z/instances/m1'))).not.toContain('instances')
  })
})

describe('what "terraform show -json" writes', () => {
  const shown = (version: string, resources: readonly object[], children: readonly object[] = []) =>
    memoryFiles({
      'a.tfstate.json': JSON.stringify({
        format_version: version,
        values: { root_module: { resources, child_modules: children } },
      }),
    })
  const vpc = (more: object) => ({
    mode: 'managed',
    type: 'aws_vpc',
    name: 'x',
    provider_name: 'aws',
    values: {},
    ...more,
  })

  test.each(['0.1', '0.2', '1.0'])('is read in the format %s, with whole addresses', async (version) => {
    const child = {
      address: 'module.a',
      resources: [vpc({ address: 'aws_vpc.x' }), vpc({ address: 'module.a.aws_vpc.y["k"]', index: 'k' })],
    }
    const files = shown(
      version,
      [vpc({ address: 'aws_vpc.x', index: 0 }), vpc({ address: 'aws_vpc.x', index: 'a"b' })],
      [child],
    )
    expect(ids(await recordsIn(files))).toEqual([
      'default/aws_vpc.x["a\\"b"]',
      'default/aws_vpc.x[0]',
      'default/module.a.aws_vpc.x',
      'default/module.a.aws_vpc.y["k"]',
    ])
  })
})
