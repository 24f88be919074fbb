import type { GraphQLResolveInfo } from 'graphql'
import type { Prefetched } from './context.ts'
import { encodeCursor } from './cursor.ts'
import { slot } from './slot.ts'

/** The key under which a field's own part of its parent's row lies. */
export function slotOf(info: GraphQLResolveInfo): string {
  return slot(String(info.path.key))
}

/** The rows of a page that a branch of a connection holds, in the order asked for, without the one beyond. */
export function pageRows(connection: Prefetched, branch: string): readonly Prefetched[] {
  const rows = rowsUnder(connection, branch).slice(0, Number(connection.l))
  return connection.b === true ? rows.reverse() : rows
}

/** The node on an edge: the edge itself unless several aliases ask for it. */
export function edgeNode(edge: Prefetched, info: GraphQLResolveInfo): Prefetched {
  const own = edge[slotOf(info)]
  return isRow(own) ? own : edge
}

/** The edge's cursor from its order keys. */
export function edgeCursor(edge: Prefetched): string {
  const parts = edge['.cursor']
  if (!Array.isArray(parts)) throw new Error('an edge was read without its cursor')
  return encodeCursor(parts.map(String))
}

/** Relay's PageInfo. */
export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

export function pageInfo(connection: Prefetched): PageInfo {
  const branch = String(connection.r)
  const rows = pageRows(connection, branch)
  const more = rowsUnder(connection, branch).length > Number(connection.l)
  const before = connection.p === true
  const [first] = rows
  const last = rows.at(-1)
  return {
    hasNextPage: connection.b === true ? before : more,
    hasPreviousPage: connection.b === true ? more : before,
    startCursor: first === undefined ? null : edgeCursor(first),
    endCursor: last === undefined ? null : edgeCursor(last),
  }
}

function rowsUnder(connection: Prefetched, branch: string): Prefetched[] {
  const rows = connection[branch]
  if (!Array.isArray(rows)) throw new Error(`a connection was read without ${branch}`)
  return rows
}

/** True for what a compiled statement delivers as a row or a connection. */
export function isRow(value: unknown): value is Prefetched {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
