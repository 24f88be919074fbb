import {
  inPages,
  keyed,
  type PluginContext,
  relationId,
  type Scope,
  type SnapshotStream,
  type Unusable,
  usable,
} from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import type { Edge } from './edges.ts'
import {
  type AssetFacts,
  type EffortFacts,
  mapAsset,
  mapEdge,
  mapEffort,
  mapResponse,
  mapTicket,
  type ResponseFacts,
  type TicketFacts,
} from './map.ts'
import { type ModelFacts, mapModel } from './model.ts'
import type { ModelTable } from './model-config.ts'
import { readInventory } from './reader.ts'
import type { RowsRead } from './rows.ts'
import { type SurveySettings, surveyOf } from './survey-config.ts'

/** One scope where a kind of table is described; else there is nothing to read, and nothing that could be missing. */
const scopesIf =
  (describes: (config: CsvConfig) => boolean) =>
  async (ctx: PluginContext<CsvConfig>): Promise<Scope[]> => {
    const config = ctx.config.sheets === undefined ? ctx.config : (await readInventory(ctx)).config
    return describes(config) ? [{ id: 'tables' }] : []
  }
const ofResponses = scopesIf(({ survey, responses }) => survey !== undefined || responses !== undefined)

function rowsIn<Facts>(ctx: PluginContext<CsvConfig>, { facts, unusable }: RowsRead<Facts>) {
  return inPages<Facts | Unusable>(ctx, [...facts, ...unusable])
}

/** Every row of a table of assets. */
export const assets: SnapshotStream<AssetFacts | Unusable, CsvConfig> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  scopes: scopesIf(({ columns }) => columns !== undefined),
  async *pages(ctx) {
    yield* rowsIn(ctx, (await readInventory(ctx)).assets)
  },
  primaryKey: keyed(({ externalId }) => externalId),
  map: usable(mapAsset),
}

/** Every row that names two assets. */
export const relations: SnapshotStream<Edge | Unusable, CsvConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes: scopesIf(({ relations }) => relations !== undefined),
  async *pages(ctx) {
    const { edges, unusable } = (await readInventory(ctx)).edges
    yield* inPages(ctx, [...edges, ...unusable], undefined, unusable.length > 0)
  },
  primaryKey: keyed(({ kind, from, to }) => relationId(kind, from, to)),
  map: usable(mapEdge),
}

/** The survey that the configuration describes, or those of the sheets. */
export const surveys: SnapshotStream<SurveySettings, CsvConfig> = {
  name: 'surveys',
  record: 'survey',
  mode: 'snapshot',
  scopes: ofResponses,
  async *pages(ctx) {
    yield* inPages(ctx, (await readInventory(ctx)).responses.surveys)
  },
  primaryKey: ({ id }) => id,
  map: surveyOf,
}

/** Every row of a table of responses. */
export const responses: SnapshotStream<ResponseFacts | Unusable, CsvConfig> = {
  name: 'responses',
  record: 'response',
  mode: 'snapshot',
  scopes: ofResponses,
  async *pages(ctx) {
    yield* rowsIn(ctx, (await readInventory(ctx)).responses)
  },
  primaryKey: keyed(({ externalId }) => externalId),
  map: usable(mapResponse),
}

/** Every row of a table of tickets. */
export const tickets: SnapshotStream<TicketFacts | Unusable, CsvConfig> = {
  name: 'tickets',
  record: 'ticket',
  mode: 'snapshot',
  scopes: scopesIf((config) => config.tickets !== undefined),
  async *pages(ctx) {
    yield* rowsIn(ctx, (await readInventory(ctx)).tickets)
  },
  primaryKey: keyed(({ externalId }) => externalId),
  map: usable(mapTicket),
}

/** Every row of a table of bookings. */
export const efforts: SnapshotStream<EffortFacts | Unusable, CsvConfig> = {
  name: 'efforts',
  record: 'effort',
  mode: 'snapshot',
  scopes: scopesIf((config) => config.efforts !== undefined),
  async *pages(ctx) {
    yield* rowsIn(ctx, (await readInventory(ctx)).efforts)
  },
  primaryKey: keyed(({ externalId }) => externalId),
  map: usable(mapEffort),
}

/** Every row of a table of what stands above the assets. */
function modelStream<Type extends ModelFacts['type']>(
  table: ModelTable,
  record: Type,
): SnapshotStream<ModelFacts | Unusable, CsvConfig> {
  return {
    name: table.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    record,
    mode: 'snapshot',
    scopes: scopesIf((config) => config[table] !== undefined),
    async *pages(ctx) {
      yield* rowsIn(ctx, (await readInventory(ctx)).model[table])
    },
    primaryKey: keyed(({ externalId }) => externalId),
    map: usable(mapModel),
  } as SnapshotStream<ModelFacts | Unusable, CsvConfig>
}

export const modelStreams = [
  modelStream('people', 'person'),
  modelStream('teams', 'team'),
  modelStream('services', 'service'),
  modelStream('objectives', 'objective'),
  modelStream('processes', 'process'),
  modelStream('costs', 'cost'),
  modelStream('changes', 'change'),
  modelStream('ticketEvents', 'ticketEvent'),
  modelStream('surveyInvitations', 'surveyInvitation'),
]
