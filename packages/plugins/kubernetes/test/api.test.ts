import { readFile } from 'node:fs/promises'
import { type Plugin, type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import {
  apiConformance,
  listOnce,
  memoryFiles,
  type StreamListing,
  startUpstream,
  testContext,
  type Upstream,
} from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import type { KubernetesConfig } from '../src/config.ts'
import { kubernetes } from '../src/index.ts'
import { DEFAULT_KINDS, pluralOf, READ_KINDS, resourcesOf } from '../src/resources.ts'
import { assets, relations } from '../src/streams.ts'
import { type Cluster, clusterOf, objectsIn, TOKEN } from './cluster.ts'
import { fixture, fixtures, shop } from './fixtures.ts'

const UNTIL = new Date('2030-01-01T00:00:00Z')

const dump = { 'dump.json': await readFile(fixture('dump.json'), 'utf8') }

interface Stage {
  readonly cluster: Cluster
  readonly upstream: Upstream
  readonly ctx: PluginContext<KubernetesConfig>
}

async function onStage<T>(cluster: Cluster, api: object, work: (stage: Stage) => Promise<T>): Promise<T> {
  const upstream = await startUpstream(cluster.answer)
  const written = { cluster: 'main', api: { url: upstream.url, token: 'env:TOKEN', ...api } }
  const config = await resolveSecrets(kubernetes.config.parse(written), {
    env: { TOKEN, CA: 'no certificate' },
  })
  const { signal } = new AbortController()
  const http = createHttpClient({
    hosts: kubernetes.hosts?.(config) ?? [],
    limits: { requestsPerSecond: 10_000 },
    allowPrivate: true,
    signal,
    wait: async () => {},
  })
  try {
    return await work({ cluster, upstream, ctx: testContext(config, { http, signal }) })
  } finally {
    await http.close()
    await upstream.close()
  }
}

async function listed({ ctx }: Stage, until = UNTIL): Promise<StreamListing[]> {
  const listings: StreamListing[] = []
  for (const stream of kubernetes.streams) {
    const raws: unknown[] = []
    for await (const { raw } of stream.pages(ctx, { id: 'main' }, null, until)) raws.push(...raw)
    listings.push({ stream, raws })
  }
  return listings
}

const recordsOf = (listings: readonly StreamListing[]) =>
  listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
const idsOf = (listings: readonly StreamListing[]) => recordsOf(listings).map(({ externalId }) => externalId)

describe('conformance', () => {
  for (const check of apiConformance(kubernetes as Plugin, fixtures)) test(check.name, check.run)
})

describe('a cluster', () => {
  test.each([
    ['manifests', shop],
    ['a dump', dump],
  ])('gives the records that files with the same objects give: %s', (_name, files) =>
    onStage(clusterOf(objectsIn(files)), { pageSize: 2 }, async (stage) => {
      const fromFiles = recordsOf(await listOnce(kubernetes, { cluster: 'main' }, memoryFiles(files)))
      expect(fromFiles.length).toBeGreaterThan(10)
      expect(recordsOf(await listed(stage))).toEqual(fromFiles)
    }),
  )

  test('is read once for both streams of a run, and again for the next run', () =>
    onStage(clusterOf(objectsIn(shop)), {}, async (stage) => {
      await listed(stage)
      expect(stage.upstream.requests).toHaveLength(DEFAULT_KINDS.length)
      stage.cluster.objects = []
      expect(idsOf(await listed(stage))).not.toEqual([])
      expect(idsOf(await listed(stage, new Date(UNTIL.getTime() + 1)))).toEqual([])
    }))

  test('that forgot a list while it was read is asked for that list from its start', () =>
    onStage(clusterOf(objectsIn(shop)), { pageSize: 2 }, async (stage) => {
      const before = recordsOf(await listed(stage))
      stage.cluster.forgets = 2
      expect(recordsOf(await listed(stage, new Date(0)))).toEqual(before)
      expect(stage.cluster.forgets).toBe(0)
    }))

  test('that goes on forgetting is tried again later', () =>
    onStage(clusterOf(objectsIn(shop)), { pageSize: 1 }, async (stage) => {
      stage.cluster.forgets = 1000
      await expect(listed(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
      await expect(listed(stage)).rejects.toThrow(/a larger pageSize/)
    }))

  test('is not taken for empty where the account may not list something', () =>
    onStage(clusterOf(objectsIn(shop)), {}, async (stage) => {
      stage.cluster.refused = ['ingresses']
      await expect(listed(stage)).rejects.toMatchObject({ code: 'AUTH_ERROR' })
      const reports = await check(stage.ctx)
      expect(reports.filter(({ status }) => status !== 'ok')).toMatchObject([
        { capability: 'list ingresses', status: 'missing-permission' },
      ])
    }))

  test('is read without what was left out of kinds', () =>
    onStage(clusterOf(objectsIn(shop)), { kinds: ['Deployment', 'Service'] }, async (stage) => {
      stage.cluster.refused = ['nodes', 'configmaps']
      const kinds = recordsOf(await listed(stage)).flatMap((record) =>
        record.type === 'asset' ? record.kind : [],
      )
      // The namespace is implied by what stands in it.
      expect([...new Set(kinds)].sort()).toEqual([
        'kubernetes.deployment',
        'kubernetes.namespace',
        'kubernetes.service',
      ])
    }))

  test('is read in the namespaces that are named and nowhere else', () => {
    const files = {
      'a.yaml': ['a', 'b', 'c']
        .map(
          (name) =>
            `kind: Namespace\nmetadata: { name: ${name}, labels: { env: of-${name} } }\n---\nkind: Pod\nmetadata: { name: p, namespace: ${name} }`,
        )
        .join('\n---\n'),
    }
    const kinds = ['Namespace', 'Pod']
    return onStage(clusterOf(objectsIn(files)), { namespaces: ['a', 'c', 'gone'], kinds }, async (stage) => {
      const records = recordsOf(await listed(stage))
      expect(
        records.flatMap((record) =>
          record.type === 'asset' ? [[record.externalId, record.environment]] : [],
        ),
      ).toEqual([
        ['main/_/Namespace/a', 'of-a'],
        ['main/_/Namespace/c', 'of-c'],
        ['main/a/Pod/p', 'of-a'],
        ['main/c/Pod/p', 'of-c'],
      ])
      expect(stage.upstream.requests.map(({ path }) => path)).not.toContain('/api/v1/pods')
    })
  })

  test('is read with all that is in it, text that no database keeps aside', () => {
    const configMap = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'odd' },
      data: { A: 'a\u0000', HOST: 'cart' },
    }
    return onStage(clusterOf([...objectsIn(shop), configMap]), {}, async (stage) => {
      expect(idsOf(await listed(stage)).length).toBeGreaterThan(10)
    })
  })

  test.each([
    ['something else', { json: { hello: 'world' } }],
    ['a cluster of old', { status: 404, json: { kind: 'Status', code: 404 } }],
  ])('is not what answers as %s', (_name, answer) =>
    onStage(clusterOf([]), {}, async (stage) => {
      stage.upstream.faults = () => ({ kind: 'answer', answer })
      await expect(listed(stage)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
      await expect(listed(stage)).rejects.toThrow(/no list of a Kubernetes API/)
    }),
  )

  test('is trusted by the authority that is configured', () =>
    onStage(clusterOf([]), { ca: 'env:CA' }, async (stage) => {
      await expect(listed(stage)).rejects.toThrow(/certificates to trust cannot be read/)
    }))

  test('is left alone where files are given', () =>
    onStage(clusterOf([]), {}, async (stage) => {
      const ctx = { ...stage.ctx, files: memoryFiles({ 'a.yaml': 'kind: Node\nmetadata: { name: n }\n' }) }
      expect(idsOf(await listed({ ...stage, ctx }))).toEqual(['main/_/Node/n'])
      expect(await check(ctx)).toMatchObject([{ capability: 'read manifests', status: 'ok' }])
      expect(stage.upstream.requests).toEqual([])
    }))
})

test('lists lie where the API has them', () => {
  const paths = (namespaces?: string[]) =>
    READ_KINDS.map((kind) =>
      resourcesOf(kind, namespaces)
        .map(({ path }) => path)
        .join(),
    )
  expect(READ_KINDS.map(pluralOf)).toContain('ingresses')
  expect(paths()).toEqual([
    '/api/v1/namespaces',
    '/api/v1/nodes',
    '/apis/apps/v1/deployments',
    '/apis/apps/v1/statefulsets',
    '/apis/apps/v1/daemonsets',
    '/apis/apps/v1/replicasets',
    '/apis/batch/v1/cronjobs',
    '/apis/batch/v1/jobs',
    '/api/v1/pods',
    '/api/v1/services',
    '/apis/networking.k8s.io/v1/ingresses',
    '/api/v1/persistentvolumeclaims',
    '/api/v1/configmaps',
    '/api/v1/replicationcontrollers',
    '/apis/argoproj.io/v1alpha1/rollouts',
    '/apis/gateway.networking.k8s.io/v1/httproutes',
  ])
  expect(paths(['a', 'b']).slice(0, 3)).toEqual([
    '/api/v1/namespaces/a,/api/v1/namespaces/b',
    '/api/v1/nodes',
    '/apis/apps/v1/namespaces/a/deployments,/apis/apps/v1/namespaces/b/deployments',
  ])
})

test('the streams keep to the cluster that is configured', () =>
  onStage(clusterOf([]), {}, async ({ ctx }) => {
    for (const stream of [assets, relations]) {
      const pages = stream.pages(ctx, { id: 'other' }, null, UNTIL)[Symbol.asyncIterator]()
      await expect(pages.next()).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }
  }))

test.each([
  [{ token: 'eyJhbGciOi' }, 'reference to the secret'],
  [{ namespaces: ['A'] }, 'name of a Kubernetes namespace'],
  [{ kinds: ['Secret'] }, 'kinds'],
  [{ insecure: true }, 'insecure'],
])('the api %j is refused', (api, words) => {
  expect(kubernetes.config.safeParse({ api }).error?.message).toContain(words)
})
