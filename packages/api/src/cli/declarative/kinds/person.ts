import { emailSchema } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { KindSpec, ListSpec, Reference } from '../kind.ts'
import {
  entryOf,
  given,
  id,
  labels,
  name,
  ownedBy,
  PROVENANCE,
  reference,
  references,
  textOf,
} from './parts.ts'

const teams: ListSpec = {
  connection: { field: 'memberships', selection: 'team { id name } role issuer source { name }' },
  declared: (value, resolver, path) => {
    const { team, role } = entryOf(value, 'team')
    const key = resolver.id('teams', team as Reference, path)
    return { key, label: String(team), values: given({ role }) }
  },
  stored: (row) => ({
    key: textOf(row, 'team', 'id'),
    label: textOf(row, 'team', 'name'),
    values: { role: textOf(row, 'role') },
    ...(textOf(row, 'issuer') === '' ? ownedBy(row) : { owner: 'the identity provider' }),
  }),
  exported: ({ key, values }, referenceTo) => ({
    team: referenceTo('teams', key),
    ...(values.role === 'MEMBER' ? {} : { role: values.role }),
  }),
  standard: { role: 'MEMBER' },
  put: (owner, { key, values }) => ({
    name: 'linkPersonToTeam',
    input: { person: { id: owner }, team: { id: key }, ...values },
  }),
  remove: (owner, { key }) => ({
    name: 'unlinkPersonFromTeam',
    input: { person: { id: owner }, team: { id: key } },
  }),
}

export const person: KindSpec = {
  name: 'people',
  type: 'Person',
  word: 'person',
  schema: z
    .strictObject({
      name: name.describe('Name.'),
      id: id.optional(),
      email: emailSchema.nullable().optional().describe('E-mail address; it identifies the person.'),
      active: z.boolean().optional().describe('Whether the person may sign in.'),
      labels: labels.optional().describe('Labels. They replace all existing ones.'),
      references: references.optional(),
      teams: z
        .array(
          z.union([
            z.string().min(1),
            z.strictObject({ team: reference, role: z.enum(['MEMBER', 'LEAD']).optional() }),
          ]),
        )
        .optional()
        .describe('Memberships: names of teams, or { team, role }.'),
    })
    .describe('A person who works in the organisation.'),
  nameField: 'name',
  selection: `name email active labels ${PROVENANCE}`,
  fields: {
    name: {},
    email: { standard: null, write: (value) => (typeof value === 'string' ? value.toLowerCase() : value) },
    active: { standard: true },
    labels: { standard: {} },
  },
  lists: { teams },
  required: [],
  referable: true,
  identity: 'email',
  batched: true,
}
