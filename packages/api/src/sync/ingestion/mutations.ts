import type { ObjectFieldBuilder } from '@pothos/core'
import { relationId } from '@throughline/plugin-kit'
import { auditContextOf, limitRows } from '../../access/entity-writes.ts'
import { Asset, RelationKind } from '../../assets/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { addCounts, type CountsByType } from '../records/counts.ts'
import { mapPage } from '../records/map-page.ts'
import { Source } from '../sources/graphql.ts'
import { API_PLUGIN } from '../sources/settings.ts'
import { sourceWithin } from '../sources/store.ts'
import { storePage } from './ingest-page.ts'

const STREAM = { asset: 'ingested-assets', relation: 'ingested-relations' } as const
const SCOPE = 'api'

const IngestOutcome = builder.enumType('IngestOutcome', {
  description: 'What became of a row.',
  values: {
    ADDED: { description: 'New, or it had been gone.' },
    CHANGED: { description: 'It says something else than before.' },
    UNCHANGED: { description: 'It says the same as before.' },
    REJECTED: { description: 'It cannot be used; the message says why.' },
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
  description: 'What became of one row of the input.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'What the source calls it.' }),
    outcome: t.field({
      type: IngestOutcome,
      description: 'What became of it.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why it was rejected; null if it was not.',
    }),
    asset: entityField(Asset, {
      description: 'The asset that it tells of; null for a relation or a rejected row.',
      nullable: true,
      id: ({ assetId }: IngestResult) => assetId,
    }),
  }),
})

const IdentifierInput = builder.inputType('AssetIdentifierInput', {
  description: 'Something by which an asset can be told from all others, whoever tells of it.',
  fields: (t) => ({
    kind: t.string({ required: true, description: 'What sort of identifier, e.g. serial-number.' }),
    value: t.string({ required: true, description: 'The identifier.' }),
  }),
})

const AssetInput = builder.inputType('IngestAssetInput', {
  description: 'An asset as a source tells of it.',
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description: 'What the source calls it: unique there, and stable.',
    }),
    kind: t.string({ required: true, description: 'What it is, e.g. server.virtual.' }),
    name: t.string({ required: true, description: 'Its name.' }),
    environment: t.string({ description: 'Where it belongs, e.g. production.' }),
    attributes: t.field({ type: 'JSON', description: 'What else is known of it: an object.' }),
    identifiers: t.field({ type: [IdentifierInput], description: 'What it can be told by.' }),
    labels: t.field({ type: 'JSON', description: 'Free labels: an object of texts.' }),
    url: t.string({ description: 'Where a person can look at it.' }),
  }),
})

const RelationInput = builder.inputType('IngestRelationInput', {
  description: 'How one asset of the source stands to another.',
  fields: (t) => ({
    kind: t.field({ type: RelationKind, required: true, description: 'How they stand to each other.' }),
    from: t.string({ required: true, description: 'The external id of the asset that this is said of.' }),
    to: t.string({ required: true, description: 'The external id of the other one.' }),
    strength: t.float({ description: 'How surely failure is passed on, from 0 to 1.' }),
  }),
})

interface IngestPayload extends Readonly<Record<string, unknown>> {
  readonly source: string
  readonly results: readonly IngestResult[]
}

export const IngestAssetsInput = builder.inputType('IngestAssetsInput', {
  description: 'Assets and relations of one source.',
  fields: (t) => ({
    source: t.string({ required: true, description: 'The name of the source, made when there is none.' }),
    assets: t.field({ type: [AssetInput], description: 'Up to 1,000 assets.' }),
    relations: t.field({
      type: [RelationInput],
      description: 'Up to 1,000 relations, between these assets or earlier ones.',
    }),
  }),
})

mutation('ingestAssets', {
  visibleTo: 'ADMIN',
  description:
    'Takes what a script knows of assets and their relations, as a source of its own. Each row is taken or rejected by itself; sending it again changes nothing, and what is left out stays.',
  rowByRow: true,
  input: IngestAssetsInput,
  payload: (t: ObjectFieldBuilder<Types, IngestPayload>) => ({
    source: entityField(Source, { description: 'The source.', id: () => null }),
    results: t.field({
      type: [IngestResultRef],
      description: 'What became of each row: the assets in their order, then the relations.',
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
