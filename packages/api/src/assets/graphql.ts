import { builder } from '../graph/builder.ts'
import { Money } from '../graph/money.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Lifecycle, Service, ServiceDependency } from '../services/graphql.ts'
import { BY_OWNER, Team } from '../teams/graphql.ts'
import { type AttributeProvenance, provenanceFrom, provenanceSql } from './provenance.ts'

const STRENGTH = 'Failure propagation strength, from 0 (none) to 1 (certain).'

export const RelationKind = builder.enumType('AssetRelationKind', {
  description: 'How two assets stand to each other, and by that which of them suffers from the other.',
  values: {
    RUNS_ON: { description: 'Runs on it, and fails with it.' },
    CONTAINS: { description: 'Contains it: what is contained fails with its container.' },
    CONNECTS_TO: { description: 'Has a connection to it, and suffers when it fails.' },
    DEPENDS_ON: { description: 'Needs it, and fails with it.' },
    SELECTS: {
      description: 'Sends its work to it, e.g. a Kubernetes service to its workloads, and fails with it.',
    },
    ROUTES_TO: { description: 'Routes requests to it, and fails with it.' },
    MOUNTS: { description: 'Keeps its data on it, and fails with it.' },
    OWNED_BY: { description: 'Is made and managed by it.' },
    CALLS: { description: 'Calls it, and suffers when it fails.' },
  } as const,
})

export const Asset = new NodeType('Asset', 'asset', {
  description:
    'A configuration item: anything that services stand on, from a workload to a switch or a subscription.',
  visibleTo: 'ANYONE',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    KIND: { column: 'kind', description: 'By kind.' },
    LIFECYCLE: { column: 'lifecycle', description: 'By lifecycle: LIVE, PLANNED, RETIRED.' },
    FIRST_SEEN_AT: { column: 'first_seen_at', description: 'By the time a source first reported the asset.' },
    LAST_SEEN_AT: { column: 'last_seen_at', description: 'By the time a source last reported the asset.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'asset_id',
})

export const AssetIdentifier = new NodeType('AssetIdentifier', 'asset_identifier', {
  description: 'An identifier used to match records to this asset, such as a serial number.',
  visibleTo: 'ANYONE',
  order: {
    KIND: { column: 'kind', description: 'By kind.' },
    VALUE: { column: 'value', description: 'By value.' },
  },
  defaultOrder: { key: 'KIND' },
})

export const AssetRelation = new NodeType('AssetRelation', 'asset_relation', {
  description: 'A relation between two assets, claimed by a source or a user.',
  visibleTo: 'ANYONE',
  order: {
    KIND: { column: 'kind', description: 'By kind.' },
    STRENGTH: { column: 'strength', description: 'By strength.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was stored.' },
  },
  defaultOrder: { key: 'KIND' },
})

const OverriddenReason = builder
  .objectRef<NonNullable<AttributeProvenance['overriddenReason']>>('OverriddenReason')
  .implement({
    description: 'Why a claimed value is not the effective value.',
    extensions: visibleTo('ANYONE'),
    fields: (t) => ({
      code: t.exposeString('code', {
        description:
          'LOWER_PRECEDENCE, STALE (not confirmed within staleAfterSeconds) or TIE_BREAK (same precedence; the order of the source names decides).',
      }),
      text: t.exposeString('text', {
        description: 'The reason as a sentence, with the rules of both claims.',
      }),
    }),
  })

export const Provenance = builder.objectRef<AttributeProvenance>('AttributeProvenance').implement({
  description: 'A claim of a source or user on one attribute.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    attribute: t.exposeString('attribute', {
      description:
        'Attribute path: kind, name, environment, owner, cost, availability, attributes.… or labels.…; of other entities their fields and labels.…',
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Claimed value. An owner or a parent is an object: the reference of a source, or the id that a user chose.',
      resolve: ({ value }) => value,
    }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'Name of the source. Null if the claim was made by a user.',
    }),
    setAt: t.field({
      type: 'DateTime',
      description: 'Time since which the claim has had this value.',
      resolve: ({ setAt }) => setAt,
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'External ID of the record that claims the value. Null if the claim was made by a user.',
    }),
    confirmedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Time at which the source last confirmed the value. Null if the claim was made by a user; such a claim does not become stale.',
      resolve: ({ confirmedAt }) => confirmedAt,
    }),
    isEffective: t.exposeBoolean('isEffective', {
      description:
        'Whether this claim supplies the effective value. If another claim has become stale since the last run, the asset shows this value after the next run.',
    }),
    precedence: t.exposeInt('precedence', {
      description: 'Precedence of the claim. The lowest number supplies the effective value.',
    }),
    stale: t.exposeBoolean('stale', {
      description:
        'Whether the claim was not confirmed within staleAfterSeconds. Claims that are not stale take precedence.',
    }),
    rule: t.exposeString('rule', { description: 'Rule that sets the precedence of the claim.' }),
    overriddenReason: t.field({
      type: OverriddenReason,
      nullable: true,
      description: 'Why the value is overridden. Null if it is effective.',
      resolve: ({ overriddenReason }) => overriddenReason,
    }),
  }),
})

