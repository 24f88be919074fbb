import type { GraphQLClient } from '../client/graphql-client.ts'
import { isSame } from './compare.ts'
import { type Existing, readExisting } from './existing.ts'
import { KIND_NAMES, type KindName, type Reference, type ReferenceTo } from './kind.ts'
import { isObject, textOf } from './kinds/parts.ts'
import { KINDS } from './kinds.ts'
import { SETTINGS_QUERY } from './settings.ts'
import { yamlOf } from './yaml-text.ts'

/** What export writes if nothing is named: sources have secrets, which are never returned. */
export const STANDARD_EXPORT: readonly (KindName | 'settings')[] = [
  'settings',
  ...KIND_NAMES.filter((kind) => kind !== 'sources'),
]

/** The kinds whose names others refer to. */
const REFERRED: readonly KindName[] = ['teams', 'objectives', 'services', 'assets']

/** An organisation as a file. */
export interface Exported {
  readonly yaml: string
  /** How many entries of lists are left out, by whom they belong to: they come back with their sources and rules. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** The organisation as one YAML document, in a fixed order: equal organisations give equal texts. */
export async function exportOrganisation(
  client: GraphQLClient,
  kinds: readonly (KindName | 'settings')[],
): Promise<Exported> {
  const state = new Map<KindName, readonly Existing[]>()
  for (const kind of KIND_NAMES) {
    if (!kinds.includes(kind) && !REFERRED.includes(kind)) continue
    state.set(kind, (await readExisting(client, kind, { lists: kinds.includes(kind) })).sort(inFileOrder))
  }
  const ids = new Map([...state].map(([kind, objects]) => [kind, fileIds(objects)]))
  const names = new Map([...state.values()].flat().map(({ id, name }) => [id, name]))
  const referenceTo: ReferenceTo = (to, id): Reference => ids.get(to)?.get(id) ?? names.get(id) ?? id
  const document: Record<string, unknown> = {}
  const leftOut = new Map<string, number>()
  if (kinds.includes('settings')) document.settings = (await client.ask(SETTINGS_QUERY)).settings
  for (const kind of KIND_NAMES) {
    const objects = (kinds.includes(kind) ? (state.get(kind) ?? []) : []).filter(
      ({ row }) => KINDS[kind].isGiven?.(row) !== true,
    )
    for (const owner of objects.flatMap(ownersLeftOut)) leftOut.set(owner, (leftOut.get(owner) ?? 0) + 1)
    if (objects.length > 0) {
      document[kind] = objects.map((one) => exported(one, ids.get(kind)?.get(one.id), referenceTo))
    }
  }
  return { yaml: yamlOf(document), leftOut }
}

/** Whom the entries belong to that files do not have. */
function ownersLeftOut({ kind, lists }: Existing): string[] {
  return Object.entries(KINDS[kind].lists).flatMap(([list, { exportsAll }]) =>
    exportsAll === true ? [] : (lists[list] ?? []).flatMap(({ owner }) => owner ?? []),
  )
}

/** What is left out, in one sentence; undefined if nothing is. */
export function leftOutInWords(leftOut: ReadonlyMap<string, number>): string | undefined {
  if (leftOut.size === 0) return undefined
  const owners = [...leftOut]
    .sort(([a], [b]) => compare(a, b))
    .map(([owner, count]) => `${count} of ${owner}`)
  const shown = owners.slice(0, MOST_OWNERS).join(', ')
  const more = owners.length > MOST_OWNERS ? ` and ${owners.length - MOST_OWNERS} others` : ''
  return `Left out are links and entries that belong to sources and rules, and come back with them: ${shown}${more}.`
}

const MOST_OWNERS = 10

function exported(
  { kind, name, fields, lists, references, row }: Existing,
  id: string | undefined,
  referenceTo: ReferenceTo,
): Record<string, unknown> {
  const spec = KINDS[kind]
  const object: Record<string, unknown> = { [spec.nameField]: name }
  if (id !== undefined) object.id = id
  for (const [field, { to, standard, exported: reduced }] of Object.entries(spec.fields)) {
    const value = reduced === undefined ? fields[field] : reduced(row, referenceTo)
    if (field === spec.nameField || value == null || isSame(value, standard)) continue
    object[field] = to === undefined ? sorted(value) : referenceTo(to, String(value))
  }
  const others = references.filter(({ source }) => !source.startsWith('apply:'))
  if (others.length > 0) {
    object.references = others
      .map(({ source, id: externalId, url }) => ({
        source,
        id: externalId,
        ...(url === undefined ? {} : { url }),
      }))
      .toSorted((a, b) => compare(`${a.source} ${a.id}`, `${b.source} ${b.id}`))
  }
  for (const [list, { exported: entry, exportsAll }] of Object.entries(spec.lists)) {
    const entries = (lists[list] ?? []).filter(({ owner }) => exportsAll === true || owner === undefined)
    if (entries.length === 0) continue
    object[list] = entries
      .map((one) => entry(one, referenceTo))
      .toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
  }
  return object
}

/**
 * IDs of the files for objects whose name is not their own, so that files can refer to them. A person with an e-mail
 * address is known by that.
 */
function fileIds(objects: readonly Existing[]): Map<string, string> {
  const ids = new Map<string, string>()
  for (const [name, same] of Map.groupBy(objects, ({ name }) => name)) {
    if (same.length === 1) continue
    for (const [index, { id }] of same.entries()) ids.set(id, `${name} #${index + 1}`)
  }
  return ids
}

function inFileOrder(a: Existing, b: Existing): number {
  const key = ({ kind, name, fields, references, row }: Existing) =>
    [
      String(KINDS[kind].order?.position(row) ?? 0).padStart(9, '0'),
      name,
      textOf(fields, 'kind'),
      textOf(fields, 'email'),
      references
        .filter(({ source }) => !source.startsWith('apply:'))
        .map(({ source, id }) => `${source} ${id}`)
        .sort()[0] ?? '',
      row.id,
    ].join('\u0000')
  return compare(key(a), key(b))
}

/** The members of an object in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => compare(a, b))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
