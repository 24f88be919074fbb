import { builder } from '../graph/builder.ts'
import type { Actor } from '../graph/context.ts'
import { ContextKey } from '../graph/context-key.ts'
import { PAGE } from '../graph/page-arguments.ts'
import type { Role } from '../graph/roles.ts'
import { visibleTo } from '../graph/visibility.ts'
import { unauthenticated } from './authorise.ts'
import type { DocumentLimits } from './limits.ts'

/** The limits that this process holds documents to. */
export const documentLimits = new ContextKey<DocumentLimits>('document limits')

export const RoleRef = builder.enumType('Role', {
  description: 'What an actor may do. No role includes another.',
  values: {
    VIEWER: { description: 'Reads the model and its figures.' },
    EDITOR: { description: 'Reads, and writes the model and the work of people.' },
    APPROVER: { description: 'Reads, and approves what the server does not do by itself.' },
    CONNECTOR: { description: 'Writes what sources write, and reads what it needs for that.' },
    ADMIN: { description: 'Does everything.' },
  } as const satisfies Record<Role, { description: string }>,
})

const LimitsRef = builder.objectRef<DocumentLimits>('Limits').implement({
  description: 'Limits of a document. A document beyond one of them is refused before anything is executed.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    depth: t.exposeInt('depth', {
      description: 'Levels of fields; edges, node, nodes and pageInfo count as none.',
    }),
    aliases: t.exposeInt('aliases', { description: 'Number of aliases.' }),
    directives: t.exposeInt('directives', { description: 'Number of directives.' }),
    tokens: t.exposeInt('tokens', { description: 'Number of lexical tokens.' }),
    pageSize: t.int({ description: 'Rows of one page.', resolve: () => PAGE.most }),
  }),
})

export const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'The actor whose token came with the request.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    actor: t.exposeString('name', { description: 'The actor as the audit trail names it, e.g. token:ci.' }),
    roles: t.field({ type: [RoleRef], description: 'Roles of the actor.', resolve: ({ roles }) => roles }),
    limits: t.field({
      type: LimitsRef,
      description: 'Limits of each document.',
      resolve: (_actor, _args, { provided }) => documentLimits.from(provided),
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    description: 'The actor whose token came with the request, with its roles and limits.',
    extensions: visibleTo('ANYONE'),
    resolve: (_root, _args, { actor }) => {
      if (actor === undefined) throw unauthenticated()
      return actor
    },
  }),
)
