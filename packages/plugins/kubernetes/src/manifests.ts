import { canonicalJson, describePlace, InputError, jsonProblem, orInputError } from '@throughline/plugin-kit'
import type { Document, Place } from '@throughline/plugin-kit/yaml'
import { at, type Fields, isFields, listAt, textAt } from './fields.ts'
import { groupOf, type ObjectKind, objectKind } from './kinds.ts'
import { templateHint } from './template.ts'
import { trim } from './trim.ts'

/** An object of the input that is used: one that becomes an asset, or a ConfigMap. */
export interface Manifest {
  readonly kind: string
  readonly name: string
  /** Null for what belongs to the cluster as a whole. */
  readonly namespace: string | null
  readonly value: Fields
  readonly place: Place
}

/** A part of the input that cannot be used. */
export interface Flaw {
  readonly error: InputError
  /** The object that it is. Undefined if that cannot be determined. */
  readonly object?: Pick<Manifest, 'kind' | 'name' | 'namespace'>
  /** Whether no asset can be lost with it: it is a template that was not rendered, or its name is generated. */
  readonly hidesNothing?: boolean
}

/** The objects of the input, and how many of which other kind were left out. */
export interface Manifests {
  readonly kept: readonly Manifest[]
  readonly flaws: readonly Flaw[]
  readonly skipped: Readonly<Record<string, number>>
  /** Those among the skipped kinds whose objects run containers. */
  readonly skippedWorkloads: readonly string[]
}

const CONFIG_MAP: ObjectKind = { kind: 'ConfigMap', groups: [''], scope: 'namespace', slug: '' }

/**
 * Takes lists apart, checks every object and drops repetitions. What is no object that can be used, and an object given
 * twice with different content, are flaws.
 *
 * @throws InputError for a list that is a page and not the whole.
 */
export function collectManifests(documents: readonly Document[], defaultNamespace: string): Manifests {
  const kept = new Map<string, Manifest>()
  const flaws: Flaw[] = []
  const conflicting = new Set<string>()
  const skipped = new Map<string, number>()
  const skippedWorkloads = new Set<string>()
  for (const item of documents.flatMap(expand)) {
    const kind = textAt(item.value, 'kind')
    const known = kind === undefined ? undefined : usedKind(kind, textAt(item.value, 'apiVersion'))
    if (kind !== undefined && known === undefined) {
      if (groupOf(textAt(item.value, 'apiVersion') ?? '') === 'kustomize.config.k8s.io') continue
      skipped.set(kind, (skipped.get(kind) ?? 0) + 1)
      if (listAt(item.value, 'spec', 'template', 'spec', 'containers').length > 0) skippedWorkloads.add(kind)
      continue
    }
    const object = orInputError(() => checkedObject(item))
    if (object instanceof InputError) {
      const isGenerated = textAt(item.value, 'metadata', 'generateName') !== undefined
      flaws.push({
        error: object,
        hidesNothing: isTemplate(textAt(item.value, 'metadata', 'name')) || isGenerated,
      })
      continue
    }
    if (known === undefined) continue
    const manifest = {
      ...object,
      namespace: namespaceOf(object, known, defaultNamespace),
      place: item.place,
    }
    const key = `${manifest.namespace ?? '_'}/${manifest.kind}/${manifest.name}`
    const earlier = kept.get(key)
    const refused = orInputError(() => {
      refuseUnstorable(manifest)
      refuseTemplate(manifest)
      if (earlier !== undefined) refuseConflict(key, earlier, manifest)
    })
    if (refused === undefined) kept.set(key, earlier ?? manifest)
    else {
      flaws.push({ error: refused, ...nameOf(manifest), hidesNothing: isTemplate(refused.hint) })
      conflicting.add(key)
    }
  }
  for (const key of conflicting) kept.delete(key)
  return {
    kept: [...kept.values()],
    flaws,
    skipped: Object.fromEntries([...skipped].sort()),
    skippedWorkloads: [...skippedWorkloads].sort(),
  }
}

function isTemplate(text: string | undefined): boolean {
  return text?.includes('{{') ?? false
}

/** The name of an object, as far as it is one. */
function nameOf({ kind, name, namespace }: Manifest): Pick<Flaw, 'object'> {
  return namespace === null || NAMESPACE.test(namespace) ? { object: { kind, name, namespace } } : {}
}

const NAMESPACE = /^[^\s/\p{C}]{1,63}$/u

function usedKind(kind: string, apiVersion: string | undefined): ObjectKind | undefined {
  if (kind !== 'ConfigMap') return objectKind(kind, apiVersion)
  return apiVersion === undefined || groupOf(apiVersion) === '' ? CONFIG_MAP : undefined
}

interface Item {
  readonly value: unknown
  readonly place: Place
  /** Which item of a list it is, in front of what messages say about it. */
  readonly which: string
}

/** A document, or the items of one that is a list, as `kubectl get` writes it and as the API answers. */
function expand(document: Document): Item[] {
  return itemsOf(document, document.value, [], '')
}

/** The objects of the value at a path of a document, through lists in lists, as kubectl takes them apart. */
function itemsOf(document: Document, value: unknown, path: readonly PropertyKey[], which: string): Item[] {
  const place = path.length === 0 ? document.place : document.placeOf(path)
  const kind = textAt(value, 'kind')
  if (kind === undefined || !kind.endsWith('List') || !Array.isArray(at(value, 'items')))
    return [{ value, place, which }]
  refuseUnfinished(value, place)
  const apiVersion = at(value, 'apiVersion')
  const inherited =
    kind === 'List'
      ? {}
      : { ...(apiVersion === undefined ? {} : { apiVersion }), kind: kind.slice(0, -'List'.length) }
  return listAt(value, 'items').flatMap((item, index) =>
    itemsOf(
      document,
      isFields(item) ? { ...inherited, ...item } : item,
      [...path, 'items', index],
      `${which}item ${index + 1} of the list: `,
    ),
  )
}

/** A list that says that there is more would have the rest taken for gone. */
function refuseUnfinished(value: unknown, place: Place): void {
  const more = textAt(value, 'metadata', 'continue') ?? ''
  const left = at(value, 'metadata', 'remainingItemCount')
  if (more === '' && !(typeof left === 'number' && left > 0)) return
  throw new InputError({
    ...place,
    problem: `this list is a page and not the whole${typeof left === 'number' ? `: ${left} items are missing` : ''}`,
    hint: 'Read everything at once: "kubectl get … -o json" does, the API only without limit; or configure api, which reads all pages.',
  })
}

/** Kind, name and content of an object. @throws InputError */
function checkedObject({ value, place, which }: Item): Pick<Manifest, 'kind' | 'name' | 'value'> {
  const refuse = (problem: string, hint: string) =>
    new InputError({ ...place, problem: `${which}${problem}`, hint })
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
  const namespaceIsName = manifest.namespace === null || NAMESPACE.test(manifest.namespace)
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

/** What is kept of an object, such as its labels and images, holds no template once it is rendered. */
function refuseTemplate({ kind, name, value, place }: Manifest): void {
  const hint = templateHint(JSON.stringify(trim(kind, value)))
  if (hint === undefined) return
  throw new InputError({ ...place, problem: `the ${kind} ${name} was not rendered`, hint })
}

function refuseConflict(key: string, earlier: Manifest, later: Manifest): void {
  if (canonicalJson(earlier.value) === canonicalJson(later.value)) return
  throw new InputError({
    ...later.place,
    problem: `${key} is given here and, with other content, in ${describePlace(earlier.place)}`,
    hint: 'Keep one of the two; read each environment as a cluster of its own.',
  })
}
