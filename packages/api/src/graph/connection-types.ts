import type { FieldRef, ObjectRef } from '@pothos/core'
import { builder, type Types } from './builder.ts'
import type { Prefetched } from './context.ts'
import { fieldExtension, type NodeDeclaration } from './declaration.ts'
import { edgeCursor, edgeNode, type PageInfo, pageInfo, pageRows, slotOf } from './page.ts'
import { visibleTo } from './visibility.ts'

export const PageInfoRef = builder.objectRef<PageInfo>('PageInfo').implement({
  description: 'Where a page lies in its list.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more follow after the last edge.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether more lie before the first edge.',
    }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description: 'The cursor of the first edge; null on an empty page.',
    }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description:
        'The cursor of the last edge, to be given as `after` for the next page; null on an empty page.',
    }),
  }),
})

export type RowRef = ObjectRef<Types, Prefetched>
type EdgeFields = Record<string, FieldRef<Types, unknown, 'Object'>>

/** The connection and edge types over a node type; those on a link add the link's own fields to the edge. */
export function connectionType(
  name: string,
  node: NodeDeclaration,
  ref: RowRef,
  edgeFields: () => EdgeFields = () => ({}),
): RowRef {
  const edge = builder.objectRef<Prefetched>(`${name}Edge`)
  edge.implement({
    description: `One ${node.name} in a list, with its place in it.`,
    extensions: visibleTo('VIEWER'),
    fields: (t) => ({
      cursor: t.string({
        description: 'The place of this edge in the list, to be given as `after` or `before`.',
        extensions: fieldExtension({ kind: 'cursor' }),
        resolve: edgeCursor,
      }),
      node: t.field({
        type: ref,
        description: `The ${node.name} itself.`,
        extensions: fieldExtension({ kind: 'node' }),
        resolve: (row, _args, _context, info) => edgeNode(row, info),
      }),
      ...edgeFields(),
    }),
  })
  const connection = builder.objectRef<Prefetched>(`${name}Connection`)
  connection.implement({
    description: `A page of a list of ${node.name} rows.`,
    extensions: visibleTo('VIEWER'),
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'The rows of this page with their cursors.',
        extensions: fieldExtension({ kind: 'edges' }),
        resolve: (page, _args, _context, info) => pageRows(page, slotOf(info)),
      }),
      nodes: t.field({
        type: [ref],
        description: 'The rows of this page alone, for those who need no cursors.',
        extensions: fieldExtension({ kind: 'nodes' }),
        resolve: (page, _args, _context, info) => pageRows(page, slotOf(info)),
      }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: 'Where this page lies in the whole list.',
        extensions: fieldExtension({ kind: 'page-info' }),
        resolve: pageInfo,
      }),
      totalCount: t.int({
        description: 'How many rows the whole list has under this filter; counted only when asked.',
        extensions: fieldExtension({ kind: 'total-count' }),
        resolve: (page) => Number(page.n),
      }),
    }),
  })
  return connection
}
