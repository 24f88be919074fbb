import type { CatalogEntity } from './catalog.ts'
import { DEFAULT_NAMESPACE } from './reference.ts'

/** An entity that is to have a name that no other one has. */
export interface Claimant extends Pick<CatalogEntity, 'reference' | 'kind' | 'namespace' | 'metadata'> {
  /** Names that it may have, the best one first. */
  readonly wanted: readonly string[]
}

const LONGEST_NAME = 200

/** The order in which kinds choose: components first, since workloads are found by their names. */
const RANKS: readonly string[] = ['Component', 'System', 'Domain', 'API']
/** Kinds whose entities meet namesakes of their own kind first. */
const FIRST_KINDS: ReadonlySet<string> = new Set(['Component', 'Group'])

/**
 * A name for each entity, by reference, that no other entity has, also not with other capitals or spaces. Components choose first, and entities of the default namespace before others. Who finds all names
 * taken gets its namespace, its kind or its reference in parentheses. Does not depend on the order of the input.
 */
export function distinctNames(claimants: readonly Claimant[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const { reference, kind, namespace, wanted } of claimants.toSorted(inTurn)) {
    const last = wanted.at(-1) ?? reference
    const kindWord = kind === 'API' ? kind : kind.toLowerCase()
    const words = FIRST_KINDS.has(kind) ? [namespace, kindWord] : [kindWord, namespace]
    const choices = [...wanted, ...[...words, reference].map((word) => `${last} (${word})`)]
    const name = choices.find((each) => !taken.has(keyOf(each))) ?? reference
    taken.add(keyOf(name))
    names.set(reference, name.slice(0, LONGEST_NAME))
  }
  return names
}

function inTurn(a: Claimant, b: Claimant): number {
  const byRank = RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind)
  if (byRank !== 0) return byRank
  const byNamespace = Number(a.namespace !== DEFAULT_NAMESPACE) - Number(b.namespace !== DEFAULT_NAMESPACE)
  if (byNamespace !== 0) return byNamespace
  return a.reference < b.reference ? -1 : 1
}

function keyOf(name: string): string {
  return name.slice(0, LONGEST_NAME).toLowerCase().replace(/\s+/g, '')
}
