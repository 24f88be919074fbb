import type { GraphQLSchema } from 'graphql'
import { encodeGlobalId } from '../../../src/graph/global-id.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { type Memory, rowsOf } from '../naive/memory.ts'

/** What random questions may be about. */
export interface World {
  readonly schema: GraphQLSchema
  /** The ids that there are, by type. */
  readonly ids: ReadonlyMap<string, readonly string[]>
  /** Cursors that the API gave, by type and ordering (`Service NAME:ASC,ID:ASC`). */
  readonly cursors: ReadonlyMap<string, readonly string[]>
  /** A good id of a type, of nothing that is there. */
  strangerOf(node: string): string
}

const NOBODY = '00000000-0000-7000-8000-000000000000'

export function worldOf(schema: GraphQLSchema, memory: Memory, cursors: World['cursors']): World {
  const ids = [...nodeTypes.values()].map(({ name, table }): [string, string[]] => [
    name,
    rowsOf(memory, table).map((row) => encodeGlobalId(name, row.id ?? '')),
  ])
  return { schema, ids: new Map(ids), cursors, strangerOf: (node) => encodeGlobalId(node, NOBODY) }
}
