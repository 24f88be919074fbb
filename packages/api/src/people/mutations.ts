import type { ObjectFieldBuilder } from '@pothos/core'
import { entityMutations } from '../access/entity-mutations.ts'
import { type LinkTable, putLinks, removeLinks } from '../access/links.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordReference } from '../graph/constraints.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Team } from '../teams/graphql.ts'
import { Membership, MembershipRole, Person } from './graphql.ts'

// A person is what a sign-in is matched with: a caller who could change its address could take it over.
entityMutations(Person, {
  visibleTo: 'ADMINISTRATORS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name.',
      rule: 'has 1 to 200 characters',
    },
    email: {
      type: 'String',
      column: 'email',
      description: 'E-mail address, unique among persons. It is stored in lower case.',
      rule: 'is an e-mail address with at most 254 characters, e.g. ada@example.org',
    },
    active: {
      type: 'Boolean',
      column: 'active',
      description: 'Whether the person may sign in. False refuses its tokens and sign-ins. Defaults to true.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
  prepare: async (values) =>
    typeof values.email === 'string' ? { ...values, email: values.email.toLowerCase() } : values,
})

const MEMBERSHIP: LinkTable = {
  table: 'membership',
  type: 'Person',
  subject: 'person_id',
  key: ['person_id', 'team_id'],
}

const columns = inputColumns('membership', {
  person: { column: 'person_id', node: 'Person' },
  team: { column: 'team_id', node: 'Team' },
  role: { column: 'role' },
})

wordReference('membership_person_id_fkey', 'person')
wordReference('membership_team_id_fkey', 'team')

mutation('linkPersonToTeam', {
  visibleTo: 'MODELLERS',
  description:
    'Makes a person a member of a team. An existing membership is updated with the given role, and sign-ins do not remove it any more.',
  input: builder.inputType('LinkPersonToTeamInput', {
    description: 'A membership.',
    fields: (t) => ({
      person: t.field(nodeRef('Person', { required: true, description: 'The person.' })),
      team: t.field(nodeRef('Team', { required: true, description: 'The team.' })),
      role: t.field({ type: MembershipRole, description: 'What it is in the team. Defaults to MEMBER.' }),
    }),
  }),
  payload: () => ({
    membership: entityField(Membership, { description: 'The membership.', id: () => null }),
    person: entityField(Person, { description: 'Person after the mutation.', id: () => null }),
    team: entityField(Team, { description: 'Team after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const [link] = await putLinks(work, MEMBERSHIP, [{ ...columns(input), issuer: null }])
    return { membership: link?.id, person: link?.person_id, team: link?.team_id }
  },
})

mutation('unlinkPersonFromTeam', {
  visibleTo: 'MODELLERS',
  description: 'Ends the membership of a person in a team.',
  input: builder.inputType('UnlinkPersonFromTeamInput', {
    description: 'Membership to remove.',
    fields: (t) => ({
      person: t.field(nodeRef('Person', { required: true, description: 'The person.' })),
      team: t.field(nodeRef('Team', { required: true, description: 'The team.' })),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number; person: string; team: string }>) => ({
    removed: t.exposeInt('removed', { description: 'How many memberships were there: 1 or 0.' }),
    person: entityField(Person, {
      description: 'Person after the mutation.',
      nullable: true,
      id: () => null,
    }),
    team: entityField(Team, { description: 'Team after the mutation.', nullable: true, id: () => null }),
  }),
  run: async (input, work) => {
    const person = input.person.id
    const team = input.team.id
    const removed = await removeLinks(work, MEMBERSHIP, [{ person_id: person, team_id: team }])
    return { removed, person, team }
  },
})
