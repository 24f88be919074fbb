import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { builder } from './builder.ts'
import { DomainError, InvalidInput, NotFound } from './errors.ts'
import { decodeGlobalId, encodeGlobalId, type GlobalId } from './global-id.ts'
import { nodeTypes } from './node-type.ts'

export const ExternalReferenceInput = builder.inputType('ExternalReferenceInput', {
  description: 'A reference to an object in an external system.',
  fields: (t) => ({
    source: t.string({
      required: true,
      description: 'The name of the other system, e.g. the name of a source.',
    }),
    externalId: t.string({ required: true, description: 'The id of the entity there.' }),
  }),
})

/** The name of the input type below. */
export const NODE_REF = 'NodeRef'

/** Names a node by one of two ways; see {@link resolveNodes}. A field of the input of a mutation is a {@link nodeRef}. */
export const NodeRef = builder.inputType(NODE_REF, {
  description: 'Names a node by its ID or by its external reference.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The ID of the node.' }),
    reference: t.field({
      type: ExternalReferenceInput,
      description: 'The external reference of the node. It must lead to exactly one node.',
    }),
  }),
})

/** What {@link NodeRef} is given as: one of both. */
export interface NodeRefInput {
  readonly id?: string | null | undefined
  readonly reference?: Reference | null | undefined
}

interface Reference {
  readonly source: string
  readonly externalId: string
}

/** A node of one of some types. */
export interface NodeOf<Type extends string> extends GlobalId {
  readonly type: Type
}

const NODE_TYPES = 'nodeTypes'
const ANY = 'ANY'

/** What a field of an input needs to be a {@link nodeRef}. */
interface NodeRefOptions {
  readonly description: string
  readonly required?: boolean
}

/**
 * Options of a field of the input of a mutation that names a node of one of some types. The work of the mutation is
 * given the node, see `input-nodes.ts`.
 */
export function nodeRef<const Options extends NodeRefOptions>(
  types: string | readonly string[],
  options: Options,
) {
  return { ...options, type: NodeRef, extensions: { [NODE_TYPES]: [types].flat() } }
}

/** The same for a list of nodes. */
export function nodeRefs<const Options extends NodeRefOptions>(type: string, options: Options) {
  return { ...options, type: [NodeRef] as [typeof NodeRef], extensions: { [NODE_TYPES]: [type] } }
}

/** The same for a node of any type that has external references. */
export function anyNodeRef<const Options extends NodeRefOptions>(options: Options) {
  return { ...options, type: NodeRef, extensions: { [NODE_TYPES]: ANY } }
}

/** The types whose nodes a field of an input takes; undefined if the field does not say it. */
export function nodeTypesOf(field: {
  readonly extensions: Readonly<Record<string, unknown>>
}): readonly string[] | undefined {
  const types = field.extensions[NODE_TYPES] as readonly string[] | typeof ANY | undefined
  if (types !== ANY) return types
  return [...nodeTypes.values()].flatMap(({ name, externalReference }) =>
    externalReference === undefined ? [] : [name],
  )
}

/** A node that is named, with the types that it may be of and its path for messages. */
export interface AskedNode<Type extends string> {
  readonly ref: NodeRefInput
  readonly types: readonly Type[]
  readonly path: readonly string[]
}

/** The node that was asked for, or why there is none. */
export type FoundNode<Type extends string> = NodeOf<Type> | DomainError

/**
 * The nodes that are named, in their order. An ID is taken as it is, whether there is such a node or not. All external
 * references are looked up with one statement.
 * @param path of the list, for messages
 * @throws InvalidInput for an ID of another type, and for a reference that leads to nodes of several of the types
 * @throws NotFound for a reference that leads to none of the types
 */
export async function resolveNodes<Type extends string>(
  db: Kysely<Database>,
  refs: readonly NodeRefInput[],
  types: readonly Type[],
  path: readonly string[],
): Promise<NodeOf<Type>[]> {
  const asked = refs.map((ref, index) => ({ ref, types, path: [...path, String(index)] }))
  return (await findNodes(db, asked)).map(orThrow)
}

