import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const MembershipRole = builder.enumType('MembershipRole', {
  description: 'What a person is in a team. It gives no rights; roles do.',
  values: {
    MEMBER: { description: 'Belongs to the team.' },
    LEAD: { description: 'Leads the team.' },
  } as const,
})

export const Person = new NodeType('Person', 'person', {
  description: 'A person of the organisation, who may sign in, own tokens and belong to teams.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'person_id',
})

export const Membership = new NodeType('Membership', 'membership', {
  description: 'That a person belongs to a team.',
  order: {
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'CREATED_AT' },
})

/** What the edges between persons and teams say. */
const EDGE = {
  role: { column: 'role', type: MembershipRole, description: 'What the person is in the team.' },
} as const

Person.fields((t) => ({
  name: t.column('name', { description: 'The name.' }),
  email: t.column('email', {
    visibleTo: 'COORDINATORS',

    filterable: true,
    description: 'E-mail address, unique among persons and in lower case.',
  }),
  active: t.column('active', {
    description: 'Whether the person may sign in. False refuses its tokens and sign-ins.',
  }),
  teams: t.across(Team, {
    through: 'membership',
    from: 'person_id',
    to: 'team_id',
    filter: 'team',
    description: 'Teams that the person belongs to.',
    edge: { name: 'PersonTeam', fields: EDGE },
  }),
  memberships: t.children(Membership, {
    by: 'person_id',
    filter: 'membership',
    description: 'Its memberships in teams as rows of their own, with their history.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'person_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Membership.fields((t) => ({
  person: t.related(Person, { by: 'person_id', description: 'The person.' }),
  team: t.related(Team, { by: 'team_id', description: 'The team.' }),
  role: t.column('role', { type: MembershipRole, description: 'What the person is in the team.' }),
  issuer: t.column('issuer', {
    description: 'Identity provider whose tokens state the membership. Null if a user made it.',
  }),
  ...t.lifecycle(),
}))

Team.fields((t) => ({
  members: t.across(Person, {
    through: 'membership',
    from: 'team_id',
    to: 'person_id',
    filter: 'member',
    description: 'Persons who belong to the team, without those of the teams below it.',
    edge: { name: 'TeamMember', fields: EDGE },
  }),
  memberships: t.children(Membership, {
    by: 'team_id',
    filter: 'membership',
    description: 'Its memberships as rows of their own, with their history.',
  }),
}))

listField('people', Person, 'All persons, active or not.')
oneField('person', Person)