Asset.fields((t) => ({
  kind: t.column('kind', {
    description:
      'Asset type, in lower case with dots, for example kubernetes.deployment. Defined by the plugin.',
  }),
  name: t.column('name', { description: 'Name. Not unique.' }),
  environment: t.column('environment', { description: 'Environment, for example production.' }),
  lifecycle: t.column('lifecycle', { type: Lifecycle, description: 'Lifecycle state.' }),
  owner: t.related(Team, { by: 'owner_id', description: 'Owning team.' }),
  costPerMonth: t.computed({
    type: Money,
    cost: { points: 0 },
    nullable: true,
    requires: ['cost_amount', 'cost_currency'],
    description: 'Cost per month.',
    resolve: ({ cost_amount: amount, cost_currency: currency }) =>
      amount === null || currency === null ? null : { amount, currency },
  }),
  attributes: t.column('attributes', {
    description: 'Attributes, by the JSON Schema of the asset kind.',
  }),
  identifiers: t.children(AssetIdentifier, {
    by: 'asset_id',
    filter: 'identifier',
    description: 'Identifiers that records are matched by.',
  }),
  provenance: t.expression({
    type: [Provenance],
    cost: { size: 20 },
    description: 'Claims on each attribute, with their source, age, precedence and effect.',
    sql: ({ row }) => provenanceSql(row),
    read: (value, { clock }) => provenanceFrom(value, clock()),
  }),
  relations: t.children(AssetRelation, {
    by: 'from_id',
    filter: 'relation',
    description: 'Relations that start from this asset.',
  }),
  incomingRelations: t.children(AssetRelation, {
    by: 'to_id',
    filter: 'incomingRelation',
    description: 'Relations that point to this asset.',
  }),
  services: t.across(Service, {
    through: 'service_dependency',
    from: 'on_asset_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services that depend directly on this asset.',
    edge: { name: 'AssetService', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
  mergedInto: t.related(Asset, {
    by: 'merged_into',
    description: 'Survivor that this asset was merged into. Null if it is not merged.',
  }),
  availability: t.column('availability', {
    description:
      'Share of the time for which it is available by itself, without what it depends on, from 0 to 1. Null if it is not known.',
  }),
  firstSeenAt: t.column('first_seen_at', {
    description: 'Time at which a source first reported the asset. Null if no source has.',
  }),
  lastSeenAt: t.column('last_seen_at', {
    description: 'Time at which a source last reported the asset. Null if no source has.',
  }),
  retiredAt: t.column('retired_at', {
    description:
      'Time at which the last claim on the asset ended or a user retired it. Null unless it is retired.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'asset_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Asset.filterByMoney('costPerMonth', 'cost_amount', 'cost_currency', 'By the cost per month.')
Asset.filterById('ownerId', 'owner_id', Team.declaration, 'By the id of the owning team; isNull for none.')
Asset.orderBy('OWNER', BY_OWNER)
Asset.orderBy('COST_PER_MONTH', {
  columns: [
    { column: 'cost_currency', absent: '' },
    { column: 'cost_amount', absent: '-1' },
  ],
  description:
    'By currency, then by the amount per month: amounts of two currencies are not compared. Without a cost first, so last when the direction is DESC.',
})

AssetIdentifier.fields((t) => ({
  kind: t.column('kind', {
    description: 'Identifier kind, for example serial-number, kubernetes.uid or fqdn.',
  }),
  value: t.column('value', { description: 'Identifier value.' }),
  environment: t.column('environment', {
    description:
      'Environment that the source reported with the identifier. Null if none. Some identifiers are unique only within one environment.',
  }),
  asset: t.related(Asset, { by: 'asset_id', description: 'Asset that the identifier belongs to.' }),
  ...t.lifecycle(),
}))

AssetRelation.fields((t) => ({
  kind: t.column('kind', { type: RelationKind, description: 'Relation kind.' }),
  from: t.related(Asset, { by: 'from_id', description: 'Asset that the relation starts from.' }),
  to: t.related(Asset, { by: 'to_id', description: 'Asset that the relation points to.' }),
  strength: t.column('strength', { description: STRENGTH }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  assets: t.across(Asset, {
    through: 'service_dependency',
    from: 'service_id',
    to: 'on_asset_id',
    filter: 'asset',
    description:
      'Assets that the service depends on directly. Their own dependencies are relations between assets.',
    edge: { name: 'ServiceAsset', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
}))

ServiceDependency.fields((t) => ({
  onAsset: t.related(Asset, {
    by: 'on_asset_id',
    description: 'Asset that the service depends on. Null if it depends on a service.',
  }),
}))

Team.fields((t) => ({
  assets: t.children(Asset, { by: 'owner_id', filter: 'asset', description: 'The assets it answers for.' }),
}))

listField('assets', Asset, 'All assets, retired ones included.')
oneField('asset', Asset)
