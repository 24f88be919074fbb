import { z } from 'zod'
import type { KindSpec, ListSpec, Reference, Row } from '../kind.ts'
import {
  entryOf,
  given,
  id,
  idIn,
  isObject,
  labels,
  level,
  name,
  PROVENANCE,
  reference,
  references,
  reporterOf,
  share,
  strengthOf,
  text,
  textOf,
} from './parts.ts'

/** The API does not say what a link of a process belongs to: those of a process that a source reports are the source's. */
function ownedWith(object: Row): { readonly owner?: string } {
  const owner = reporterOf(object)
  return owner === undefined ? {} : { owner }
}

const objectives: ListSpec = {
  connection: { field: 'objectives', selection: 'share node { id title }', edges: true },
  declared: (value, resolver, path) => {
    const { objective, share } = entryOf(value, 'objective')
    const key = resolver.id('objectives', objective as Reference, path)
    return { key, label: String(objective), values: given({ share }) }
  },
  stored: (row, object) => ({
    key: textOf(row, 'node', 'id'),
    label: textOf(row, 'node', 'title'),
    values: { share: isObject(row) ? row.share : null },
    ...ownedWith(object),
  }),
  exported: ({ key, values: { share } }, referenceTo) => ({
    objective: referenceTo('objectives', key),
    ...(share === null ? {} : { share }),
  }),
  standard: { share: null },
  put: (owner, { key, values }) => ({
    name: 'linkProcessToObjective',
    input: { process: { id: owner }, objective: { id: key }, ...values },
  }),
  remove: (owner, { key }) => ({
    name: 'unlinkProcess',
    input: { process: { id: owner }, objectives: [{ id: key }] },
  }),
}

const services: ListSpec = {
  connection: { field: 'services', selection: 'strength node { id name }', edges: true },
  declared: (value, resolver, path) => {
    const entry = entryOf(value, 'service')
    const key = resolver.id('services', entry.service as Reference, path)
    return { key, label: String(entry.service), values: strengthOf(entry) }
  },
  stored: (row, object) => ({
    key: textOf(row, 'node', 'id'),
    label: textOf(row, 'node', 'name'),
    values: { strength: isObject(row) ? row.strength : null },
    ...ownedWith(object),
  }),
  exported: ({ key, values: { strength } }, referenceTo) => ({
    service: referenceTo('services', key),
    ...(strength === null ? {} : { strength }),
  }),
  standard: { strength: null },
  put: (owner, { key, values }) => ({
    name: 'linkProcessToService',
    input: { process: { id: owner }, service: { id: key }, ...values },
  }),
  remove: (owner, { key }) => ({
    name: 'unlinkProcess',
    input: { process: { id: owner }, services: [{ id: key }] },
  }),
}

export const process: KindSpec = {
  name: 'processes',
  type: 'Process',
  word: 'process',
  schema: z
    .strictObject({
      name: name.describe('Name, unique among processes.'),
      id: id.optional(),
      description: text.optional().describe('What is done in it.'),
      owner: reference.nullable().optional().describe('Owning team.'),
      labels: labels.optional().describe('Labels. They replace all existing ones.'),
      references: references.optional(),
      objectives: z
        .array(
          z.union([
            z.string().min(1),
            z.strictObject({ objective: reference, share: share.nullable().optional() }),
          ]),
        )
        .optional()
        .describe('Objectives that it supports: titles, or { objective, share }.'),
      services: z
        .array(
          z.union([
            z.string().min(1),
            z.strictObject({
              service: reference,
              strength: share.nullable().optional(),
              level: level.optional(),
            }),
          ]),
        )
        .optional()
        .describe('Services that it uses: names, or { service, strength }.'),
    })
    .describe('What people do again and again.'),
  nameField: 'name',
  selection: `name description labels owner { id } ${PROVENANCE}`,
  fields: {
    name: {},
    description: { standard: '' },
    owner: { to: 'teams', read: idIn('owner'), standard: null },
    labels: { standard: {} },
  },
  lists: { objectives, services },
  required: [],
  referable: true,
  batched: true,
}
