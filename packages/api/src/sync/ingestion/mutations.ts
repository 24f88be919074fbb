import type { ObjectFieldBuilder } from '@pothos/core'
import { relationId } from '@throughline/plugin-kit'
import { auditContextOf, limitRows } from '../../access/entity-writes.ts'
import { Asset, RelationKind } from '../../assets/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { MoneyInput } from '../../graph/money.ts'
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

const STREAM = {
  asset: 'ingested-assets',
  relation: 'ingested-relations',
  person: 'ingested-persons',
  team: 'ingested-teams',
  service: 'ingested-services',
  objective: 'ingested-objectives',
  process: 'ingested-processes',
  cost: 'ingested-costs',
  ticketEvent: 'ingested-ticket-events',
  surveyInvitation: 'ingested-survey-invitations',
} as const
const SCOPE = 'api'

export const IngestOutcome = builder.enumType('IngestOutcome', {
  description: 'Result for a row.',
  values: {
    ADDED: { description: 'Created or restored.' },
    CHANGED: { description: 'Changed.' },
    UNCHANGED: { description: 'Not changed.' },
    REJECTED: { description: 'Rejected; message has the reason.' },
  } as const,
})

/** What became of a row. */
export interface IngestedRow {
  readonly type: keyof typeof STREAM
  readonly stream: string
  readonly externalId: string
  readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REJECTED'
  readonly message: string | null
  /** The uuid of what it describes; null if it was rejected, or waits for what it belongs to. */
  readonly id: string | null
}

const IngestResultRef = builder.objectRef<IngestedRow>('IngestResult').implement({
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
      id: ({ type, id }: IngestedRow) => (type === 'asset' ? id : null),
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

export const ReferenceInput = builder.inputType('IngestReferenceInput', {
  description:
    'A reference to a team, a service or an objective: exactly one of the fields. It is looked up again after every run while it leads nowhere.',
  fields: (t) => ({
    externalId: t.string({ description: 'External ID in the same source.' }),
    name: t.string({ description: 'Name as it is written.' }),
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
    owner: t.field({ type: ReferenceInput, description: 'Owning team.' }),
    cost: t.field({ type: MoneyInput, description: 'Cost per month.' }),
    availability: t.float({
      description: 'Share of the time for which it is available by itself, from 0 to 1.',
    }),
    services: t.field({ type: [ReferenceInput], description: 'Services that need it; up to 100.' }),
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
  readonly results: readonly IngestedRow[]
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
  const relations = (input.relations ?? []).map((relation) => ({
    externalId: relationId(relation.kind, relation.from, relation.to),
    ...relation,
  }))
  limitRows(input.assets ?? [], 'assets')
  limitRows(relations, 'relations')
  return ingestRows(
    work,
    input.source,
    [
      ['asset', input.assets ?? []],
      ['relation', relations],
    ],
    store,
  )
}

/**
 * The same for rows of any types, in the order in which they are given.
 * @param sourceName the source, which is created if it does not exist
 */
export async function ingestRows(
  work: Work,
  sourceName: string,
  given: readonly (readonly [keyof typeof STREAM, readonly object[]])[],
  store: typeof storePage,
): Promise<IngestPayload> {
  const { transaction, context } = work
  const auditContext = auditContextOf(work)
  const source = await sourceWithin(
    transaction,
    { name: sourceName, plugin: API_PLUGIN, config: {} },
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
  const results: IngestedRow[] = []
  for (const [type, list] of given) {
    const rows = list.map((row) => ({ type, ...present(row) }))
    const listing = { sourceId: source.id, runId, stream: STREAM[type], scope: SCOPE }
    const page = mapPage(
      {
        name: STREAM[type],
        record: type,
        mode: 'incremental',
        primaryKey: externalIdOf,
        map: (raw) => raw as never,
      },
      rows,
    )
    if (rows.length === 0) continue
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
    for (const row of rows) {
      const externalId = externalIdOf(row)
      const done = outcome.outcomes.get(externalId)
      results.push({
        type,
        stream: STREAM[type],
        externalId,
        outcome: done?.outcome ?? 'REJECTED',
        message: done === undefined ? (reasons.get(externalId) ?? 'It cannot be used.') : null,
        id: done?.id ?? null,
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

/** Fields that hold JSON of the caller, in which null is a value. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['attributes', 'labels'])

/** The fields that say something, in inner inputs too: what is null was left out. */
function present(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]: [string, unknown]) => {
      if (value === null || value === undefined) return []
      return [[field, JSON_FIELDS.has(field) ? value : presentIn(value)]]
    }),
  )
}

function presentIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(presentIn)
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? present(value) : value
}

function externalIdOf(row: unknown): string {
  const [, id] = Object.entries(row ?? {}).find(([key]) => key === 'externalId') ?? []
  return String(id)
}
