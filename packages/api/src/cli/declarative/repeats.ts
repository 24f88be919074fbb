import { canonicalJson } from '@throughline/plugin-kit'
import type { Entry } from './kind.ts'

/**
 * Entries with keys of their own: of those with one key, the second and each further one have a number after it. The
 * number follows from what they state, so that equal lists have equal keys in whatever order they come.
 * @param standard what an entry has where it states nothing
 */
export function numbered(entries: readonly Entry[], standard: Entry['values']): Entry[] {
  const content = ({ values }: Entry) => canonicalJson({ ...standard, ...values } as never)
  const keys = new Map<Entry, string>()
  for (const [key, same] of Map.groupBy(entries, (entry) => entry.key)) {
    const sorted = same
      .map((entry) => ({ entry, text: content(entry) }))
      .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    for (const [index, { entry }] of sorted.entries())
      keys.set(entry, index === 0 ? key : `${key} #${index + 1}`)
  }
  return entries.map((entry) => ({ ...entry, key: keys.get(entry) ?? entry.key }))
}
