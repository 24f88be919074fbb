import { InputError, truncate } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import { type Layout, layoutsOf, type OwnPrefix, type TableKind, type Wanted } from './layouts.ts'
import { isOwn } from './own-headers.ts'
import { HEADER_KINDS } from './questions.ts'
import type { Table } from './table.ts'
import { unsetTemplate } from './unset-templates.ts'

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
 * @throws InputError when it is nothing, is made from a template that is not set, lacks another column that is wanted, or has a wanted one twice
 */
export function readingOf(table: Table, config: CsvConfig): Reading {
  const layouts = layoutsOf(config)
  const known = layouts.filter(({ keys }) => keys.every((key) => table.header.includes(key)))
  const others = known.filter(({ kind }) => kind !== 'assets' && kind !== 'relations')
  const held = others.length > 0 ? others : known
  if (held.length === 0) {
    const unset = unsetTemplate(table.header, layouts)
    if (unset !== undefined) throw new InputError({ file: table.file, line: table.headerLine, ...unset })
  }
  const positions = new Map<string, number>()
  for (const layout of held.length > 0 ? held : nearest(table, layouts)) {
    for (const want of layout.wanted) positions.set(want.column, positionOf(table, want, layout, layouts))
  }
  for (const [layout, column] of ownColumns(table, held)) {
    const want = { setting: `in the sheet of ${layout.kind}`, column }
    positions.set(column, positionOf(table, want, layout, layouts))
  }
  return { table, positions, holds: new Set(held.map(({ kind }) => kind)) }
}

/** The layout of which a table has most columns, the first of several: what it lacks of that is told. */
function nearest({ header }: Table, layouts: readonly Layout[]): Layout[] {
  const shared = ({ wanted }: Layout) => wanted.filter(({ column }) => header.includes(column)).length
  return layouts.toSorted((a, b) => shared(b) - shared(a)).slice(0, 1)
}

/**
 * The columns that the user has added to a sheet made from a template, with the layout that takes them.
 *
 * @throws InputError for one that no template takes
 */
function ownColumns({ file, header, headerLine }: Table, held: readonly Layout[]): [Layout, string][] {
  // Beside a mapping of the user's own, columns that it does not name are passed over.
  const isMapped = held.some(({ own }) => own === undefined)
  const known = new Set(held.flatMap(({ wanted }) => wanted.map(({ column }) => column)))
  return header.flatMap((name): [Layout, string][] => {
    if (name === '' || known.has(name)) return []
    const taking = held.find(({ own = [] }) => isOwn(name, own))
    if (taking !== undefined) return [[taking, name]]
    if (isMapped || held.length === 0) return []
    throw new InputError({
      file,
      line: headerLine,
      problem: `has a column ${JSON.stringify(truncate(name, 61))}, which the template of ${held.map(({ kind }) => kind).join(' and ')} does not have`,
      hint: `Correct its name, or take it out.${ownHint(held)}`,
    })
  })
}

const OWN_HEADERS: Readonly<Record<OwnPrefix, string>> = {
  label: 'label:tier for a label',
  identifier: 'identifier:serial-number for an identifier',
  attribute: 'attribute:cores:number for an attribute',
  question: `a kind before a question, as in "nps: How likely …?": ${HEADER_KINDS.join(', ')}`,
}

function ownHint(held: readonly Layout[]): string {
  const ways = held.flatMap(({ own = [] }) => own.map((prefix) => OWN_HEADERS[prefix]))
  return ways.length === 0 ? '' : ` A column of your own is written as ${ways.join(', ')}.`
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
      problem: `has no column ${JSON.stringify(column)}, which is ${setting}${orThoseOf(others)}`,
      hint: alike === undefined ? missingHint(header, setting, layout) : aliasHint(alike, column, layout),
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

function missingHint(header: readonly string[], setting: string, { kind, own }: Layout): string {
  if (own === undefined)
    return `Its columns are ${listed(header)}: correct ${setting}, or set delimiter if these are not its columns.`
  return `Its columns are ${listed(header)}: add it, its cells may be empty; throughline template ${kind} writes the whole header.`
}

function aliasHint(alike: string, column: string, { own }: Layout): string {
  if (own === undefined) return `It has ${JSON.stringify(alike)}: write it that way.`
  return `It has ${JSON.stringify(alike)}: write ${JSON.stringify(column)} there.`
}

/** With `sheets`, all templates are described. */
function orThoseOf(others: readonly Layout[]): string {
  const many = others.length > 5 && others.every(({ own }) => own !== undefined)
  return many ? ', nor those of another template' : others.map(orThose).join('')
}

function orThose({ kind, keys, own }: Layout): string {
  if (own !== undefined) return `, nor those of the template of ${kind}`
  return `, nor the columns ${keys.map((key) => JSON.stringify(key)).join(' and ')} of ${kind}`
}

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name !== '').slice(0, 20)
  const more = names.length > 20 ? ' …' : ''
  return shown.map((name) => JSON.stringify(name.slice(0, 50))).join(', ') + more
}
