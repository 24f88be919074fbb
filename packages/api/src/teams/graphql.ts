import { entityMutations } from '../access/entity-mutations.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import type { OrderPlan, SideTable } from '../graph/declaration.ts'
import type { OrderChoice } from '../graph/filter-types.ts'
import { nodeInterface } from '../graph/node-interfaces.ts'
import { NodeType } from '../graph/node-type.ts'
import { slotOf } from '../graph/page.ts'
import { listField, oneField } from '../graph/query.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'

export const TeamKind = builder.enumType('TeamKind', {
  description: 'Side of the organisation that a team belongs to.',
  values: {
    BUSINESS: { description: 'Owns objectives and processes, uses services.' },
    IT: { description: 'Owns services and assets, carries out changes.' },
  } as const,
})

export const Team = new NodeType('Team', 'team', {
  description: 'A group of people with a task of its own, in the business or in IT.',
  visibleTo: 'ANYONE',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'team_id',
})

/** The owning team as a side table, so that lists can be ordered by its name. */
const OWNER: SideTable = { table: 'team', key: 'id', by: 'owner_id', everyRow: false }

/** The key by the name of the owning team, for types with an `owner_id`: rows without an owner come after all others. */
export const BY_OWNER = {
  columns: [{ column: 'name', side: OWNER, absent: '\u{10FFFF}' }],
  description: 'By the name of the owning team; without one last, so first when the direction is DESC.',
} as const satisfies OrderPlan & OrderChoice

Team.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among teams.' }),
  kind: t.column('kind', { type: TeamKind, description: 'Business or IT.' }),
  costCentre: t.column('cost_centre', { description: 'Cost centre.' }),
  contact: t.column('contact', { description: 'How to reach it: an address, a channel, a phone number.' }),
  parent: t.related(Team, {
    by: 'parent_id',
    description: 'Team that it is a part of. Null at the top level.',
  }),
  children: t.children(Team, {
    by: 'parent_id',
    filter: 'child',
    description: 'The teams that are a part of it.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'team_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

nodeInterface('Owned', 'A node that a team owns.', ['owner'], (t) => ({
  owner: t.field({
    type: Team.ref,
    nullable: true,
    description: 'Owning team.',
    resolve: (row, _args, _context, info) => row[slotOf(info)] as never,
  }),
}))

listField('teams', Team, 'All teams.')
oneField('team', Team)

wordConstraint('team_own_parent', ['parent'], 'is the team itself')
wordConstraint('team_parent_cycle', ['parent'], 'lies below the team itself: that would be a circle')

entityMutations(Team, {
  visibleTo: 'MODELLERS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among teams.',
      rule: 'has 1 to 200 characters',
    },
    kind: { type: TeamKind, column: 'kind', required: true, description: 'Business or IT.' },
    costCentre: {
      type: 'String',
      column: 'cost_centre',
      description: 'Cost centre.',
      rule: 'has at most 100 characters',
    },
    contact: {
      type: 'String',
      column: 'contact',
      description: 'How to reach it.',
      rule: 'has at most 300 characters',
    },
    parent: {
      column: 'parent_id',
      node: 'Team',
      description: 'Team that it is a part of. Null at the top level.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})
