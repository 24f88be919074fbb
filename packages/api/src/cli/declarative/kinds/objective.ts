import { z } from 'zod'
import type { KindSpec, ListSpec, Reference } from '../kind.ts'
import { keyResultSchema, keyResults } from './key-result.ts'
import {
  entryOf,
  given,
  id,
  idIn,
  isObject,
  labels,
  name,
  ownedBy,
  PROVENANCE,
  reference,
  references,
  share,
  text,
  textOf,
} from './parts.ts'

const weight = z.number().min(0).max(1_000_000_000)

const services: ListSpec = {
  connection: {
    field: 'serviceLinks',
    selection: 'service { id name } share effortShare rationale validFrom validTo source { name }',
  },
  declared: (value, resolver, path) => {
    const { service, ...values } = entryOf(value, 'service')
    const key = resolver.id('services', service as Reference, path)
    return { key, label: String(service), values: given(values) }
  },
  stored: (row) => {
    if (!isObject(row)) return undefined
    const { share, effortShare, rationale, validFrom, validTo } = row
    return {
      key: textOf(row, 'service', 'id'),
      label: textOf(row, 'service', 'name'),
      values: { share, effortShare, rationale, validFrom, validTo },
      ...ownedBy(row),
    }
  },
  exported: ({ key, values: { share, effortShare, rationale, validFrom, validTo } }, referenceTo) => ({
    service: referenceTo('services', key),
    ...(share === 1 ? {} : { share }),
    ...(effortShare === null ? {} : { effortShare }),
    ...(rationale === '' ? {} : { rationale }),
    ...(validFrom === null ? {} : { validFrom }),
    ...(validTo === null ? {} : { validTo }),
  }),
  standard: { share: 1, effortShare: null, rationale: '', validFrom: null, validTo: null },
  put: (owner, { key, values }) => ({
    name: 'linkServiceToObjective',
    input: { objective: { id: owner }, service: { id: key }, ...values },
  }),
  remove: (owner, { key }) => ({
    name: 'unlinkServiceFromObjective',
    input: { objective: { id: owner }, service: { id: key } },
  }),
}

export const objective: KindSpec = {
  name: 'objectives',
  type: 'Objective',
  word: 'objective',
  schema: z
    .strictObject({
      title: name.describe('What is to be reached.'),
      id: id.optional(),
      description: text.optional().describe('Description.'),
      benefit: text.optional().describe('What the business gains by it.'),
      owner: reference.nullable().optional().describe('Owning team.'),
      parent: reference.nullable().optional().describe('Parent objective.'),
      weight: weight.optional().describe('Weight relative to sibling objectives. Defaults to 1.'),
      status: z
        .enum(['DRAFT', 'ACTIVE', 'ACHIEVED', 'ABANDONED'])
        .optional()
        .describe('State. Defaults to DRAFT; only ACTIVE objectives count.'),
      startsOn: z.iso.date().nullable().optional().describe('The first day of its period.'),
      endsOn: z.iso.date().nullable().optional().describe('The last day of its period.'),
      labels: labels.optional().describe('Labels. They replace all existing ones.'),
      references: references.optional(),
      keyResults: z.array(keyResultSchema).optional().describe('How its progress is measured.'),
      services: z
        .array(
          z.union([
            z.string().min(1),
            z.strictObject({
              service: reference,
              share: share.optional().describe('Contribution share, from 0 to 1. Defaults to 1.'),
              effortShare: share
                .nullable()
                .optional()
                .describe("Share of the service's work that is done for the objective, from 0 to 1."),
              rationale: text.optional().describe('Rationale for the share.'),
              validFrom: z.iso.date().nullable().optional().describe('The first day on which it counts.'),
              validTo: z.iso.date().nullable().optional().describe('The last day on which it counts.'),
            }),
          ]),
        )
        .optional()
        .describe('Services that it rests on: names, or { service, share }.'),
    })
    .describe('What the business wants to reach, with a weight and key results.'),
  nameField: 'title',
  selection: `title description benefit weight status startsOn endsOn labels owner { id } parent { id } ${PROVENANCE}`,
  fields: {
    title: {},
    description: { standard: '' },
    benefit: { standard: '' },
    owner: { to: 'teams', read: idIn('owner'), standard: null },
    parent: { to: 'objectives', read: idIn('parent'), standard: null },
    weight: { standard: 1 },
    status: { standard: 'DRAFT' },
    startsOn: { standard: null },
    endsOn: { standard: null },
    labels: { standard: {} },
  },
  lists: { keyResults, services },
  required: [],
  referable: true,
  batched: true,
}
