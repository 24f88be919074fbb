import { Asset } from '../../assets/graphql.ts'
import { builder } from '../../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../../graph/cost.ts'
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
  description: 'Change that would be made for a row.',
  values: {
    ADDED: { description: 'Would be created or restored.' },
    CHANGED: { description: 'Changed.' },
    UNCHANGED: { description: 'Not changed.' },
    REJECTED: { description: 'Would be rejected; message has the reason.' },
    AMBIGUOUS: { description: 'Several assets match; the row would be held for a de-duplication task.' },
  } as const,
})

const AttributeClaimRef = builder.objectRef<AttributeClaim>('AttributeClaim').implement({
  description: 'A claim on an attribute, with the rule that sets its precedence.',
  extensions: visibleTo('FEEDERS'),
  fields: (t) => ({
    source: t.exposeString('source', {
      nullable: true,
      description: 'Name of the source. Null if the claim was made by a user.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'External ID of the record that claims the value. Null if the claim was made by a user.',
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Claimed value.',
      resolve: ({ value }) => value,
    }),
    rule: t.exposeString('rule', { description: 'Rule that sets the precedence of the claim.' }),
    overriddenReason: t.exposeString('overriddenReason', {
      nullable: true,
      description: 'Why the value would be overridden. Null if it would be effective.',
    }),
  }),
})

const AttributeRef = builder.objectRef<AttributePreview>('AttributePreview').implement({
  description: 'Change that would be made to one attribute of an asset.',
  extensions: visibleTo('FEEDERS'),
  fields: (t) => ({
    attribute: t.exposeString('attribute', {
      description: 'Attribute path: kind, name, environment, attributes.… or labels.…',
    }),
    current: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Effective value now.',
      resolve: ({ current }) => current,
    }),
    proposed: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Value in the row. Null if the row no longer has one.',
      resolve: ({ proposed }) => proposed,
    }),
    effective: t.field({
      type: AttributeClaimRef,
      nullable: true,
      description: 'Claim that would be effective. Null if no claim would remain.',
      resolve: ({ effective }) => effective,
    }),
    overridden: t.field({
      type: [AttributeClaimRef],
      extensions: cost({ size: 3 }),
      description: 'Claims that would be overridden, with the reason.',
      resolve: ({ overridden }) => overridden,
    }),
  }),
})

const PreviewRef = builder.objectRef<RecordPreview>('IngestPreview').implement({
  description: 'Change that would be made for one row of the input.',
  extensions: visibleTo('FEEDERS'),
  fields: (t) => ({
    externalId: t.exposeString('externalId', {
      description: 'External ID: the key of the record in its source.',
    }),
    outcome: t.field({
      type: Outcome,
      description: 'Change that would be made.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why the row would be rejected. Null if it would not.',
    }),
    matchedBy: t.exposeString('matchedBy', {
      nullable: true,
      description:
        'How the asset was matched: by an identifier, or by the external ID of an earlier record. Null if none matched.',
    }),
    asset: entityField(Asset, {
      description: 'Matched asset. Null if the asset would be created or several match.',
      nullable: true,
      id: ({ outcome, assetIds }: RecordPreview) => (outcome === 'AMBIGUOUS' ? null : assetIds[0]),
    }),
    attributes: t.field({
      type: [AttributeRef],
      extensions: cost({ size: 10 }),
      description: 'Changes to each attribute that the row claims or claimed before.',
      resolve: ({ attributes }) => attributes,
    }),
  }),
})

builder.queryField('previewIngest', (t) =>
  t.field({
    type: [PreviewRef],
    description:
      'Changes that ingestAssets would make for the same input, row by row: the assets in their order, then the relations. Everything is rolled back.',
    extensions: {
      ...visibleTo('FEEDERS'),
      ...cost({ points: ANALYSIS_POINTS, size: { argument: 'input' } }),
    },
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