/** The same as {@link resolveNodes} for one node. @param path of the node, for messages */
export async function resolveNode<Type extends string>(
  db: Kysely<Database>,
  ref: NodeRefInput,
  types: readonly Type[],
  path: readonly string[],
): Promise<NodeOf<Type>> {
  const [found] = await findNodes(db, [{ ref, types, path }])
  if (found === undefined) throw new Error('one node is asked for')
  return orThrow(found)
}

function orThrow<Type extends string>(found: FoundNode<Type>): NodeOf<Type> {
  if (found instanceof DomainError) throw found
  return found
}

/** The same as {@link resolveNodes} for nodes of different types, with an error in the place of a node. */
export async function findNodes<Type extends string>(
  db: Kysely<Database>,
  asked: readonly AskedNode<Type>[],
): Promise<FoundNode<Type>[]> {
  const byReference = asked.filter(({ ref }) => ref.reference != null)
  const found = await findReferences(
    db,
    byReference.flatMap(({ ref }) => ref.reference ?? []),
    [...new Set(byReference.flatMap(({ types }) => types))],
  )
  return asked.map(({ ref: { id, reference }, types, path }) => {
    try {
      if (reference == null) {
        const decoded = decodeGlobalId(String(id), types, [...path, 'id'])
        return { ...decoded, type: oneOf(types, decoded.type) }
      }
      const nodes = (found.get(keyOf(reference)) ?? []).filter(({ type }) => types.includes(type))
      return theOnly(nodes, reference, types, [...path, 'reference'])
    } catch (error) {
      if (error instanceof DomainError) return error
      throw error
    }
  })
}

function theOnly<Type extends string>(
  nodes: readonly NodeOf<Type>[],
  { source, externalId }: Reference,
  types: readonly Type[],
  path: readonly string[],
): NodeOf<Type> {
  const [node, other] = nodes
  if (node === undefined) {
    throw new NotFound(`No ${types.join(' or ')} has the external reference ${source} / ${externalId}.`, path)
  }
  if (other === undefined) return node
  const ids = nodes.map(({ type, id }) => encodeGlobalId(type, id)).join(' and ')
  throw InvalidInput.at(path, `leads to ${ids}; give the ID of the one that is meant`)
}

async function findReferences<Type extends string>(
  db: Kysely<Database>,
  references: readonly Reference[],
  types: readonly Type[],
): Promise<Map<string, NodeOf<Type>[]>> {
  const columns = types.flatMap((type) => {
    const column = nodeTypes.get(type)?.externalReference
    return column === undefined ? [] : [{ type, column }]
  })
  if (references.length === 0 || columns.length === 0) return new Map()
  const wanted = [...new Map(references.map((one) => [keyOf(one), one])).values()]
  const branches = columns.map(
    ({
      type,
      column,
    }) => sql`select w.source, w."externalId", ${type}::text as type, r.${sql.ref(column)} as id
      from wanted w join external_reference r on r.source = w.source and r.external_id = w."externalId"
      where r.${sql.ref(column)} is not null`,
  )
  const { rows } = await sql<Reference & { type: Type; id: string }>`
    with wanted as (
      select * from unnest(${wanted.map(({ source }) => source)}::text[],
        ${wanted.map(({ externalId }) => externalId)}::text[]) as w(source, "externalId")
    )
    ${sql.join(branches, sql` union all `)}`.execute(db)
  const found = new Map<string, NodeOf<Type>[]>()
  for (const { type, id, ...reference } of rows) {
    const nodes = found.get(keyOf(reference)) ?? []
    found.set(keyOf(reference), nodes)
    nodes.push({ type, id })
  }
  return found
}

function keyOf({ source, externalId }: Reference): string {
  return JSON.stringify([source, externalId])
}

function oneOf<Type extends string>(types: readonly Type[], type: string): Type {
  const known = types.find((candidate) => candidate === type)
  if (known === undefined) throw new RangeError(`${type} is none of ${types.join(', ')}`)
  return known
}
