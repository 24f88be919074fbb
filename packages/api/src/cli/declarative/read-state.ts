import type { GraphQLClient } from '../client/graphql-client.ts'
import type { Declared } from './check.ts'
import { type Existing, readExisting } from './existing.ts'
import { KIND_NAMES, type KindName } from './kind.ts'
import { isObject } from './kinds/parts.ts'
import { KINDS } from './kinds.ts'

/** Values in one condition of a filter. */
const CHUNK = 100

/**
 * Reads what the files can mean: all objects of the kinds that they declare or refer to. Of assets, of which there may
 * be very many, only those with a name or a reference that the files contain, and those with the mark.
 * @param mark the source of the references of what these files have created
 */
export async function readState(
  client: GraphQLClient,
  objects: readonly Declared[],
  mark: string,
  prune: boolean,
): Promise<ReadonlyMap<KindName, readonly Existing[]>> {
  const declared = new Set(objects.map(({ kind }) => kind))
  const state = new Map<KindName, readonly Existing[]>()
  for (const kind of KIND_NAMES) {
    const lists = declared.has(kind) || (prune && KINDS[kind].referable)
    if (kind === 'assets') state.set(kind, await readAssets(client, objects, mark))
    else if (lists || REFERRED.has(kind)) state.set(kind, await readExisting(client, kind, { lists }))
    else state.set(kind, [])
  }
  return state
}

/** What other kinds refer to. */
const REFERRED: ReadonlySet<KindName> = new Set(['teams', 'objectives', 'services'])

async function readAssets(
  client: GraphQLClient,
  objects: readonly Declared[],
  mark: string,
): Promise<readonly Existing[]> {
  const names = new Set<string>()
  const ids = new Set<string>()
  for (const { kind, fields } of objects)
    if (kind === 'assets' || kind === 'services') collect(fields, names, ids)
  const found = new Map<string, Existing>()
  const read = async (filter: object) => {
    for (const one of await readExisting(client, 'assets', { lists: true, filter })) found.set(one.id, one)
  }
  await read({ externalReference: { source: { eq: mark } } })
  const marks = new Set([...found.values()].flatMap(({ references }) => references.map(({ id }) => id)))
  const declared = objects.filter(({ kind }) => kind === 'assets')
  const isMarked = ({ fields }: Declared) => marks.has(`assets/${fields.id ?? String(fields.name)}`)
  // They are known by their marks, and their names in the files mean them.
  for (const { fields } of declared.filter(isMarked)) names.delete(String(fields.name))
  for (const one of declared) if (!isMarked(one)) names.add(String(one.fields.name))
  for (const some of chunks([...names])) await read({ name: { in: some } })
  for (const some of chunks([...ids])) await read({ externalReference: { externalId: { in: some } } })
  return [...found.values()]
}

/** The texts of an object that may be names of assets, and the IDs of its references. */
function collect(value: unknown, names: Set<string>, ids: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, names, ids)
  if (!isObject(value)) return
  for (const [key, part] of Object.entries(value)) {
    if (typeof part !== 'string') collect(part, names, ids)
    else if (key === 'name' || key === 'asset' || key === 'to') names.add(part)
    else if (key === 'id') ids.add(part)
  }
}

function chunks(values: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, index) =>
    values.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}
