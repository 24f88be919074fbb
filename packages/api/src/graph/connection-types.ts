import type { FieldRef, ObjectRef } from '@pothos/core'
import { builder, type Types } from './builder.ts'
import type { Prefetched } from './context.ts'
import { fieldExtension, type NodeDeclaration } from './declaration.ts'
import { edgeCursor, edgeNode, type PageInfo, pageInfo, pageRows, slotOf } from './page.ts'
import { visibleTo } from './visibility.ts'

export const PageInfoRef = builder.objectRef<PageInfo>('PageInfo').implement({
  description: 'Position of a page in its list.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more rows follow the last edge.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether more rows precede the first edge.',
    }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description: 'Cursor of the first edge. Null on an empty page.',
    }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'Cursor of the last edge, for `after` on the next page. Null on an empty page.',
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
    description: `An edge of a list of ${node.name} rows.`,
    extensions: visibleTo(node.visibleTo),
    fields: (t) => ({
      cursor: t.string({
        description: 'Cursor of this edge, for `after` or `before`.',
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
    extensions: visibleTo(node.countVisibleTo),
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'Rows of this page with their cursors.',
        extensions: { ...fieldExtension({ kind: 'edges' }), ...visibleTo(node.visibleTo) },
        resolve: (page, _args, _context, info) => pageRows(page, slotOf(info)),
      }),
      nodes: t.field({
        type: [ref],
        description: 'Rows of this page without cursors.',
        extensions: { ...fieldExtension({ kind: 'nodes' }), ...visibleTo(node.visibleTo) },
        resolve: (page, _args, _context, info) => pageRows(page, slotOf(info)),
      }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: 'Position of this page in the list.',
        extensions: { ...fieldExtension({ kind: 'page-info' }), ...visibleTo(node.visibleTo) },
        resolve: pageInfo,
      }),
      totalCount: t.int({
        description: 'Number of rows that match the filter. Counted only if selected.',
        extensions: fieldExtension({ kind: 'total-count' }),
        resolve: (page) => Number(page.n),
      }),
    }),
  })
  return connection
}
