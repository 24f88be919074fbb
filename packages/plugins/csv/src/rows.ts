import { describePlace } from '@throughline/plugin-kit'
import type { z } from 'zod'
import { Cells, type Place } from './cells.ts'
import type { Reading } from './header.ts'
import type { TableKind } from './layouts.ts'

/**
 * What all rows of one kind of table say, in the order of their ids. A row of which `factsOf` makes nothing is left
 * out.
 *
 * @throws InputError with row and column, also where two rows have the same id
 */
export function rowsOf<Facts extends { readonly externalId: string }>(
  readings: readonly Reading[],
  kind: TableKind,
  idColumn: string,
  factsOf: (cells: Cells) => Facts | undefined,
): Facts[] {
  const known = new Map<string, { facts: Facts; place: Place }>()
  for (const { table, positions, holds } of readings) {
    if (!holds.has(kind)) continue
    for (const row of table.rows) {
      const cells = new Cells(table.file, row, positions)
      const facts = factsOf(cells)
      if (facts === undefined) continue
      const earlier = known.get(facts.externalId)
      if (earlier !== undefined) {
        throw cells.refusal(
          `${JSON.stringify(facts.externalId)} in the column ${JSON.stringify(idColumn)} is already given in ${describePlace(earlier.place)}`,
          'Every row needs a value of its own there: remove one of the two, or take another column.',
        )
      }
      known.set(facts.externalId, { facts, place: cells.place })
    }
  }
  return [...known.values()].map(({ facts }) => facts).sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
}

/**
 * Refuses what the contract does not take, such as a name that is too long or an address that is none.
 *
 * @param columnAt the column that a field of the record comes from
 * @throws InputError with row and column
 */
export function refuseUnusable(
  schema: z.ZodType,
  record: unknown,
  cells: Cells,
  columnAt: (path: readonly PropertyKey[]) => string | undefined,
): void {
  const result = schema.safeParse(record)
  if (result.success) return
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const column = columnAt(path)
  const what = column === undefined ? path.map(String).join('.') : `the column ${JSON.stringify(column)}`
  throw cells.refusal(`${what}: ${issue?.message ?? 'cannot be kept'}`, 'Correct the row.')
}
