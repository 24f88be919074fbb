import { truncate } from '@throughline/plugin-kit'
import { withoutKeys } from './address.ts'
import { valuesAt } from './facts.ts'
import { line } from './shapes.ts'
import type { Instance } from './state.ts'

const NAMES = [
  'name',
  'identifier',
  'cluster_identifier',
  'cluster_name',
  'bucket',
  'function_name',
  'display_name',
  'domain_name',
  'replication_group_id',
  'cluster_id',
]

/** What people call a resource: its tag `Name`, else its name in the cloud, else its own part of the address. */
export function nameOf(instance: Instance, tags: Readonly<Record<string, string>>): string {
  const given = NAMES.flatMap((name) => valuesAt(instance, name))
  return [tags.Name, ...given].map(line).find((name) => name !== undefined) ?? localAddress(instance)
}

function localAddress({ address, module }: Instance): string {
  const local = module === '' ? address : address.slice(module.length + 1)
  return local.length <= 300 ? local : truncate(withoutKeys(local), 300)
}

/** The tags or labels of a resource, those a provider adds by itself included. */
export function tagsOf(instance: Instance): Record<string, string> {
  const sets = ['effective_labels', 'labels', 'tags_all', 'tags'].flatMap((name) => valuesAt(instance, name))
  const entries = sets.flatMap((set) =>
    typeof set === 'object' && set !== null && !Array.isArray(set) ? Object.entries(set) : [],
  )
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      line(key) !== undefined && line(value) !== undefined ? [[key, String(value)]] : [],
    ),
  )
}

/** Of the tags those that are wanted, whatever their case. */
export function keptTags(
  tags: Readonly<Record<string, string>>,
  wanted: readonly string[],
): Record<string, string> {
  const lower = new Set(wanted.map((key) => key.toLowerCase()))
  return Object.fromEntries(Object.entries(tags).filter(([key]) => lower.has(key.toLowerCase())))
}

/** The environment that the tags name. */
export function environmentOf(tags: Readonly<Record<string, string>>): string | undefined {
  for (const wanted of ['environment', 'env']) {
    for (const [key, value] of Object.entries(tags)) {
      if (key.toLowerCase() === wanted && value.length <= 100) return value
    }
  }
  return undefined
}
