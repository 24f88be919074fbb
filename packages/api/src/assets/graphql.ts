import { builder } from '../graph/builder.ts'
import { Money } from '../graph/money.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Lifecycle, Service, ServiceDependency } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { type AttributeProvenance, provenanceFrom, provenanceSql } from './provenance.ts'

const STRENGTH = 'How surely failure is passed on, from 0 (not at all) to 1 (always).'

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
  order: {
    NAME: { column: 'name', description: 'By name.' },
    KIND: { column: 'kind', description: 'By kind.' },
    FIRST_SEEN_AT: { column: 'first_seen_at', description: 'By when a source first told of it.' },
    LAST_SEEN_AT: { column: 'last_seen_at', description: 'By when a source last told of it.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was first stored.' },
    UPDATED_AT: { column: 'updated_at', description: 'By when it last changed.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'asset_id',
})

export const AssetIdentifier = new NodeType('AssetIdentifier', 'asset_identifier', {
  description: 'Something by which an asset can be told from all others, whoever tells of it.',
  order: {
    KIND: { column: 'kind', description: 'By kind.' },
    VALUE: { column: 'value', description: 'By value.' },
  },
  defaultOrder: { key: 'KIND' },
})

export const AssetRelation = new NodeType('AssetRelation', 'asset_relation', {
  description: 'How one asset stands to another, according to a source.',
  order: {
    KIND: { column: 'kind', description: 'By kind.' },
    STRENGTH: { column: 'strength', description: 'By strength.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was stored.' },
  },
  defaultOrder: { key: 'KIND' },
})

const WhyLost = builder
  .objectRef<NonNullable<AttributeProvenance['overriddenReason']>>('OverriddenReason')
  .implement({
    description: 'Why what a source says is not what the asset shows.',
    extensions: visibleTo('VIEWER'),
    fields: (t) => ({
      code: t.exposeString('code', {
        description:
          'LOWER_PRECEDENCE, STALE (not said again for longer than it counts) or TIE_BREAK (equal but for the name).',
      }),
      text: t.exposeString('text', { description: 'The same as a sentence, with the rules of both.' }),
    }),
  })

const Provenance = builder.objectRef<AttributeProvenance>('AttributeProvenance').implement({
  description: 'What a source says of one attribute of an asset.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    attribute: t.exposeString('attribute', {
      description: 'Its place: kind, name, environment, attributes.…, labels.…',
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What the source says.',
      resolve: ({ value }) => value,
    }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'The name of the source; null is a person, through the API.',
    }),
    setAt: t.field({
      type: 'DateTime',
      description: 'Since when the source has said so.',
      resolve: ({ setAt }) => setAt,
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'What the source calls the record that says so; null for a person.',
    }),
    confirmedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the source last said it again; null for a person, whose word needs no repeating.',
      resolve: ({ confirmedAt }) => confirmedAt,
    }),
    isEffective: t.exposeBoolean('isEffective', {
      description:
        'Whether this is the value that counts by now. The asset shows it; where another has just gone stale, from the next run on.',
    }),
    precedence: t.exposeInt('precedence', { description: 'Where it stands; the smaller number wins.' }),
    stale: t.exposeBoolean('stale', {
      description: 'Whether it has not been said again for longer than it counts: then others go before it.',
    }),
    rule: t.exposeString('rule', { description: 'The rule that says where it stands.' }),
    overriddenReason: t.field({
      type: WhyLost,
      nullable: true,
      description: 'Why it is not what the asset shows; null for the winner.',
      resolve: ({ overriddenReason }) => overriddenReason,
    }),
  }),
})

