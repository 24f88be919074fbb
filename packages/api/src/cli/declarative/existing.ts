import type { GraphQLClient } from '../client/graphql-client.ts'
import type { DeclaredReference, Entry, KindName, KindSpec, Row } from './kind.ts'
import { isObject, textOf } from './kinds/parts.ts'
import { KINDS } from './kinds.ts'
import { numbered } from './repeats.ts'

/** An object as the API returns it, in the shape of files. References are IDs. */
export interface Existing {
  readonly kind: KindName
  readonly id: string
  readonly version: number
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly references: readonly StoredReference[]
  readonly lists: Readonly<Record<string, readonly Entry[]>>
  readonly row: Row
}

export interface StoredReference extends DeclaredReference {
  /** ID of the reference itself. */
  readonly referenceId: string
}

/** What is read of a kind. */
export interface Reading {
  /** Without it, the lists are not read. */
  readonly lists: boolean
  /** A filter of the API. */
  readonly filter?: object
}

const PAGE = 50
/** Entries of a list that come with their object: full pages count for the cost of a query. Longer lists are read page by page. */
const ENTRIES = 10

const REFERENCES = { field: 'externalReferences', selection: 'id source externalId url' } as const

interface Connection {
  readonly field: string
  readonly selection: string
  readonly edges?: true
}

/** Reads the objects of a kind, with complete lists. */
export async function readExisting(
  client: GraphQLClient,
  kind: KindName,
  reading: Reading,
): Promise<Existing[]> {
  const spec = KINDS[kind]
  const connections = connectionsOf(spec, reading)
  const document = `query Read($first: Int!, $after: String, $filter: ${spec.type}Filter) {
    list: ${kind}(first: $first, after: $after, filter: $filter) {
      nodes { id version ${spec.selection} ${connections.map((one) => selectionOf(one, ENTRIES)).join(' ')} }
      pageInfo { hasNextPage endCursor } } }`
  const found: Existing[] = []
  for (let after: string | null = null; ; ) {
    const { list } = await client.ask(document, { first: PAGE, after, filter: reading.filter ?? null })
    for (const row of nodesOf(list)) {
      if (isRow(row) && !isObject(row.mergedInto))
        found.push(existing(spec, await completed(client, spec, row, connections)))
    }
    const next = nextPage(list)
    if (next === undefined) return found
    after = next
  }
}

function connectionsOf(spec: KindSpec, { lists }: Reading): readonly Connection[] {
  const own = lists ? Object.values(spec.lists).map(({ connection }) => connection) : []
  return spec.referable ? [...own, REFERENCES] : own
}

function selectionOf({ field, selection, edges }: Connection, first: number, after = ''): string {
  const rows = edges === true ? `edges { ${selection} }` : `nodes { ${selection} }`
  return `${field}(first: ${first}${after}) { ${rows} pageInfo { hasNextPage endCursor } }`
}

/** The row with the plain lists of its entries in place of connections. */
async function completed(
  client: GraphQLClient,
  spec: KindSpec,
  row: Row,
  connections: readonly Connection[],
): Promise<Row> {
  const lists: Record<string, unknown> = {}
  for (const connection of connections) {
    const entries = entriesOf(row[connection.field])
    let next = nextPage(row[connection.field])
    let size = 20
    while (next !== undefined) {
      const document = `query More($id: ID!, $after: String!) { node(id: $id) { ... on ${spec.type} {
        ${selectionOf(connection, size, ', after: $after')} } } }`
      size = 100
      const { node } = await client.ask(document, { id: row.id, after: next })
      const page = isObject(node) ? node[connection.field] : undefined
      entries.push(...entriesOf(page))
      next = nextPage(page)
    }
    lists[connection.field] = entries
  }
  return { ...row, ...lists }
}

function existing(spec: KindSpec, row: Row): Existing {
  const fields = Object.entries(spec.fields).map(([name, { read }]) => [
    name,
    read === undefined ? row[name] : read(row),
  ])
  const lists = Object.entries(spec.lists).map(([name, { connection, stored, repeats, standard }]) => {
    const rows = row[connection.field]
    const entries = Array.isArray(rows) ? rows.flatMap((one: unknown) => stored(one, row) ?? []) : []
    return [name, repeats === true ? numbered(entries, standard) : distinct(entries)] as const
  })
  return {
    kind: spec.name,
    id: row.id,
    version: typeof row.version === 'number' ? row.version : 0,
    name: textOf(row, spec.nameField),
    fields: Object.fromEntries(fields) as Record<string, unknown>,
    references: referencesOf(row),
    lists: Object.fromEntries(lists),
    row,
  }
}

/** Several may state the same relation: that of a user counts, otherwise the strongest one. */
function distinct(entries: readonly Entry[]): Entry[] {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) {
    const other = byKey.get(entry.key)
    if (other === undefined || comesBefore(entry, other)) byKey.set(entry.key, entry)
  }
  return [...byKey.values()]
}

function comesBefore(a: Entry, b: Entry): boolean {
  if ((a.owner === undefined) !== (b.owner === undefined)) return a.owner === undefined
  return Number(a.values.strength) > Number(b.values.strength)
}

function referencesOf(row: Row): StoredReference[] {
  const rows = row[REFERENCES.field]
  return (Array.isArray(rows) ? rows : []).map((one: unknown) => {
    const url = textOf(one, 'url')
    return {
      referenceId: textOf(one, 'id'),
      source: textOf(one, 'source'),
      id: textOf(one, 'externalId'),
      ...(url === '' ? {} : { url }),
    }
  })
}

function isRow(value: unknown): value is Row {
  return isObject(value) && typeof value.id === 'string'
}

function nodesOf(connection: unknown): readonly unknown[] {
  return isObject(connection) && Array.isArray(connection.nodes) ? connection.nodes : []
}

function entriesOf(connection: unknown): unknown[] {
  if (!isObject(connection)) return []
  const rows = connection.nodes ?? connection.edges
  return Array.isArray(rows) ? [...rows] : []
}

function nextPage(connection: unknown): string | undefined {
  const info = isObject(connection) ? connection.pageInfo : undefined
  return isObject(info) && info.hasNextPage === true ? String(info.endCursor) : undefined
}
