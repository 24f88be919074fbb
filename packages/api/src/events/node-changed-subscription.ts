import { type TableName, tables } from '@throughline/db'
import { type GraphQLSchema, isObjectType } from 'graphql'
import { builder, Node } from '../graph/builder.ts'
import type { Actor, Context } from '../graph/context.ts'
import { DomainError, InvalidInput } from '../graph/errors.ts'
import { decodeGlobalId, encodeGlobalId } from '../graph/global-id.ts'
import { nodeTypes } from '../graph/node-type.ts'
import { PAGE } from '../graph/page-arguments.ts'
import { loadNode } from '../graph/query.ts'
import { isIn } from '../graph/roles.ts'
import { fieldRule, visibleTo } from '../graph/visibility.ts'
import { ChangeQueue, type NodeChange, parseNotice } from './change-queue.ts'
import { eventHub } from './hub.ts'
import { Mailbox } from './mailbox.ts'
import { NodeVersions } from './node-versions-store.ts'

/** The types whose changes are sent, by the table whose triggers send them. Runs have a subscription of their own. */
export const announcedTypes: ReadonlyMap<TableName, string> = new Map(
  [...nodeTypes.values()]
    .filter(({ table }) => 'version' in tables[table] && table !== 'sync_run')
    .map(({ table, name }) => [table, name]),
)
const typeNames = [...announcedTypes.values()].sort()
const tableOf = new Map([...announcedTypes].map(([table, type]) => [type, table]))

/** `KeyResult` as an enum value: `KEY_RESULT`. */
const enumName = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

const NodeTypeName = builder.enumType('NodeTypeName', {
  description: 'Types of nodes whose changes `nodeChanged` sends.',
  values: Object.fromEntries(
    typeNames.map((type) => [enumName(type), { value: type, description: `Type ${type}.` }]),
  ),
})

const NodeChangeKind = builder.enumType('NodeChangeKind', {
  description: 'How a node has changed.',
  values: {
    CREATED: { description: 'The node was created.' },
    UPDATED: { description: 'The node was updated.' },
    DELETED: { description: 'The node was deleted.' },
    MANY: {
      description:
        'More nodes of the type have changed than are listed, or events may have been missed. Read the nodes again.',
    },
  } as const,
})

const NodeChangeRef = builder.objectRef<NodeChange>('NodeChange').implement({
  description: 'A change of one node, or of many nodes of one type.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    type: t.field({
      type: NodeTypeName,
      description: 'Type of the node.',
      resolve: ({ type }) => type,
    }),
    nodeId: t.id({
      nullable: true,
      description: 'ID of the node. Null if `change` is MANY.',
      resolve: ({ type, id }) => (id === null ? null : encodeGlobalId(type, id)),
    }),
    change: t.field({
      type: NodeChangeKind,
      description: 'Kind of the change. Several changes of a node in quick succession may be sent as one.',
      resolve: ({ change }) => change,
    }),
    node: t.field({
      type: Node,
      nullable: true,
      description:
        'Current state of the node. Null if `change` is DELETED or MANY, or if the node was deleted afterwards.',
      resolve: ({ type, id, change }, _args, context, info) =>
        id === null || change === 'DELETED' ? null : loadNode(context, info, { type, id }),
    }),
  }),
})

/** How long a subscriber waits for the connection of notices, in milliseconds. */
const READY_WITHIN = 5_000

builder.subscriptionField('nodeChanged', (t) =>
  t.field({
    type: NodeChangeRef,
    description:
      'Sends an event when a node is created, updated or deleted, in any process. An event may be sent twice. Links between nodes that are not nodes themselves send no events.',
    extensions: visibleTo('READERS'),
    args: {
      types: t.arg({
        type: [NodeTypeName],
        description:
          'Types of nodes. Defaults to the types of `ids`, or to all types that the caller may read.',
      }),
      ids: t.arg.idList({
        description: `Nodes to follow, up to ${PAGE.most}. Defaults to all nodes of the types.`,
      }),
    },
    subscribe: (_root, args, context, info) => changes(context, wantedFrom(info.schema, context.actor, args)),
    resolve: (event: NodeChange, _args, { loaders }) => {
      // Each event shows the current state, not the one that an earlier event has loaded.
      loaders.forget()
      return event
    },
  }),
)

