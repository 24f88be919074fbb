import type { ObjectFieldBuilder } from '@pothos/core'
import { entityMutations } from '../access/entity-mutations.ts'
import { createEntity, deleteEntity } from '../access/entity-writes.ts'
import { TEAM_ROLE } from '../access/service-account-store.ts'
import { RoleRef } from '../access/viewer-query.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { entityField } from '../graph/query.ts'
import { RoleGrant, ServiceAccount } from './accounts-graphql.ts'

entityMutations(ServiceAccount, {
  visibleTo: 'ADMINISTRATORS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among service accounts.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'What it is for.',
      rule: 'has at most 2,000 characters',
    },
  },
})

const GRANT = { type: 'RoleGrant', table: 'role_grant' } as const

const columns = inputColumns('role_grant', {
  personId: { column: 'person_id', node: 'Person' },
  serviceAccountId: { column: 'service_account_id', node: 'ServiceAccount' },
  role: { column: 'role' },
  teamId: { column: 'team_id', node: 'Team' },
})

wordConstraint('role_grant_team_role', ['teamId'], TEAM_ROLE)
wordConstraint('role_grant_person_key', ['role'], 'is a role that the person has already')
wordConstraint('role_grant_service_account_key', ['role'], 'is a role that the service account has already')

mutation('grantRole', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Gives a role to a person, for its sign-ins, or to a service account with all of its tokens. It counts from the next request on; open subscriptions end.',
  input: builder.inputType('GrantRoleInput', {
    description: 'A role, and whom it is for: either a person or a service account.',
    fields: (t) => ({
      personId: t.id({ description: 'The person.' }),
      serviceAccountId: t.id({ description: 'The service account.' }),
      role: t.field({ type: RoleRef, required: true, description: 'The role.' }),
      teamId: t.id({
        description:
          'Team that the role is limited to, with the teams below it; only EDITOR can be. Null for the whole organisation.',
      }),
    }),
  }),
  payload: () => ({
    roleGrant: entityField(RoleGrant, { description: 'The role that was given.', id: () => null }),
  }),
  run: async (input, work) => {
    const values = columns(input)
    if ((values.person_id == null) === (values.service_account_id == null))
      throw InvalidInput.at(['personId'], 'give exactly one of personId and serviceAccountId')
    return { roleGrant: (await createEntity(work, GRANT, values)).id }
  },
})

mutation('revokeRole', {
  visibleTo: 'ADMINISTRATORS',
  description: 'Takes a role away. It counts from the next request on; open subscriptions end.',
  input: builder.inputType('RevokeRoleInput', {
    description: 'Role to take away.',
    fields: (t) => ({ id: t.id({ required: true, description: 'The id of the role grant.' }) }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted row.' }),
  }),
  run: async (input, work) => ({ deletedId: await deleteEntity(work, GRANT, input) }),
})
