import { describePlace, type PluginContext, readOnce } from '@throughline/plugin-kit'
import { withoutAbsent } from './absent.ts'
import { type AssetsRead, readAssets } from './assets.ts'
import type { Place } from './cells.ts'
import type { CsvConfig } from './config.ts'
import { type EdgesRead, readEdges } from './edges.ts'
import { readEfforts } from './efforts.ts'
import { type Reading, readingOf, wantedColumns } from './header.ts'
import type { AssetFacts, EffortFacts, TicketFacts } from './map.ts'
import { type ModelRead, readModel } from './model.ts'
import { MODEL_TABLES } from './model-config.ts'
import { withOwnColumns } from './own-columns.ts'
import { type ResponsesRead, readResponses } from './responses.ts'
import type { RowsRead } from './rows.ts'
import { readTable } from './table.ts'
import { textOf } from './text.ts'
import { readTickets } from './tickets.ts'
import { withoutTotals } from './totals.ts'

/** Everything the input says. */
export interface Inventory {
  /** What it was read by: without kinds of tables that may be absent, and are. */
  readonly config: CsvConfig
  readonly assets: RowsRead<AssetFacts>
  readonly edges: EdgesRead
  readonly responses: ResponsesRead
  readonly tickets: RowsRead<TicketFacts>
  readonly efforts: RowsRead<EffortFacts>
  readonly model: ModelRead
}

/** The ids of all rows, those that cannot be used too: what other rows say of them is right all the same. */
function idsOf({ facts, unusable }: RowsRead<{ readonly externalId: string }>): ReadonlySet<string> {
  return new Set([
    ...facts.map(({ externalId }) => externalId),
    ...unusable.map(({ primaryKey }) => primaryKey),
  ])
}

/**
 * Everything the tables of the input say, read to its end, once for a run. A row that cannot be used bars no other.
 *
 * @throws InputError when a table is not what the configuration describes, a row has no id, or no row can be used;
 * ConfigError when the run was given no files.
 */
export const readInventory = readOnce<CsvConfig, Inventory>(async (ctx, files) => {
  const described = ctx.config
  const wanted = wantedColumns(described)
  const readings: Reading[] = []
  const totals: Place[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const text = await textOf(file, described.encoding)
    const read = withoutTotals(
      readingOf(readTable(file.path, text, wanted, described.delimiter), described),
      described,
    )
    readings.push(read.reading)
    totals.push(...read.totals)
  }
  if (totals.length > 0) {
    const lines = totals.slice(0, 20).map(describePlace)
    ctx.log.warn('Lines that look like totals were left out', { rows: totals.length, lines })
  }
  const config = withOwnColumns(withoutAbsent(described, readings), readings)
  const assets = readAssets(readings, config)
  const edges = readEdges(readings, config, config.columns && idsOf(assets))
  const responses = readResponses(readings, ctx)
  const tickets = readTickets(readings, config)
  const efforts = readEfforts(readings, config, config.tickets && idsOf(tickets))
  const model = readModel(readings, config)
  const inventory = { config, assets, edges, responses, tickets, efforts, model }
  tell(ctx, readings.length, inventory, { ...assets, ...edges, ...responses })
  return inventory
})

function tell(
  { log }: PluginContext<CsvConfig>,
  files: number,
  { assets, edges, responses, tickets, efforts, model }: Inventory,
  {
    shared,
    leftOut,
    unfinished,
  }: Pick<AssetsRead, 'shared'> & Pick<EdgesRead, 'leftOut'> & Pick<ResponsesRead, 'unfinished'>,
): void {
  log.info('Read tables', {
    files,
    assets: assets.facts.length,
    relations: edges.edges.length,
    responses: responses.facts.length,
    tickets: tickets.facts.length,
    efforts: efforts.facts.length,
    ...Object.fromEntries(MODEL_TABLES.map((table) => [table, model[table].facts.length])),
  })
  const unusable = [assets, edges, responses, tickets, efforts, ...Object.values(model)].flatMap(
    (read) => read.unusable,
  )
  if (unusable.length > 0) {
    log.warn('Rows cannot be used; what was read of them before stays', { rows: unusable.length })
  }
  if (Object.keys(shared).length > 0) {
    log.warn('Identifiers that several rows share were left out, as they would make one asset of them', {
      shared,
    })
  }
  if (leftOut > 0) {
    log.warn('Relations were left out because an end of them is no asset of the input', { leftOut })
  }
  if (unfinished > 0) log.info('Responses were left out because they were not submitted', { unfinished })
}
