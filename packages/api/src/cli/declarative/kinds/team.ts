import { z } from 'zod'
import type { KindSpec } from '../kind.ts'
import { id, idIn, labels, name, PROVENANCE, reference, references, text } from './parts.ts'

export const team: KindSpec = {
  name: 'teams',
  type: 'Team',
  word: 'team',
  schema: z
    .strictObject({
      name: name.describe('Name, unique among teams.'),
      id: id.optional(),
      kind: z
        .enum(['BUSINESS', 'IT'])
        .optional()
        .describe('Side of the organisation. Needed for a new team.'),
      parent: reference.nullable().optional().describe('Team that it is a part of.'),
      costCentre: text.nullable().optional().describe('Cost centre.'),
      contact: text.nullable().optional().describe('How to reach it.'),
      labels: labels.optional().describe('Labels. They replace all existing ones.'),
      references: references.optional(),
    })
    .describe('A group of people with a task of its own, in the business or in IT.'),
  nameField: 'name',
  selection: `name kind costCentre contact labels parent { id } ${PROVENANCE}`,
  fields: {
    name: {},
    kind: {},
    parent: { to: 'teams', read: idIn('parent'), standard: null },
    costCentre: { standard: null },
    contact: { standard: null },
    labels: { standard: {} },
  },
  lists: {},
  required: ['kind'],
  referable: true,
  batched: true,
}
