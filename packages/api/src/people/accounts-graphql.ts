import { RoleRef } from '../access/viewer-query.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField } from '../graph/query.ts'
import { Team } from '../teams/graphql.ts'
import { Person } from './graphql.ts'

export const ServiceAccount = new NodeType('ServiceAccount', 'service_account', {
  description: 'A program that uses the API. Its tokens share its roles, limits and idempotency keys.',
  visibleTo: 'ADMINISTRATORS',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
})

export const RoleGrant = new NodeType('RoleGrant', 'role_grant', {
  description:
    'A role of a person, of a service account, or of a single token of a person. The roles of a person count for its sign-ins; its tokens have roles of their own.',
  visibleTo: 'ADMINISTRATORS',
  order: {
    ROLE: { column: 'role', description: 'By role.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'ROLE' },
})

ServiceAccount.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among service accounts.' }),
  description: t.column('description', { description: 'What it is for.' }),
  roleGrants: t.children(RoleGrant, {
    by: 'service_account_id',
    filter: 'roleGrant',
    description: 'Roles of all of its tokens.',
  }),
  ...t.lifecycle(),
}))

RoleGrant.fields((t) => ({
  role: t.column('role', { type: RoleRef, description: 'The role.' }),
  team: t.related(Team, {
    by: 'team_id',
    description:
      'Team that it is limited to, with the teams below it. Null if it is of the whole organisation.',
  }),
  person: t.related(Person, { by: 'person_id', description: 'The person that has it, or null.' }),
  serviceAccount: t.related(ServiceAccount, {
    by: 'service_account_id',
    description: 'The service account that has it, or null.',
  }),
  ...t.lifecycle(),
}))

Person.fields((t) => ({
  roleGrants: t.children(RoleGrant, {
    by: 'person_id',
    filter: 'roleGrant',
    description:
      'Roles that it has when it signs in, in addition to those that its identity provider states.',
  }),
}))

listField('serviceAccounts', ServiceAccount, 'All service accounts.')
