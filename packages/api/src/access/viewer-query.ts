import { builder } from '../graph/builder.ts'
import type { Actor } from '../graph/context.ts'
import { ContextKey } from '../graph/context-key.ts'
import { cost } from '../graph/cost.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
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

const TeamRoleRef = builder.objectRef<{ readonly role: Role; readonly team: string }>('TeamRole').implement({
  description: 'A role that is limited to a team and the teams below it.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    role: t.field({ type: RoleRef, description: 'The role.', resolve: ({ role }) => role }),
    teamId: t.id({ description: 'ID of the team.', resolve: ({ team }) => encodeGlobalId('Team', team) }),
  }),
})

export const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'The actor whose token came with the request.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    actor: t.exposeString('name', { description: 'The actor as the audit trail names it, e.g. token:ci.' }),
    roles: t.field({ type: [RoleRef], description: 'Roles of the actor.', resolve: ({ roles }) => roles }),
    teamRoles: t.field({
      type: [TeamRoleRef],
      extensions: cost({ size: 5 }),
      description: 'Roles among them that are limited to a team and the teams below it.',
      resolve: ({ grants = [] }) =>
        grants.flatMap(({ role, team }) => (team === null ? [] : [{ role, team }])),
    }),
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
