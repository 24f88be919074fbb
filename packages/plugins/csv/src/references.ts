import type { EntityReference } from '@throughline/plugin-kit'
import type { Reading } from './header.ts'
import type { TableKind } from './layouts.ts'

/** The ids that the rows of the input have, by the kinds of tables. */
export type Ids = ReadonlyMap<TableKind, ReadonlySet<string>>

/** The ids that the rows of a kind of table have; none where no column is described. */
export function idsIn(
  readings: readonly Reading[],
  kind: TableKind,
  idColumn: string | undefined,
): ReadonlySet<string> {
  if (idColumn === undefined) return new Set()
  const held = readings.filter(({ holds }) => holds.has(kind))
  return new Set(
    held.flatMap(({ table: { rows }, positions }) => {
      const position = positions.get(idColumn)
      return position === undefined ? [] : rows.flatMap(({ cells }) => cells[position] ?? [])
    }),
  )
}

/** An external ID if the input has a row with it, otherwise a name. */
export function referenceTo(cell: string, ids: ReadonlySet<string> | undefined): EntityReference {
  return ids?.has(cell) === true ? { externalId: cell } : { name: cell }
}

/** The parts of a cell that lists several things. */
export function partsOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
