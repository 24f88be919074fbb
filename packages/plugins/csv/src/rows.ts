import {
  describePlace,
  InputError,
  orInputError,
  textProblem,
  type Unusable,
  unusable,
} from '@throughline/plugin-kit'
import { Cells, type Place } from './cells.ts'
import type { Reading } from './header.ts'
import type { TableKind } from './layouts.ts'

/** What the rows of one kind of table say. */
export interface RowsRead<Facts> {
  /** In the order of their ids. */
  readonly facts: readonly Facts[]
  /** Rows that cannot be used, by their ids. */
  readonly unusable: readonly Unusable[]
}

/**
 * What all rows of one kind of table say. A row of which `factsOf` makes nothing is left out; one that it refuses, and an
 * id that several rows have, cannot be used.
 *
 * @throws InputError with row and column if a row has no id, or no row can be used
 */
export function rowsOf<Facts extends { readonly externalId: string }>(
  readings: readonly Reading[],
  kind: TableKind,
  idColumn: string,
  factsOf: (cells: Cells) => Facts | undefined,
): RowsRead<Facts> {
  const flaws = new Map<string, InputError>()
  const known = new Map<string, { facts: Facts; place: Place }>()
  for (const { table, positions, holds } of readings) {
    if (!holds.has(kind)) continue
    for (const row of table.rows) {
      const cells = new Cells(table.file, row, positions)
      const facts = orInputError(() => {
        cells.requireWhole()
        return factsOf(cells)
      })
      if (facts === undefined) continue
      if (facts instanceof InputError) {
        const id = cells.at(idColumn)
        if (id === undefined || textProblem(id) !== undefined) throw facts
        flaws.set(id, facts)
        continue
      }
      const earlier = known.get(facts.externalId)
      if (earlier !== undefined) {
        const repeated = cells.refusal(
          `${JSON.stringify(facts.externalId)} in the column ${JSON.stringify(idColumn)} is already given in ${describePlace(earlier.place)}`,
          'Every row needs a value of its own there: remove one of the two, or take another column.',
        )
        if (!flaws.has(facts.externalId)) flaws.set(facts.externalId, repeated)
        continue
      }
      known.set(facts.externalId, { facts, place: cells.place })
    }
  }
  for (const id of flaws.keys()) known.delete(id)
  const [first] = flaws.values()
  if (first !== undefined && known.size === 0) throw first
  return {
    facts: [...known.values()]
      .map(({ facts }) => facts)
      .sort((a, b) => (a.externalId < b.externalId ? -1 : 1)),
    unusable: [...flaws].map(([id, error]) => unusable(error, id)),
  }
}
