import { Asset } from '../../assets/graphql.ts'
import { builder } from '../../graph/builder.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { IngestAssetsInput, ingest } from './mutations.ts'
import {
  type AttributeClaim,
  type AttributePreview,
  previewRecords,
  type RecordPreview,
  withRollback,
} from './preview.ts'

const Outcome = builder.enumType('PreviewOutcome', {
  description: 'What would become of a row.',
  values: {
    ADDED: { description: 'It would be new, or had been gone.' },
    CHANGED: { description: 'It says something else than before.' },
    UNCHANGED: { description: 'It says the same as before.' },
    REJECTED: { description: 'It could not be used; the message says why.' },
    AMBIGUOUS: { description: 'Several assets answer to it: it would wait for a person to decide.' },
  } as const,
})

const AttributeClaimRef = builder.objectRef<AttributeClaim>('AttributeClaim').implement({
  description: 'What somebody says of an attribute, and by which rule it stands where it does.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    source: t.exposeString('source', {
      nullable: true,
      description: 'The name of the source; null is a person, through the API.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'What the source calls the record that says so.',
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it says.',
      resolve: ({ value }) => value,
    }),
    rule: t.exposeString('rule', { description: 'The rule that says where it stands.' }),
    overriddenReason: t.exposeString('overriddenReason', {
      nullable: true,
      description: 'Why it is not what the asset would show; null for the effective.',
    }),
  }),
})

const AttributeRef = builder.objectRef<AttributePreview>('AttributePreview').implement({
  description: 'What would become of one attribute of an asset.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    attribute: t.exposeString('attribute', {
      description: 'Its place: kind, name, environment, attributes.…, labels.…',
    }),
    current: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What the asset shows now.',
      resolve: ({ current }) => current,
    }),
    proposed: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What the row says; null where it says nothing any more.',
      resolve: ({ proposed }) => proposed,
    }),
    effective: t.field({
      type: AttributeClaimRef,
      nullable: true,
      description: 'What the asset would show; null where nobody says anything any more.',
      resolve: ({ effective }) => effective,
    }),
    overridden: t.field({
      type: [AttributeClaimRef],
      description: 'What others say, and why it would not be shown.',
      resolve: ({ overridden }) => overridden,
    }),
  }),
})

const PreviewRef = builder.objectRef<RecordPreview>('IngestPreview').implement({
  description: 'What would become of one row of the input.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'What the source calls it.' }),
    outcome: t.field({
      type: Outcome,
      description: 'What would become of it.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why it could not be used; null if it could.',
    }),
    matchedBy: t.exposeString('matchedBy', {
      nullable: true,
      description: 'How the asset is told: the identifier, or what the source called it before.',
    }),
    asset: entityField(Asset, {
      description: 'The asset that it tells of; null where it would be made, or where several answer.',
      nullable: true,
      id: ({ outcome, assetIds }: RecordPreview) => (outcome === 'AMBIGUOUS' ? null : assetIds[0]),
    }),
    attributes: t.field({
      type: [AttributeRef],
      description: 'What would become of each attribute that the row speaks of, or spoke of.',
      resolve: ({ attributes }) => attributes,
    }),
  }),
})

builder.queryField('previewIngest', (t) =>
  t.field({
    type: [PreviewRef],
    description:
      'What ingestAssets would do with the same input, row by row: the assets in their order, then the relations. It leaves no trace.',
    extensions: visibleTo('ADMIN'),
    args: {
      input: t.arg({ type: IngestAssetsInput, required: true, description: 'Assets and relations.' }),
    },
    resolve: (_root, { input }, context) =>
      withRollback(context.db.kysely, async (transaction) => {
        const found = new Map<string, RecordPreview>()
        const { results } = await ingest({ transaction, context }, input, async (within, run, page) => {
          const { records, stored } = await previewRecords(within, run, page)
          for (const record of records) found.set(`${run.listing.stream} ${record.externalId}`, record)
          return stored
        })
        return results.flatMap(({ stream, externalId }) => found.get(`${stream} ${externalId}`) ?? [])
      }),
  }),
)
