import type { JsonValue } from '@throughline/plugin-kit'
import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { parseDocuments } from '@throughline/plugin-kit/yaml'
import { at, isFields, listAt, textAt } from '../src/fields.ts'
import { groupOf } from '../src/kinds.ts'
import { pluralOf, READ_KINDS } from '../src/resources.ts'

export const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.made-up-service-account.c2lnbmVk'

type KubernetesObject = Readonly<Record<string, unknown>>

export interface Cluster extends FakeSystem {
  /** Everything in it, in the order of the keys under which a cluster keeps it. */
  objects: KubernetesObject[]
  /** How many more pages the cluster will say that it forgot. */
  forgets: number
  /** Kinds, as the API calls them, that the account may not list. */
  refused: readonly string[]
}

/** The objects of files, whether each stands by itself or in a list. */
export function objectsIn(files: Readonly<Record<string, string>>): KubernetesObject[] {
  return Object.entries(files).flatMap(([path, text]) =>
    parseDocuments(path, text).flatMap(({ value }) => {
      const items = textAt(value, 'kind') === 'List' ? listAt(value, 'items') : [value]
      return items.filter(isFields)
    }),
  )
}

/** A cluster that holds these objects, with lists in pages and all that the API adds to what somebody applied. */
export function clusterOf(objects: readonly KubernetesObject[]): Cluster {
  const cluster: Cluster = {
    objects: objects.map(applied).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    forgets: 0,
    refused: [],
    answer(request) {
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return status(401, 'Unauthorized')
      const named = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(request.path)
      if (named !== null) {
        const namespace = cluster.objects.find(
          (object) => object.kind === 'Namespace' && textAt(object, 'metadata', 'name') === named[1],
        )
        return namespace === undefined ? status(404, 'NotFound') : { json: namespace }
      }
      return listed(cluster, request)
    },
    touch() {
      cluster.objects = cluster.objects.map((object) =>
        object.kind === 'Deployment' ? { ...object, status: { observedGeneration: 2 } } : object,
      )
    },
    remove() {
      const removed = cluster.objects.find(({ kind }) => kind === 'Deployment')
      cluster.objects = cluster.objects.filter((object) => object !== removed)
    },
  }
  return cluster
}

function listed(cluster: Cluster, { path, query }: UpstreamRequest): UpstreamAnswer {
  const [, group = '', namespace, plural] =
    /^\/(?:api|apis\/([^/]+))\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)$/.exec(path) ?? []
  const kind = READ_KINDS.find((each) => pluralOf(each) === plural)
  if (kind === undefined) return status(404, 'NotFound')
  if (cluster.refused.includes(plural ?? '')) return status(403, 'Forbidden')
  const token = query.get('continue')
  if (token !== null && cluster.forgets > 0) {
    cluster.forgets -= 1
    return status(410, 'Expired')
  }
  const found = cluster.objects.filter(
    (object) =>
      object.kind === kind &&
      groupOf(textAt(object, 'apiVersion') ?? '') === group &&
      (namespace === undefined || textAt(object, 'metadata', 'namespace') === namespace),
  )
  const start = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString())
  const end = start + Number(query.get('limit') ?? found.length)
  const more = end < found.length ? { continue: Buffer.from(String(end)).toString('base64url') } : {}
  return {
    json: {
      kind: `${kind}List`,
      apiVersion: group === '' ? 'v1' : `${group}/v1`,
      metadata: { resourceVersion: '4711', ...more },
      // Inside a list, objects do not say what they are.
      items: found.slice(start, end).map(({ kind: _kind, apiVersion: _apiVersion, ...members }) => members),
    },
  }
}

/** An object as the cluster keeps it. */
function applied(object: KubernetesObject): KubernetesObject {
  const metadata = {
    ...Object(object.metadata),
    resourceVersion: '42',
    managedFields: [{ manager: 'canary-in-managed-fields', fieldsV1: { 'f:spec': {} } }],
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'canary-in-an-annotation' },
  }
  const isNamespaced = object.kind !== 'Node' && object.kind !== 'Namespace'
  return { ...object, metadata: isNamespaced ? { namespace: 'default', ...metadata } : metadata }
}

function keyOf(object: KubernetesObject): string {
  const namespace: unknown = at(object, 'metadata', 'namespace')
  return `${object.kind}/${namespace}/${textAt(object, 'metadata', 'name')}`
}

function status(code: number, reason: string): UpstreamAnswer {
  const json: JsonValue = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, code }
  return { status: code, json }
}
