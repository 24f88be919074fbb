import type { ObjectFieldBuilder } from '@pothos/core'
import { entityMutations } from '../access/entity-mutations.ts'
import { createEntity, deleteEntity } from '../access/entity-writes.ts'
import { TEAM_ROLE } from '../access/service-account-store.ts'
import { RoleRef } from '../access/viewer-query.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
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
  role: { column: 'role' },
  team: { column: 'team_id', node: 'Team' },
})

wordReference('role_grant_person_id_fkey', 'grantee', 'person')
wordReference('role_grant_service_account_id_fkey', 'grantee', 'serviceAccountId')
wordConstraint('role_grant_team_role', ['team'], TEAM_ROLE)
wordConstraint('role_grant_person_key', ['role'], 'is a role that the person has already')
wordConstraint('role_grant_service_account_key', ['role'], 'is a role that the service account has already')

const Grantee = builder.inputType('RoleGranteeInput', {
  description: 'Whom a role is for: a person or a service account.',
  isOneOf: true,
  fields: (t) => ({
    person: t.field(nodeRef('Person', { description: 'The person.' })),
    serviceAccountId: t.id({ description: 'The service account.' }),
  }),
})

mutation('grantRole', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Gives a role to a person, for its sign-ins, or to a service account with all of its tokens. It counts from the next request on; open subscriptions end.',
  input: builder.inputType('GrantRoleInput', {
    description: 'A role, and whom it is for.',
    fields: (t) => ({
      grantee: t.field({ type: Grantee, required: true, description: 'Whom the role is for.' }),
      role: t.field({ type: RoleRef, required: true, description: 'The role.' }),
      team: t.field(
        nodeRef('Team', {
          description:
            'Team that the role is limited to, with the teams below it; only EDITOR can be. Null for the whole organisation.',
        }),
      ),
    }),
  }),
  payload: () => ({
    roleGrant: entityField(RoleGrant, { description: 'The role that was given.', id: () => null }),
  }),
  run: async ({ grantee, ...input }, work) => {
    const holder =
      grantee.person == null
        ? {
            service_account_id: decodeGlobalId(
              grantee.serviceAccountId,
              ['ServiceAccount'],
              ['grantee', 'serviceAccountId'],
            ).id,
          }
        : { person_id: grantee.person.id }
    return { roleGrant: (await createEntity(work, GRANT, { ...columns(input), ...holder })).id }
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
