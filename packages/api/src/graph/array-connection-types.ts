import type { ObjectRef } from '@pothos/core'
import type { ArrayPage } from './array-connection.ts'
import { builder, type Types } from './builder.ts'
import { PageInfoRef } from './connection-types.ts'
import { cost } from './cost.ts'
import { visibleTo } from './visibility.ts'

/**
 * The types of a connection and its edges over a computed list, visible to READERS.
 * @param name of the item's type
 * @param what the items are called in descriptions, in the plural
 */
export function arrayConnection<Item>(name: string, item: ObjectRef<Types, Item>, what: string) {
  const edge = builder.objectRef<ArrayPage<Item>['edges'][number]>(`${name}Edge`).implement({
    description: `One of the ${what}, with its cursor.`,
    extensions: visibleTo('READERS'),
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Cursor of this edge.' }),
      node: t.field({ type: item, description: 'What it is.', resolve: (row) => row.item as never }),
    }),
  })
  return builder.objectRef<ArrayPage<Item>>(`${name}Connection`).implement({
    description: `A page of ${what}.`,
    extensions: visibleTo('READERS'),
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        extensions: cost({ size: 'page' }),
        description: `The ${what} of this page, with cursors.`,
        resolve: ({ edges }) => edges,
      }),
      nodes: t.field({
        type: [item],
        extensions: cost({ size: 'page' }),
        description: `The ${what} of this page.`,
        resolve: ({ edges }) => edges.map((row) => row.item) as never,
      }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: 'Position of this page in the list.',
        resolve: ({ pageInfo }) => pageInfo,
      }),
      totalCount: t.exposeInt('totalCount', { description: `Number of ${what} on all pages.` }),
    }),
  })
}