/** What a subscriber follows. */
interface Wanted {
  readonly types: ReadonlySet<string>
  /** UUIDs by type; undefined for all rows of the types. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>> | undefined
}

/** @throws InvalidInput, or FORBIDDEN for a type that the caller may not read */
function wantedFrom(
  schema: GraphQLSchema,
  actor: Actor | undefined,
  args: {
    readonly types?: readonly string[] | null | undefined
    readonly ids?: readonly string[] | null | undefined
  },
): Wanted {
  const readable = typeNames.filter((type) => mayRead(schema, actor, type))
  const ids = args.ids == null ? undefined : idsByType(args.ids)
  const types = new Set(args.types ?? (ids === undefined ? readable : ids.keys()))
  for (const type of types) {
    if (readable.includes(type)) continue
    throw new DomainError('FORBIDDEN', `Changes of the type ${type} are not accessible to this role.`)
  }
  for (const type of ids?.keys() ?? []) {
    if (!types.has(type)) throw InvalidInput.at(['ids'], `contains a ${type}, which is not among the types`)
  }
  return { types, ids }
}

function mayRead(schema: GraphQLSchema, actor: Actor | undefined, name: string): boolean {
  const type = schema.getType(name)
  const id = isObjectType(type) ? type.getFields().id : undefined
  if (actor === undefined || !isObjectType(type) || id === undefined) return false
  const rule = fieldRule(type, id)
  return rule !== undefined && isIn(rule, actor.roles)
}

function idsByType(ids: readonly string[]): Map<string, Set<string>> {
  if (ids.length === 0 || ids.length > PAGE.most) {
    throw InvalidInput.at(['ids'], `has ${ids.length} ids; must have 1 to ${PAGE.most}`)
  }
  const byType = new Map<string, Set<string>>()
  for (const [index, text] of ids.entries()) {
    const { type, id } = decodeGlobalId(text, typeNames, ['ids', String(index)])
    byType.set(type, (byType.get(type) ?? new Set()).add(id))
  }
  return byType
}

/** @throws UNAVAILABLE while no notices arrive */
async function changes(context: Context, wanted: Wanted): Promise<AsyncIterable<NodeChange>> {
  const hub = eventHub.from(context.provided)
  const queue = new ChangeQueue()
  const versions = wanted.ids === undefined ? undefined : versionsOf(context, wanted.ids)
  const mailbox = new Mailbox<NodeChange>(
    () => queue.take(),
    () => leave(),
  )
  const add = (found: Iterable<NodeChange>) => {
    for (const change of found) queue.add(change)
    if (queue.size > 0) mailbox.wake()
  }
  const compare = () => {
    versions?.read().then(add, (error: Error) => mailbox.end(error))
  }
  const leave = hub.subscribe('throughline_node', {
    onNotice: (payload) => {
      const notice = parseNotice(payload)
      const type = announcedTypes.get(notice?.table as TableName)
      if (notice === undefined || type === undefined || !wanted.types.has(type)) return
      const { change, ids } = notice
      if (change !== 'MANY') {
        const followed = wanted.ids?.get(type)
        const mine = wanted.ids === undefined ? ids : ids.filter((id) => followed?.has(id))
        add(mine.map((id) => ({ type, id, change })))
      } else if (wanted.ids === undefined) add([{ type, id: null, change }])
      else if (wanted.ids.has(type)) compare()
    },
    onGap: () => {
      if (versions !== undefined) compare()
      else add([...wanted.types].map((type) => ({ type, id: null, change: 'MANY' as const })))
    },
  })
  try {
    if (!hub.canListen || !(await hub.ready(READY_WITHIN))) throw unavailable(hub.canListen)
    // What was added before is not news: the stream starts now.
    while (queue.take() !== undefined);
    await versions?.read()
  } catch (error) {
    leave()
    throw error
  }
  return mailbox
}

function versionsOf({ db }: Context, ids: ReadonlyMap<string, ReadonlySet<string>>): NodeVersions {
  return new NodeVersions(
    db.kysely,
    [...ids].flatMap(([type, of]) => {
      const table = tableOf.get(type)
      return table === undefined ? [] : [{ type, table, ids: [...of] }]
    }),
  )
}

function unavailable(canListen: boolean): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    canListen
      ? 'Notices of the database do not arrive at the moment; subscribe again later.'
      : 'This server is connected to PostgreSQL through PgBouncer only; nodeChanged needs DATABASE_DIRECT_URL.',
  )
}
