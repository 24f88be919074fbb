import type { ObjectFieldBuilder } from '@pothos/core'
import { relationId } from '@throughline/plugin-kit'
import { auditContextOf, limitRows } from '../../access/entity-writes.ts'
import { Asset, RelationKind } from '../../assets/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { addCounts, type CountsByType } from '../records/counts.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import { mapPage } from '../records/map-page.ts'
import { Source } from '../sources/graphql.ts'
import { API_PLUGIN } from '../sources/settings.ts'
import { sourceWithin } from '../sources/store.ts'
import { storePage } from './ingest-page.ts'

const STREAM = { asset: 'ingested-assets', relation: 'ingested-relations' } as const
const SCOPE = 'api'

const IngestOutcome = builder.enumType('IngestOutcome', {
  description: 'Result for a row.',
  values: {
    ADDED: { description: 'Created or restored.' },
    CHANGED: { description: 'Changed.' },
    UNCHANGED: { description: 'Not changed.' },
    REJECTED: { description: 'Rejected; message has the reason.' },
  } as const,
})

interface IngestResult {
  readonly stream: string
  readonly externalId: string
  readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REJECTED'
  readonly message: string | null
  readonly assetId: string | null
}

const IngestResultRef = builder.objectRef<IngestResult>('IngestResult').implement({
  description: 'Result for one row of the input.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    externalId: t.exposeString('externalId', {
      description: 'External ID: the key of the record in its source.',
    }),
    outcome: t.field({
      type: IngestOutcome,
      description: 'Result.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why the row was rejected. Null if it was not.',
    }),
    asset: entityField(Asset, {
      description: 'Asset of the row. Null for a relation or a rejected row.',
      nullable: true,
      id: ({ assetId }: IngestResult) => assetId,
    }),
  }),
})

const IdentifierInput = builder.inputType('AssetIdentifierInput', {
  description: 'An identifier used to match records to this asset, such as a serial number.',
  fields: (t) => ({
    kind: t.string({ required: true, description: 'Identifier kind, for example serial-number.' }),
    value: t.string({ required: true, description: 'Identifier value.' }),
  }),
})

const AssetInput = builder.inputType('IngestAssetInput', {
  description: 'An asset record of a source.',
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description: 'External ID: unique within the source, and stable.',
    }),
    kind: t.string({ required: true, description: 'What it is, e.g. server.virtual.' }),
    name: t.string({ required: true, description: 'Its name.' }),
    environment: t.string({ description: 'Environment, for example production.' }),
    attributes: t.field({ type: 'JSON', description: 'Attributes, as an object.' }),
    identifiers: t.field({
      type: [IdentifierInput],
      description: 'Identifiers that records are matched by.',
    }),
    labels: t.field({ type: 'JSON', description: 'Labels, as an object of strings.' }),
    url: t.string({ description: 'Address of a page about the asset.' }),
  }),
})

const RelationInput = builder.inputType('IngestRelationInput', {
  description: 'A relation between two assets of the source.',
  fields: (t) => ({
    kind: t.field({ type: RelationKind, required: true, description: 'Relation kind.' }),
    from: t.string({
      required: true,
      description: 'External ID of the asset that the relation starts from.',
    }),
    to: t.string({ required: true, description: 'External ID of the asset that the relation points to.' }),
    strength: t.float({ description: 'Failure propagation strength, from 0 (none) to 1 (certain).' }),
  }),
})

interface IngestPayload extends Readonly<Record<string, unknown>> {
  readonly source: string
  readonly results: readonly IngestResult[]
}

export const IngestAssetsInput = builder.inputType('IngestAssetsInput', {
  description: 'Assets and relations of one source.',
  fields: (t) => ({
    source: t.string({
      required: true,
      description: 'Name of the source. It is created if it does not exist.',
    }),
    assets: t.field({ type: [AssetInput], description: 'Up to 1,000 assets.' }),
    relations: t.field({
      type: [RelationInput],
      description: 'Up to 1,000 relations, between these assets or earlier ones.',
    }),
  }),
})

mutation('ingestAssets', {
  visibleTo: 'FEEDERS',
  description:
    'Stores assets and relations of a source that a script sends. Each row is stored or rejected independently. Sending a row again has no effect, and rows that are left out are kept.',
  rowByRow: true,
  input: IngestAssetsInput,
  payload: (t: ObjectFieldBuilder<Types, IngestPayload>) => ({
    source: entityField(Source, { description: 'The source.', id: () => null }),
    results: t.field({
      type: [IngestResultRef],
      extensions: cost({ size: 'page', perItem: 0 }),
      description: 'Result of each row: the assets in their order, then the relations.',
      resolve: ({ results }) => results,
    }),
  }),
  run: (input, work) => ingest(work, input, storePage),
})

/**
 * Takes rows as a source of its own.
 * @param store what to do with each page
 */
export async function ingest(
  work: Work,
  input: typeof IngestAssetsInput.$inferInput,
  store: typeof storePage,
): Promise<IngestPayload> {
  const rows = {
    asset: (input.assets ?? []).map((asset) => ({ type: 'asset', ...present(asset) })),
    relation: (input.relations ?? []).map((relation) => ({
      type: 'relation',
      externalId: relationId(relation.kind, relation.from, relation.to),
      ...present(relation),
    })),
  }
  limitRows(rows.asset, 'assets')
  limitRows(rows.relation, 'relations')
  const { transaction, context } = work
  const auditContext = auditContextOf(work)
  const source = await sourceWithin(
    transaction,
    { name: input.source, plugin: API_PLUGIN, config: {} },
    auditContext,
  )
  await lockSources(transaction, [source.id])
  const at = context.clock()
  const { id: runId } = await transaction
    .insertInto('sync_run')
    .values({ source_id: source.id, actor: auditContext.actor, until: at, started_at: at, trigger: 'PUSH' })
    .returning('id')
    .executeTakeFirstOrThrow()
  let counts: CountsByType = {}
  const results: IngestResult[] = []
  for (const type of ['asset', 'relation'] as const) {
    const listing = { sourceId: source.id, runId, stream: STREAM[type], scope: SCOPE }
    const page = mapPage(
      {
        name: STREAM[type],
        record: type,
        mode: 'incremental',
        primaryKey: externalIdOf,
        map: (raw) => raw as never,
      },
      rows[type],
    )
    if (rows[type].length === 0) continue
    const run = {
      listing,
      sourceName: source.name,
      precedence: source.precedence,
      at,
      until: at,
      auditContext,
    }
    const outcome = await store(transaction, run, page)
    counts = addCounts(counts, type, outcome.counts)
    const reasons = new Map(outcome.rejected.map(({ primaryKey, reason }) => [primaryKey, reason]))
    for (const row of rows[type]) {
      const externalId = externalIdOf(row)
      const done = outcome.outcomes.get(externalId)
      results.push({
        stream: STREAM[type],
        externalId,
        outcome: done?.outcome ?? 'REJECTED',
        message: done === undefined ? (reasons.get(externalId) ?? 'It cannot be used.') : null,
        assetId: type === 'asset' ? (done?.id ?? null) : null,
      })
    }
  }
  await transaction
    .updateTable('sync_run')
    .set({ status: 'SUCCEEDED', finished_at: context.clock(), counts: JSON.parse(JSON.stringify(counts)) })
    .where('id', '=', runId)
    .execute()
  return { source: source.id, results }
}

/** The fields that say something: what is null was left out. */
function present(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))
}

function externalIdOf(row: unknown): string {
  const [, id] = Object.entries(row ?? {}).find(([key]) => key === 'externalId') ?? []
  return String(id)
}
