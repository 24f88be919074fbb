import {
  ConfigError,
  type NeutralRecord,
  ScopeNotFoundError,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { listOnce, memoryFiles, testContext } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { kubernetes } from '../src/index.ts'

async function recordsIn(files: SourceFiles | string, config: object = {}): Promise<NeutralRecord[]> {
  const listings = await listOnce(
    kubernetes,
    config,
    typeof files === 'string' ? memoryFiles({ 'a.yaml': files }) : files,
  )
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

const ids = (records: readonly NeutralRecord[]) => records.map((record) => record.externalId)
const calls = async (text: string) => ids(await recordsIn(text)).filter((id) => id.startsWith('CALLS'))

/** A Deployment `web`, a Service `cart` on port 80 and one `web` that selects the Deployment. */
const shop = (environment: string) => `
kind: Service
metadata: { name: cart }
spec: { ports: [{ port: 80 }] }
---
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          env: [${environment}]
`
const CALL = ['CALLS default/default/Deployment/web > default/default/Service/cart']

describe('a list that is not the whole', () => {
  const list = (metadata: object) =>
    JSON.stringify({ kind: 'ServiceList', metadata, items: [{ metadata: { name: 'cart' } }] })

  test.each([
    [{ continue: 'eyJ2IjoibWV0YSJ9' }, /is a page and not the whole\. .*kubectl get/s],
    [{ continue: 'eyJ2IjoibWV0YSJ9', remainingItemCount: 7 }, /7 items are missing/],
    [{ remainingItemCount: 1 }, /1 items are missing/],
  ])('is refused: %j', async (metadata, message) => {
    await expect(recordsIn(list(metadata))).rejects.toThrow(message)
    await expect(recordsIn(list(metadata))).rejects.toMatchObject({ code: 'INPUT_ERROR' })
  })

  test.each([{}, { continue: '' }, { continue: '', remainingItemCount: 0 }])(
    'is none: %j',
    async (metadata) => {
      expect(ids(await recordsIn(list(metadata)))).toContain('default/default/Service/cart')
    },
  )

  test('is found in a list of lists, whose objects are read', async () => {
    const lists = (metadata: object) => `{"kind": "List", "items": [\n${list({})},\n${list(metadata)}]}`
    expect(ids(await recordsIn(lists({})))).toContain('default/default/Service/cart')
    await expect(recordsIn(lists({ continue: 'x' }))).rejects.toThrow('line 3: this list is a page')
  })
})

describe('a call', () => {
  test.each([
    ['a host and a port the Service listens on', '{ name: X, value: "cart:80" }', CALL],
    ['a host and another port', '{ name: X, value: "cart:81" }', []],
    ['a host and another port under the name of an address', '{ name: X_ADDR, value: "cart:81" }', CALL],
    ['a word', '{ name: X, value: cart }', []],
    ['a word under the name of an address', '{ name: X_HOST, value: cart }', CALL],
    ['a word that is how it calls itself', '{ name: DD_SERVICE, value: cart }', []],
    ['a word with a scheme', '{ name: X, value: "http://cart" }', CALL],
    ['a name in its own namespace', '{ name: X, value: "cart.default:80" }', CALL],
    ['a name in another namespace', '{ name: X, value: "cart.other:80" }', []],
    ['a full name', '{ name: X, value: cart.default.svc.cluster.local }', CALL],
    ['a full name in another domain', '{ name: X, value: "cart.default.svc.example.org:80" }', []],
    ['a word ending in .svc', '{ name: X_HOST, value: cart.svc }', []],
    ['a longer word', '{ name: X_HOST, value: "cart2" }', []],
    ['a part of a word', '{ name: X_HOST, value: "my-cart:80" }', []],
    ['its own Service', '{ name: X_HOST, value: "web:80" }', []],
    ['a variable before it', '{ name: H, value: cart }, { name: X_URL, value: "http://$(H)/x" }', CALL],
    ['a variable after it', '{ name: X_URL, value: "http://$(H)/x" }, { name: H, value: cart }', []],
    ['an escaped variable', '{ name: H, value: cart }, { name: X_URL, value: "http://$$(H)/x" }', []],
    ['a variable that was set again', '{ name: X_HOST, value: cart }, { name: X_HOST, value: other }', []],
    [
      'a key of a ConfigMap that is not there',
      '{ name: X_HOST, valueFrom: { configMapKeyRef: { name: a, key: b } } }',
      [],
    ],
    [
      'a variable that a Secret sets again',
      '{ name: X_HOST, value: cart }, { name: X_HOST, valueFrom: { secretKeyRef: { name: a, key: b } } }',
      [],
    ],
    ['nothing', '{ name: X_HOST }, 7, null', []],
  ])('by %s', async (_name, environment, expected) => {
    expect(await calls(shop(environment))).toEqual(expected)
  })
})

describe('what is read', () => {
  test('a list as the API answers it, whose items name no kind', async () => {
    const list = { kind: 'DeploymentList', apiVersion: 'apps/v1', items: [{ metadata: { name: 'web' } }] }
    expect(ids(await recordsIn(JSON.stringify(list)))).toContain('default/default/Deployment/web')
  })

  test('flow-style YAML that begins like JSON', async () => {
    expect(ids(await recordsIn('{ kind: Node, metadata: { name: a } }'))).toEqual(['default/_/Node/a'])
  })

  test('anchors and merge keys', async () => {
    const text = 'kind: Node\nx: &x { name: a }\nmetadata: { <<: *x, labels: { b: c } }\n'
    expect(await recordsIn(text)).toMatchObject([{ name: 'a', labels: { b: 'c' } }])
  })

  test('an object without a namespace, in the one configured', async () => {
    const records = await recordsIn('kind: Pod\nmetadata: { name: a }\n', { cluster: 'x', namespace: 'shop' })
    expect(ids(records)).toContain('x/shop/Pod/a')
  })

  test('the environment configured, whatever labels say', async () => {
    const text = 'kind: Node\nmetadata: { name: a, labels: { env: test } }\n'
    expect(await recordsIn(text)).toMatchObject([{ environment: 'test' }])
    expect(await recordsIn(text, { environment: 'production' })).toMatchObject([
      { environment: 'production' },
    ])
  })

  test('manifests beside a kustomization, which has no name', async () => {
    const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n'
    expect(ids(await recordsIn(`${kustomization}---\nkind: Node\nmetadata: { name: a }\n`))).toEqual([
      'default/_/Node/a',
    ])
  })

  test('an empty list, as nothing', async () => {
    expect(await recordsIn('{"kind": "List", "apiVersion": "v1", "items": []}')).toEqual([])
  })

  test('manifests with nonsense where values belong, without the nonsense', async () => {
    const kinds = [
      'Deployment',
      'StatefulSet',
      'CronJob',
      'Job',
      'Pod',
      'Service',
      'Ingress',
      'PersistentVolumeClaim',
      'Node',
    ]
    for (const nonsense of [null, 7, 'x', [], [[null]], { a: 1 }]) {
      const objects = kinds.map((kind) => ({
        kind,
        metadata: { name: 'a', labels: nonsense, ownerReferences: nonsense },
        spec: {
          template: nonsense,
          selector: nonsense,
          rules: nonsense,
          ports: [nonsense],
          containers: [nonsense],
          replicas: 'x',
        },
        status: nonsense,
      }))
      const records = await recordsIn(JSON.stringify({ kind: 'List', items: objects }))
      expect(records.filter((record) => record.type === 'asset')).toHaveLength(kinds.length + 1)
    }
    expect(await recordsIn('kind: Pod\nmetadata: { name: a }\nspec: 7\n')).toHaveLength(3)
  })
})

describe('pods of a Deployment whose ReplicaSet is not in the input', () => {
  const dump = (labels: string) => `
kind: Node
metadata: { name: n }
---
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } } }
---
kind: Pod
metadata:
  name: web-abc-1
  labels: { ${labels} }
  ownerReferences: [{ kind: ReplicaSet, name: web-abc, apiVersion: apps/v1, controller: true }]
spec: { nodeName: n }
`
  const placed = async (labels: string) =>
    ids(await recordsIn(dump(labels))).filter((id) => id.startsWith('RUNS_ON'))

  test('say where it runs when the Deployment selects them', async () => {
    expect(await placed('app: web, pod-template-hash: abc')).toEqual([
      'RUNS_ON default/default/Deployment/web > default/_/Node/n',
    ])
    expect(await placed('app: other, pod-template-hash: abc')).toEqual([])
    expect(await placed('app: web, pod-template-hash: bc')).toEqual([])
    expect(await placed('app: web')).toEqual([])
  })
})

test('an owner of the same name with another UID is another owner', async () => {
  const claim = (uid: string) =>
    `kind: StatefulSet\nmetadata: { name: db, uid: one }\n---\nkind: PersistentVolumeClaim\nmetadata: { name: d, ownerReferences: [{ kind: StatefulSet, name: db, uid: ${uid} }] }\n`
  const owned = async (uid: string) =>
    ids(await recordsIn(claim(uid))).filter((id) => id.startsWith('OWNED_BY'))
  expect(await owned('one')).toHaveLength(1)
  expect(await owned('two')).toEqual([])
})

/** A context by hand, where a test needs more than a listing. */
function contextFor(files?: SourceFiles, controller = new AbortController()) {
  const lines: string[] = []
  const ctx = testContext(kubernetes.config.parse({}), { files, signal: controller.signal, lines })
  return { ctx, lines }
}

const [assets, relations] = kubernetes.streams
if (assets === undefined || relations === undefined) throw new Error('The plugin has two streams')

describe('a run', () => {
  const many = Array.from({ length: 1200 }, (_, index) => ({ kind: 'Node', metadata: { name: `n${index}` } }))
  const manyNodes = () => memoryFiles({ 'a.json': JSON.stringify({ kind: 'List', items: many }) })

  test('lists in pages of at most 500', async () => {
    const sizes: number[] = []
    const { ctx } = contextFor(manyNodes())
    for await (const page of assets.pages(ctx, { id: 'default' }, null, new Date(0)))
      sizes.push(page.raw.length)
    expect(sizes).toEqual([500, 500, 200])
  })

  test('stops between two pages when it is told to', async () => {
    const controller = new AbortController()
    const { ctx } = contextFor(manyNodes(), controller)
    const pages = assets.pages(ctx, { id: 'default' }, null, new Date(0))[Symbol.asyncIterator]()
    expect((await pages.next()).done).toBe(false)
    controller.abort()
    await expect(pages.next()).rejects.toThrow(/abort/i)
  })

  test('reads its files once for both streams', async () => {
    let walks = 0
    const files = {
      async *[Symbol.asyncIterator]() {
        walks += 1
        yield* manyNodes()
      },
    }
    const { ctx } = contextFor(files)
    for (const stream of [assets, relations]) {
      for await (const _page of stream.pages(ctx, { id: 'default' }, null, new Date(0)));
    }
    expect(walks).toBe(1)
  })

  test('that was stopped while reading leaves nothing behind for the next', async () => {
    const controller = new AbortController()
    const files = {
      async *[Symbol.asyncIterator]() {
        controller.abort()
        yield* manyNodes()
      },
    }
    const first = contextFor(files, controller)
    const list = (ctx: typeof first.ctx) =>
      assets.pages(ctx, { id: 'default' }, null, new Date(0))[Symbol.asyncIterator]().next()
    await expect(list(first.ctx)).rejects.toThrow(/abort/i)
    const second = { ...first.ctx, signal: new AbortController().signal }
    expect((await list(second)).done).toBe(false)
  })

  test('says what it left out', async () => {
    const pod =
      'kind: Pod\nmetadata: { name: p, ownerReferences: [{ kind: ReplicaSet, name: r, controller: true }] }\n'
    const { ctx, lines } = contextFor(memoryFiles({ 'a.yaml': pod }))
    for await (const _page of assets.pages(ctx, { id: 'default' }, null, new Date(0)));
    expect(lines.at(-1)).toContain('left out because the workload they belong to is not in the input')
  })

  test('without files says that it needs some', async () => {
    const { ctx } = contextFor()
    const pages = assets.pages(ctx, { id: 'default' }, null, new Date(0))[Symbol.asyncIterator]()
    await expect(pages.next()).rejects.toThrow(ConfigError)
    expect(await kubernetes.check(ctx)).toMatchObject([
      { status: 'unusable', detail: expect.stringContaining('reads files') },
    ])
  })

  test('for another cluster finds it gone', async () => {
    const { ctx } = contextFor(manyNodes())
    const pages = assets.pages(ctx, { id: 'other' }, null, new Date(0))[Symbol.asyncIterator]()
    await expect(pages.next()).rejects.toThrow(ScopeNotFoundError)
  })
})

describe('the configuration', () => {
  test.each([
    [{ cluster: 'a/b' }, 'cluster'],
    [{ namespace: 'A' }, 'namespace'],
    [{ environment: '' }, 'environment'],
    [{ clusterDomain: '.local' }, 'clusterDomain'],
    [{ clustre: 'x' }, 'clustre'],
  ])('%j is refused', (config, field) => {
    expect(kubernetes.config.safeParse(config).error?.message).toContain(field)
  })

  test('has defaults for everything', () => {
    expect(kubernetes.config.parse({})).toEqual({
      cluster: 'default',
      namespace: 'default',
      clusterDomain: 'cluster.local',
      exclude: [],
    })
  })
})

describe('workloads and routes of other groups', () => {
  const object = (kind: string, apiVersion: string, name: string, more: object) => ({
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop' },
    ...more,
  })
  const template = (app: string) => ({
    metadata: { labels: { app } },
    spec: { containers: [{ name: app, image: `${app}:1` }] },
  })
  const rollout = object('Rollout', 'argoproj.io/v1alpha1', 'web', {
    spec: { replicas: 3, template: template('web') },
  })
  const controller = object('ReplicationController', 'v1', 'old', {
    spec: { replicas: 1, template: template('old') },
  })
  const service = object('Service', 'v1', 'web', {
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  })
  const route = object('HTTPRoute', 'gateway.networking.k8s.io/v1', 'shop', {
    spec: { hostnames: ['Shop.example.org'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  })
  const replicaSet = {
    ...object('ReplicaSet', 'apps/v1', 'web-1', { spec: { template: template('web') } }),
    metadata: {
      name: 'web-1',
      namespace: 'shop',
      ownerReferences: [
        { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web', uid: 'u', controller: true },
      ],
    },
  }
  const read = (...objects: object[]) =>
    // Several JSON values in a row, as several kubectl commands write them into one file.
    recordsIn(objects.map((each) => JSON.stringify(each)).join('\n'))

  test('are read, with what they route to and stand for', async () => {
    const records = await read(rollout, controller, service, route, replicaSet)
    expect(records.map(({ externalId }) => externalId)).toEqual(
      expect.arrayContaining([
        'default/shop/Rollout/web',
        'default/shop/ReplicationController/old',
        'default/shop/HTTPRoute/shop',
        'SELECTS default/shop/Service/web > default/shop/Rollout/web',
        'ROUTES_TO default/shop/HTTPRoute/shop > default/shop/Service/web',
      ]),
    )
    expect(records.map(({ externalId }) => externalId)).not.toContain('default/shop/ReplicaSet/web-1')
    expect(records).toContainEqual(
      expect.objectContaining({
        externalId: 'default/shop/HTTPRoute/shop',
        attributes: { namespace: 'shop', hosts: ['shop.example.org'] },
        identifiers: [{ kind: 'fqdn', value: 'shop.example.org' }],
      }),
    )
  })

  test('that the input does not list stand for nothing', async () => {
    const records = await read(replicaSet)
    expect(records.map(({ externalId }) => externalId)).toContain('default/shop/ReplicaSet/web-1')
  })
})

test('files that are excluded are not looked at', async () => {
  const files = () =>
    memoryFiles({
      '/src/a.yaml': 'kind: Namespace\nmetadata: { name: a }\n',
      '/src/templates/b.yaml': 'kind: Pod\nmetadata: {}\n',
    })
  const rejected = async (config: object) =>
    (await listOnce(kubernetes, config, files())).flatMap(({ raws }) => raws).length
  expect(await rejected({})).toBe(2)
  expect(await rejected({ exclude: ['**/templates/**'] })).toBe(1)
})
