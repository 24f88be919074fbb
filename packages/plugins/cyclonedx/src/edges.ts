import type { Bom } from './bom.ts'
import type { Element } from './elements.ts'

/** The dependencies of one bill of materials, between keys of its elements. */
export interface Edges {
  readonly pairs: readonly (readonly [from: string, to: string])[]
  /** How many dependencies name something that is not in the document. */
  readonly dangling: number
}

/**
 * What depends on what:
 *
 * - what `dependencies` say, between elements whose `bom-ref` is one of `refs`;
 * - a whole on its parts, for elements that are nested;
 * - the subject on each component that it would not reach otherwise: a bill of materials lists what its subject is
 *   made of, whether or not the tool knew the way there. Services only where a dependency says so.
 */
export function edgesOf(
  bom: Bom,
  elements: readonly [Element, ...Element[]],
  refs: ReadonlySet<string>,
): Edges {
  const keyOfRef = new Map(
    elements.flatMap(({ ref, key }) => (ref === undefined || !refs.has(ref) ? [] : [[ref, key] as const])),
  )
  const graph = new Map<string, Set<string>>(elements.map(({ key }) => [key, new Set<string>()]))
  const add = (from: string, to: string) => {
    if (from !== to) graph.get(from)?.add(to)
  }
  for (const { key, whole } of elements) if (whole !== undefined) add(whole.key, key)
  let dangling = 0
  for (const { ref, dependsOn = [] } of bom.dependencies) {
    if (ref === undefined) continue
    const from = keyOfRef.get(ref)
    for (const target of dependsOn) {
      if (target === undefined) continue
      const to = keyOfRef.get(target)
      if (!refs.has(ref) || !refs.has(target)) dangling += 1
      else if (from !== undefined && to !== undefined) add(from, to)
    }
  }
  connect(elements[0].key, elements, graph, add)
  const pairs = [...graph].flatMap(([from, targets]) => [...targets].map((to) => [from, to] as const))
  return { pairs: pairs.sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1)), dangling }
}

function connect(
  subject: string,
  elements: readonly Element[],
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  add: (from: string, to: string) => void,
): void {
  const components = [...new Set(elements.flatMap(({ key, component }) => (component ? [key] : [])))].sort()
  const reached = new Set<string>()
  const reach = (start: string) => {
    const open = [start]
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (reached.has(key)) continue
      reached.add(key)
      open.push(...(graph.get(key) ?? []))
    }
  }
  reach(subject)
  const needed = new Set([...graph.values()].flatMap((targets) => [...targets]))
  // First what nothing needs, then, for those that need each other in a circle, the first of each.
  for (const key of [...components.filter((key) => !needed.has(key)), ...components]) {
    if (reached.has(key)) continue
    add(subject, key)
    reach(key)
  }
}