Asset.fields((t) => ({
  kind: t.column('kind', {
    description: 'What it is, as the plugin that found it names it, e.g. kubernetes.deployment.',
  }),
  name: t.column('name', { description: 'The name; not unique.' }),
  environment: t.column('environment', { description: 'Where it belongs, e.g. production.' }),
  lifecycle: t.column('lifecycle', { type: Lifecycle, description: 'Where it stands in its life.' }),
  owner: t.related(Team, { by: 'owner_id', description: 'The team that answers for it.' }),
  costPerMonth: t.computed({
    type: Money,
    nullable: true,
    requires: ['cost_amount', 'cost_currency'],
    description: 'What it costs a month.',
    resolve: ({ cost_amount: amount, cost_currency: currency }) =>
      amount === null || currency === null ? null : { amount, currency },
  }),
  attributes: t.column('attributes', {
    description: 'What else is known of it, by the JSON Schema of its kind.',
  }),
  identifiers: t.children(AssetIdentifier, {
    by: 'asset_id',
    filter: 'identifier',
    description: 'What it can be told by.',
  }),
  provenance: t.expression({
    type: [Provenance],
    description: 'Where each attribute comes from: who says what since when, and who wins.',
    sql: ({ row }) => provenanceSql(row),
    read: (value, { clock }) => provenanceFrom(value, clock()),
  }),
  relations: t.children(AssetRelation, {
    by: 'from_id',
    filter: 'relation',
    description: 'How it stands to others.',
  }),
  incomingRelations: t.children(AssetRelation, {
    by: 'to_id',
    filter: 'incomingRelation',
    description: 'How others stand to it.',
  }),
  services: t.across(Service, {
    through: 'service_dependency',
    from: 'on_asset_id',
    to: 'service_id',
    filter: 'service',
    description: 'The services that need it directly.',
    edge: { name: 'AssetService', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
  mergedInto: t.related(Asset, {
    by: 'merged_into',
    description: 'The asset that it was found to be; null where it stands for itself.',
  }),
  firstSeenAt: t.column('first_seen_at', { description: 'When a source first told of it.' }),
  lastSeenAt: t.column('last_seen_at', { description: 'When a source last told of it.' }),
  retiredAt: t.column('retired_at', {
    description: 'When the last source stopped telling of it, or a person retired it.',
  }),
  labels: t.column('labels', { description: 'Free labels: an object of texts.' }),
  externalReferences: t.children(ExternalReference, { by: 'asset_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Asset.filterBy('costAmount', 'cost_amount', 'By what it costs a month, whatever the currency.')

AssetIdentifier.fields((t) => ({
  kind: t.column('kind', {
    description: 'What sort of identifier, e.g. serial-number, kubernetes.uid, fqdn.',
  }),
  value: t.column('value', { description: 'The identifier.' }),
  environment: t.column('environment', {
    description: 'The environment that the source told with it; some identifiers are good within one alone.',
  }),
  asset: t.related(Asset, { by: 'asset_id', description: 'The asset it tells.' }),
  ...t.lifecycle(),
}))

AssetRelation.fields((t) => ({
  kind: t.column('kind', { type: RelationKind, description: 'How the two stand to each other.' }),
  from: t.related(Asset, { by: 'from_id', description: 'The asset that this is said of.' }),
  to: t.related(Asset, { by: 'to_id', description: 'The other one.' }),
  strength: t.column('strength', { description: STRENGTH }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  assets: t.across(Asset, {
    through: 'service_dependency',
    from: 'service_id',
    to: 'on_asset_id',
    filter: 'asset',
    description: 'The assets that it needs directly; what they need is in their relations.',
    edge: { name: 'ServiceAsset', fields: { strength: { column: 'strength', description: STRENGTH } } },
  }),
}))

ServiceDependency.fields((t) => ({
  onAsset: t.related(Asset, {
    by: 'on_asset_id',
    description: 'The asset it needs; null where it is a service.',
  }),
}))

Team.fields((t) => ({
  assets: t.children(Asset, { by: 'owner_id', filter: 'asset', description: 'The assets it answers for.' }),
}))

listField('assets', Asset, 'All assets, retired ones included.')
oneField('asset', Asset)
