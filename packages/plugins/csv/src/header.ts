import { InputError } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import type { Table } from './table.ts'

/** A column that is read, and the setting that asks for it. */
interface Wanted {
  readonly setting: string
  readonly column: string
}

/** Where the columns of a table stand. */
export type Positions = ReadonlyMap<string, number>

/** What a table is read as: a table of assets may say relations too. */
export interface Reading {
  readonly table: Table
  readonly positions: Positions
  readonly assets: boolean
  readonly relations: boolean
}

/** Every column that the configuration asks for. */
export function wantedColumns(config: CsvConfig): string[] {
  return [...assetColumns(config), ...relationColumns(config)].map(({ column }) => column)
}

function assetColumns({ columns }: CsvConfig): Wanted[] {
  const wanted: Wanted[] = [{ setting: 'columns.externalId', column: columns.externalId }]
  const want = (setting: string, column: string | undefined) => {
    if (column !== undefined) wanted.push({ setting: `columns.${setting}`, column })
  }
  for (const setting of ['name', 'kind', 'environment', 'url'] as const) want(setting, columns[setting])
  for (const [kind, column] of Object.entries(columns.identifiers)) want(`identifiers.${kind}`, column)
  for (const [name, column] of Object.entries(columns.labels)) want(`labels.${name}`, column)
  for (const [name, { column }] of Object.entries(columns.attributes)) want(`attributes.${name}`, column)
  return wanted
}

function relationColumns({ relations }: CsvConfig): Wanted[] {
  return (['from', 'to', 'kind', 'strength'] as const).flatMap((setting) => {
    const column = relations?.columns[setting]
    return column === undefined ? [] : [{ setting: `relations.columns.${setting}`, column }]
  })
}

/**
 * Tells from its header what a table holds: assets when it has the column of their ids, relations when it has those of
 * both ends.
 *
 * @throws InputError when it is neither, lacks another column that is wanted, or has a wanted one twice
 */
export function readingOf(table: Table, config: CsvConfig): Reading {
  const has = (column: string | undefined) => column !== undefined && table.header.includes(column)
  const ends = config.relations?.columns
  const assets = has(config.columns.externalId)
  const relations = has(ends?.from) && has(ends?.to)
  const wanted = [
    ...(assets || !relations ? assetColumns(config) : []),
    ...(relations ? relationColumns(config) : []),
  ]
  const positions = new Map<string, number>()
  for (const want of wanted) positions.set(want.column, positionOf(table, want, config))
  return { table, positions, assets, relations }
}

function positionOf(
  { file, header, headerLine }: Table,
  { setting, column }: Wanted,
  config: CsvConfig,
): number {
  const position = header.indexOf(column)
  if (position === -1) {
    const alike = header.find((name) => name.toLowerCase() === column.toLowerCase())
    const ends = config.relations?.columns
    const orRelations =
      setting === 'columns.externalId' && ends !== undefined
        ? `, nor the columns ${JSON.stringify(ends.from)} and ${JSON.stringify(ends.to)} of relations`
        : ''
    throw new InputError({
      file,
      line: headerLine,
      problem: `has no column ${JSON.stringify(column)}, which is ${setting}${orRelations}`,
      hint:
        alike === undefined
          ? `Its columns are ${listed(header)}: correct ${setting}, or set delimiter if these are not its columns.`
          : `It has ${JSON.stringify(alike)}: write it that way.`,
    })
  }
  if (header.lastIndexOf(column) !== position) {
    throw new InputError({
      file,
      line: headerLine,
      problem: `has two columns called ${JSON.stringify(column)}, which is ${setting}`,
      hint: 'Rename one of them.',
    })
  }
  return position
}

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name !== '').slice(0, 20)
  const more = names.length > 20 ? ' …' : ''
  return shown.map((name) => JSON.stringify(name.slice(0, 50))).join(', ') + more
}
