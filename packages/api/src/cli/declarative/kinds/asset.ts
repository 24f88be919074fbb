import { z } from 'zod'
import type { KindSpec, ListSpec, Reference, Row } from '../kind.ts'
import {
  entryOf,
  id,
  idIn,
  isObject,
  labels,
  money,
  moneyInput,
  moneyText,
  ownedBy,
  reference,
  references,
  share,
  textOf,
} from './parts.ts'

const RELATION_KINDS = [
  'CALLS',
  'CONNECTS_TO',
  'CONTAINS',
  'DEPENDS_ON',
  'MOUNTS',
  'OWNED_BY',
  'ROUTES_TO',
  'RUNS_ON',
  'SELECTS',
] as const

/** What a relation of a kind has if no strength is stated. */
function standardStrength(kind: unknown): number {
  return kind === 'CALLS' || kind === 'CONNECTS_TO' ? 0.5 : 1
}

// Users enter relations in addition to those of sources.
const relations: ListSpec = {
  connection: { field: 'relations', selection: 'kind strength to { id name } source { name }' },
  exportsAll: true,
  declared: (value, resolver, path) => {
    const { to, kind, strength = standardStrength(kind) } = entryOf(value, 'to')
    const label = typeof to === 'string' ? to : JSON.stringify(to)
    return {
      key: `${String(kind)} ${resolver.id('assets', to as Reference, path)}`,
      label: `${String(kind)} ${label}`,
      values: { strength },
    }
  },
  stored: (row) => ({
    key: `${textOf(row, 'kind')} ${textOf(row, 'to', 'id')}`,
    label: `${textOf(row, 'kind')} ${textOf(row, 'to', 'name')}`,
    values: { strength: isObject(row) ? row.strength : null },
    ...ownedBy(row),
  }),
  exported: ({ key, values: { strength } }, referenceTo) => {
    const [kind, to] = partsOf(key)
    return {
      kind,
      to: referenceTo('assets', to),
      ...(strength === standardStrength(kind) ? {} : { strength }),
    }
  },
  standard: {},
  put: (owner, { key, values }) => {
    const [kind, to] = partsOf(key)
    return { name: 'linkAssets', input: { from: { id: owner }, to: { id: to }, kind, ...values } }
  },
  remove: (owner, { key }) => {
    const [kind, to] = partsOf(key)
    return { name: 'unlinkAssets', input: { from: { id: owner }, to: { id: to }, kind } }
  },
}

function partsOf(key: string): [kind: string, to: string] {
  const space = key.indexOf(' ')
  return [key.slice(0, space), key.slice(space + 1)]
}

/** What a user has entered under a prefix, such as `labels.`, and what counts. */
function entered(row: Row, prefix: string): Readonly<Record<string, unknown>> {
  const claims = Array.isArray(row.provenance) ? row.provenance : []
  return Object.fromEntries(
    claims.flatMap((claim: unknown) => {
      const attribute = textOf(claim, 'attribute')
      if (!isObject(claim) || claim.source !== null || claim.isEffective !== true) return []
      return attribute.startsWith(prefix) ? [[attribute.slice(prefix.length), claim.value]] : []
    }),
  )
}

export const asset: KindSpec = {
  name: 'assets',
  type: 'Asset',
  word: 'asset',
  schema: z
    .strictObject({
      name: z.string().trim().min(1).max(300).describe('Name.'),
      id: id.optional(),
      kind: z
        .string()
        .regex(
          /^[a-z0-9-]+(\.[a-z0-9-]+)*$/,
          'must be lower-case words joined by dots, for example server.virtual',
        )
        .optional()
        .describe(
          'What it is, for example server.virtual. Needed for a new asset; distinguishes equal names.',
        ),
      environment: z.string().min(1).max(100).nullable().optional().describe('Environment, e.g. production.'),
      lifecycle: z.enum(['PLANNED', 'LIVE', 'RETIRED']).optional().describe('Lifecycle. Defaults to LIVE.'),
      owner: reference.nullable().optional().describe('Owning team.'),
      costPerMonth: money.nullable().optional().describe('Cost per month, for example 41.50 EUR.'),
      labels: labels.optional().describe('Labels to enter; each takes precedence over the sources.'),
      attributes: z
        .record(z.string(), z.json())
        .optional()
        .describe('Attributes to enter; each takes precedence over the sources.'),
      references: references.optional(),
      relations: z
        .array(
          z.strictObject({
            kind: z.enum(RELATION_KINDS),
            to: reference,
            strength: share.optional().describe('Failure propagation strength, from 0 to 1.'),
          }),
        )
        .optional()
        .describe('Relations to other assets.'),
    })
    .describe('Anything that services stand on.'),
  nameField: 'name',
  selection: `name kind environment lifecycle labels attributes owner { id } costPerMonth { amount currency }
    mergedInto { id } provenance { attribute source isEffective value }`,
  fields: {
    name: {},
    kind: {},
    environment: { standard: null },
    lifecycle: { standard: 'LIVE' },
    owner: { to: 'teams', read: idIn('owner'), standard: null },
    costPerMonth: { read: (row) => moneyText(row.costPerMonth), write: moneyInput, standard: null },
    labels: { standard: {}, byKey: true, exported: (row) => entered(row, 'labels.') },
    attributes: { standard: {}, byKey: true, exported: (row) => entered(row, 'attributes.') },
  },
  lists: { relations },
  required: ['kind'],
  referable: true,
  batched: true,
}
