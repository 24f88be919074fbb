import type { GraphQLSchema } from 'graphql'
import type { OrderColumn } from '../../../src/graph/declaration.ts'
import { encodeGlobalId } from '../../../src/graph/global-id.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { type Memory, rowsOf, valueIn } from '../naive/memory.ts'

/** What random questions may be about. */
export interface World {
  readonly schema: GraphQLSchema
  /** The ids that there are, by type. */
  readonly ids: ReadonlyMap<string, readonly string[]>
  /** The cursors of a type's rows in an ordering (`NAME:ASC,ID:ASC`): as the API gave them, else worked out. */
  cursorsOf(node: string, ordering: string): readonly string[]
  /** A good id of a type, of nothing that is there. */
  strangerOf(node: string): string
}

const ID: OrderColumn = { column: 'id' }
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** @param cursors those that the API gave, by type and ordering (`Service NAME:ASC,ID:ASC`) */
export function worldOf(
  schema: GraphQLSchema,
  memory: Memory,
  cursors: ReadonlyMap<string, readonly string[]>,
): World {
  const ids = [...nodeTypes.values()].map(({ name, table }): [string, string[]] => [
    name,
    rowsOf(memory, table).map((row) => encodeGlobalId(name, row.id ?? '')),
  ])
  return {
    schema,
    ids: new Map(ids),
    cursorsOf: (node, ordering) => cursors.get(`${node} ${ordering}`) ?? workedOut(memory, node, ordering),
    strangerOf: (node) => encodeGlobalId(node, NOBODY),
  }
}

function workedOut(memory: Memory, name: string, ordering: string): string[] {
  const node = nodeTypes.get(name)
  if (node === undefined) return []
  const keys = ordering
    .split(',')
    .flatMap((key): readonly OrderColumn[] => node.orders.get(key.split(':')[0] ?? '')?.columns ?? [ID])
  return rowsOf(memory, node.table).map((row) => {
    const values = keys.map((key) => valueIn(memory, row, key) ?? key.absent)
    return Buffer.from(JSON.stringify([ordering, ...values])).toString('base64url')
  })
}
