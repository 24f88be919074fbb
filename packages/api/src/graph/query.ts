import { type FieldRef, ObjectFieldBuilder } from '@pothos/core'
import type { TableName } from '@throughline/db'
import type { GraphQLResolveInfo } from 'graphql'
import { withArticle } from './article.ts'
import { builder, Node, type Types } from './builder.ts'
import type { Context, Prefetched } from './context.ts'
import { cost } from './cost.ts'
import { fieldExtension } from './declaration.ts'
import { InvalidInput } from './errors.ts'
import { decodeGlobalId } from './global-id.ts'
import { NodeRef } from './node-ref.ts'
import { type NodeType, nodeTypes } from './node-type.ts'
import { isRow, slotOf } from './page.ts'
import { pageArgs } from './page-args.ts'
import { PAGE } from './page-arguments.ts'
import { loadEntity } from './request.ts'
import { isIn } from './roles.ts'
import { forbidden, visibleTo } from './visibility.ts'

/** Adds the list of all rows of a type to Query. */
export function listField<T extends TableName>(name: string, type: NodeType<T>, description: string): void {
  builder.queryField(name, (t) =>
    t.field({
      type: type.connection,
      description,
      args: pageArgs(type),
      extensions: {
        ...fieldExtension({ kind: 'root-connection', target: type.declaration }),
        ...visibleTo(type.declaration.visibleTo),
      },
      resolve: (_root, _args, context, info) => context.answers.of(context, info) as Promise<Prefetched>,
    }),
  )
}

/**
 * Adds the look-up of one row of a type to Query: by ID, and by external reference where the type has them; null where
 * there is none.
 */
export function oneField<T extends TableName>(name: string, type: NodeType<T>): void {
  const { declaration } = type
  const what = withArticle(declaration.name)
  const args =
    declaration.externalReference === undefined
      ? builder.args((t) => ({ id: t.id({ required: true, description: `The id of ${what}.` }) }))
      : builder.args((t) => ({
          by: t.field({
            type: NodeRef,
            required: true,
            description: `The ID or external reference of ${what}.`,
          }),
        }))
  const means = declaration.externalReference === undefined ? 'its id' : 'its ID or external reference'
  builder.queryField(name, (t) =>
    t.field({
      type: type.ref,
      nullable: true,
      description: `One ${declaration.name} by ${means}; null where there is none.`,
      args,
      extensions: {
        ...fieldExtension({ kind: 'root-one', target: declaration }),
        ...visibleTo(declaration.visibleTo),
      },
      resolve: (_root, _args, context, info) =>
        context.answers.of(context, info) as Promise<Prefetched | null>,
    }),
  )
}

/** A field that leads from an object that holds a row's id to the row. */
export function entityField<Parent extends object, T extends TableName>(
  type: NodeType<T>,
  options: {
    readonly description: string
    readonly nullable?: boolean
    /** The uuid of the row, or null where there is none. */
    readonly id: (parent: Parent) => string | null | undefined
  },
): FieldRef<Types, unknown, 'Object'> {
  const t = new ObjectFieldBuilder<Types, Parent>(builder)
  return t.field({
    type: type.ref,
    nullable: options.nullable ?? false,
    description: options.description,
    extensions: fieldExtension({ kind: 'entity', target: type.declaration }),
    resolve: (parent, _args, context, info) => {
      const read: unknown = Object.entries(parent).find(([key]) => key === slotOf(info))?.[1]
      if (isRow(read)) return read
      const id = options.id(parent)
      return (
        id === null || id === undefined ? null : loadEntity(context, info, type.declaration, id)
      ) as Promise<Prefetched>
    },
  })
}

/** @throws FORBIDDEN where an id is of a type whose rows the actor may not read, whether there is such a row or not. */
function requireReader({ actor }: Context, type: string): void {
  const readers = nodeTypes.get(type)?.visibleTo
  const roles = actor?.roles ?? []
  if (readers === undefined || !isIn(readers, roles)) throw forbidden(type, readers, roles)
}

/** A row of any type by its uuid, as a Node; null if it is gone. */
export async function loadNode(
  context: Context,
  info: GraphQLResolveInfo,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<Prefetched | null> {
  const target = nodeTypes.get(type)
  const row = target === undefined ? null : await loadEntity(context, info, target, id)
  return row === null ? null : { ...row, __typename: type }
}

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    nullable: true,
    description: 'Anything that has an id, by it; null where nothing has it.',
    args: { id: t.arg.id({ required: true, description: 'The id of any type.' }) },
    extensions: { ...fieldExtension({ kind: 'root-node' }), ...visibleTo('ANYONE') },
    resolve: async (_root, args, context, info) => {
      const { type } = decodeGlobalId(args.id, [...nodeTypes.keys()], ['id'])
      requireReader(context, type)
      const row = await context.answers.of(context, info)
      return isRow(row) ? { ...row, __typename: type } : null
    },
  }),
  nodes: t.field({
    type: [Node],
    nullable: { list: false, items: true },
    description:
      'Several nodes of any types, in the order of the IDs. Null in place of a node that does not exist.',
    extensions: { ...visibleTo('ANYONE'), ...cost({ size: { argument: 'ids', most: PAGE.most } }) },
    args: {
      ids: t.arg.idList({ required: true, description: `Up to ${PAGE.most} ids of any types.` }),
    },
    resolve: (_root, args, context, info) => {
      if (args.ids.length > PAGE.most) {
        throw InvalidInput.at(
          ['ids'],
          `has ${args.ids.length} ids; at most ${PAGE.most} are answered at once`,
        )
      }
      const types = [...nodeTypes.keys()]
      const wanted = args.ids.map((id, index) => decodeGlobalId(id, types, ['ids', String(index)]))
      for (const { type } of wanted) requireReader(context, type)
      return Promise.all(wanted.map((id) => loadNode(context, info, id)))
    },
  }),
}))
