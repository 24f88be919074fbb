import { InputError } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import { type Layout, layoutsOf, type TableKind, type Wanted } from './layouts.ts'
import type { Table } from './table.ts'

/** Where the columns of a table stand. */
export type Positions = ReadonlyMap<string, number>

/** What a table is read as: a table of assets may say relations too. */
export interface Reading {
  readonly table: Table
  readonly positions: Positions
  readonly holds: ReadonlySet<TableKind>
}

/** Every column that the configuration asks for. */
export function wantedColumns(config: CsvConfig): string[] {
  return layoutsOf(config).flatMap(({ wanted }) => wanted.map(({ column }) => column))
}

/**
 * Tells from its header what a table holds: what has the columns by which it is known. Assets are known by a single
 * one, which tables of other things may have as well; so what is something else is none of assets.
 *
 * @throws InputError when it is nothing, lacks another column that is wanted, or has a wanted one twice
 */
export function readingOf(table: Table, config: CsvConfig): Reading {
  const layouts = layoutsOf(config)
  const known = layouts.filter(({ keys }) => keys.every((key) => table.header.includes(key)))
  const others = known.filter(({ kind }) => kind !== 'assets' && kind !== 'relations')
  const held = others.length > 0 ? others : known
  const positions = new Map<string, number>()
  for (const layout of held.length > 0 ? held : layouts.slice(0, 1)) {
    for (const want of layout.wanted) positions.set(want.column, positionOf(table, want, layout, layouts))
  }
  return { table, positions, holds: new Set(held.map(({ kind }) => kind)) }
}

function positionOf(
  { file, header, headerLine }: Table,
  { setting, column }: Wanted,
  layout: Layout,
  layouts: readonly Layout[],
): number {
  const position = header.indexOf(column)
  if (position === -1) {
    const alike = header.find((name) => name.toLowerCase() === column.toLowerCase())
    const isKey = layout.keys[0] === column
    const others = isKey ? layouts.filter((other) => other !== layout) : []
    throw new InputError({
      file,
      line: headerLine,
      problem: `has no column ${JSON.stringify(column)}, which is ${setting}${others.map(orThose).join('')}`,
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

function orThose({ kind, keys }: Layout): string {
  return `, nor the columns ${keys.map((key) => JSON.stringify(key)).join(' and ')} of ${kind}`
}

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name !== '').slice(0, 20)
  const more = names.length > 20 ? ' …' : ''
  return shown.map((name) => JSON.stringify(name.slice(0, 50))).join(', ') + more
}
