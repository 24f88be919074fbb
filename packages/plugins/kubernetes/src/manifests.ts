import { canonicalJson, describePlace, InputError, jsonProblem } from '@throughline/plugin-kit'
import type { Document, Place } from '@throughline/plugin-kit/yaml'
import { at, type Fields, isFields, listAt, textAt } from './fields.ts'
import { groupOf, type ObjectKind, objectKind } from './kinds.ts'
import { templateHint } from './template.ts'

/** An object of the input that is used: one that becomes an asset, or a ConfigMap. */
export interface Manifest {
  readonly kind: string
  readonly name: string
  /** Null for what belongs to the cluster as a whole. */
  readonly namespace: string | null
  readonly value: Fields
  readonly place: Place
}

/** The objects of the input, and how many of which other kind were left out. */
export interface Manifests {
  readonly kept: readonly Manifest[]
  readonly skipped: Readonly<Record<string, number>>
}

const CONFIG_MAP: ObjectKind = { kind: 'ConfigMap', groups: [''], scope: 'namespace', slug: '' }

/**
 * Takes lists apart, checks every object and drops repetitions.
 *
 * @throws InputError for what is not a Kubernetes object, and for an object given twice with different content.
 */
export function collectManifests(documents: readonly Document[], defaultNamespace: string): Manifests {
  const kept = new Map<string, Manifest>()
  const skipped = new Map<string, number>()
  for (const { value, place } of documents.flatMap(expand)) {
    const object = checkedObject(value, place)
    if (object === undefined) continue
    const known = usedKind(object.kind, textAt(value, 'apiVersion'))
    if (known === undefined) {
      skipped.set(object.kind, (skipped.get(object.kind) ?? 0) + 1)
      continue
    }
    const manifest = { ...object, namespace: namespaceOf(object, known, defaultNamespace), place }
    refuseUnstorable(manifest)
    const key = `${manifest.namespace ?? '_'}/${manifest.kind}/${manifest.name}`
    const earlier = kept.get(key)
    if (earlier === undefined) kept.set(key, manifest)
    else refuseConflict(key, earlier, manifest)
  }
  return { kept: [...kept.values()], skipped: Object.fromEntries([...skipped].sort()) }
}

function usedKind(kind: string, apiVersion: string | undefined): ObjectKind | undefined {
  if (kind !== 'ConfigMap') return objectKind(kind, apiVersion)
  return apiVersion === undefined || groupOf(apiVersion) === '' ? CONFIG_MAP : undefined
}

interface Item {
  readonly value: unknown
  readonly place: Place
}

/** A document, or the items of one that is a list, as `kubectl get` writes it and as the API answers. */
function expand(document: Document): Item[] {
  const { value, place } = document
  const kind = textAt(value, 'kind')
  const items = at(value, 'items')
  if (kind === undefined || !kind.endsWith('List') || !Array.isArray(items)) return [{ value, place }]
  refuseUnfinished(document)
  const apiVersion = at(value, 'apiVersion')
  const inherited =
    kind === 'List'
      ? {}
      : { ...(apiVersion === undefined ? {} : { apiVersion }), kind: kind.slice(0, -'List'.length) }
  return listAt(value, 'items').map((item, index) => ({
    value: isFields(item) ? { ...inherited, ...item } : item,
    place: document.placeOf(['items', index]),
  }))
}

/** A list that says that there is more would have the rest taken for gone. */
function refuseUnfinished({ value, place }: Document): void {
  const more = textAt(value, 'metadata', 'continue') ?? ''
  const left = at(value, 'metadata', 'remainingItemCount')
  if (more === '' && !(typeof left === 'number' && left > 0)) return
  throw new InputError({
    ...place,
    problem: `this list is a page and not the whole${typeof left === 'number' ? `: ${left} items are missing` : ''}`,
    hint: 'Read everything at once: "kubectl get … -o json" does, the API only without limit; or configure api, which reads all pages.',
  })
}

/** Kind, name and content of an object; undefined for a kustomization, which describes others and needs no name. */
function checkedObject(value: unknown, place: Place): Pick<Manifest, 'kind' | 'name' | 'value'> | undefined {
  const refuse = (problem: string, hint: string) => new InputError({ ...place, problem, hint })
  if (!isFields(value)) {
    throw refuse(
      'this is not a Kubernetes object',
      'Every document must be a mapping with kind and metadata.',
    )
  }
  const kind = textAt(value, 'kind')
  if (kind === undefined) {
    throw refuse(
      'this object has no kind',
      'Read only Kubernetes manifests; a values file or a chart is none.',
    )
  }
  const apiVersion = textAt(value, 'apiVersion')
  if (apiVersion !== undefined && groupOf(apiVersion) === 'kustomize.config.k8s.io') return undefined
  const name = textAt(value, 'metadata', 'name')
  if (name === undefined) {
    const hint =
      textAt(value, 'metadata', 'generateName') === undefined
        ? 'Give it a name.'
        : 'The cluster makes the name from generateName: read it from there with "kubectl get … -o json".'
    throw refuse(`this ${kind} has no metadata.name`, hint)
  }
  if (!/^[^\s/\p{C}]{1,253}$/u.test(name) || name.includes('{{')) {
    const hint = templateHint(name) ?? 'A name has at most 253 characters, no white space and no slash.'
    throw refuse(`the metadata.name of this ${kind} is not a name`, hint)
  }
  return { kind, name, value }
}

function namespaceOf(
  object: Pick<Manifest, 'kind' | 'value'>,
  known: ObjectKind,
  defaultNamespace: string,
): string | null {
  if (known.scope === 'cluster') return null
  return textAt(object.value, 'metadata', 'namespace') ?? defaultNamespace
}

function refuseUnstorable(manifest: Manifest): void {
  const found = jsonProblem(manifest.value)
  const namespaceIsName = manifest.namespace === null || /^[^\s/\p{C}]{1,63}$/u.test(manifest.namespace)
  if (found === undefined && namespaceIsName) return
  const problem =
    found === undefined
      ? 'has a metadata.namespace that is not a name'
      : `has a value at ${found.path.join('.')} that cannot be stored: it ${found.problem}`
  throw new InputError({
    ...manifest.place,
    problem: `the ${manifest.kind} ${manifest.name} ${problem}`,
    hint: 'Correct it; a cluster would refuse it as well.',
  })
}

function refuseConflict(key: string, earlier: Manifest, later: Manifest): void {
  if (canonicalJson(earlier.value) === canonicalJson(later.value)) return
  throw new InputError({
    ...later.place,
    problem: `${key} is given here and, with other content, in ${describePlace(earlier.place)}`,
    hint: 'Keep one of the two; read each environment as a cluster of its own.',
  })
}
