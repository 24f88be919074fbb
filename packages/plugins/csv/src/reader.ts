import { InputError, readOnce } from '@throughline/plugin-kit'
import { readAssets } from './assets.ts'
import type { CsvConfig } from './config.ts'
import { type Edge, readEdges } from './edges.ts'
import { type Reading, readingOf, wantedColumns } from './header.ts'
import type { AssetFacts } from './map.ts'
import { readTable } from './table.ts'
import { textOf } from './text.ts'

/** Everything the input says. */
export interface Inventory {
  readonly assets: readonly AssetFacts[]
  readonly edges: readonly Edge[]
}

/**
 * Everything the tables of the input say, read and checked to its end, once for a run.
 *
 * @throws InputError when any part of it is wrong; ConfigError when the run was given no files.
 */
export const readInventory = readOnce<CsvConfig, Inventory>(async (ctx, files) => {
  const { config } = ctx
  const wanted = wantedColumns(config)
  const readings: Reading[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const text = await textOf(file, config.encoding)
    readings.push(readingOf(readTable(file.path, text, wanted, config.delimiter), config))
  }
  refuseAbsence(readings, config)
  const { facts, shared } = readAssets(readings, config)
  const { edges, leftOut } = readEdges(readings, config, new Set(facts.map((asset) => asset.externalId)))
  ctx.log.info('Read tables', { files: readings.length, assets: facts.length, relations: edges.length })
  if (Object.keys(shared).length > 0) {
    ctx.log.warn('Identifiers that several rows share were left out, as they would make one asset of them', {
      shared,
    })
  }
  if (leftOut > 0) {
    ctx.log.warn('Relations were left out because an end of them is no asset of the input', { leftOut })
  }
  return { assets: facts, edges }
})

/** A listing that nobody wrote must not look like one that has become empty. */
function refuseAbsence(readings: readonly Reading[], { columns, relations }: CsvConfig): void {
  const [only] = readings
  const file =
    only !== undefined && readings.length === 1 ? only.table.file : `the input of ${readings.length} files`
  const refuse = (names: readonly string[], what: string) =>
    new InputError({
      file,
      problem: `holds no table with the ${names.length === 1 ? 'column' : 'columns'} ${names.map((name) => JSON.stringify(name)).join(' and ')}, so no ${what}`,
      hint: 'Name a directory that holds all tables.',
    })
  if (!readings.some((reading) => reading.assets)) throw refuse([columns.externalId], 'assets')
  if (relations !== undefined && !readings.some((reading) => reading.relations)) {
    throw refuse([relations.columns.from, relations.columns.to], 'relations')
  }
}
