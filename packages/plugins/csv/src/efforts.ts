import { effortRecordSchema } from '@throughline/plugin-kit'
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { type EffortFacts, mapEffort } from './map.ts'
import { present } from './present.ts'
import { refuseUnusable } from './refusals.ts'
import { type RowsRead, rowsOf } from './rows.ts'
import type { EffortSettings } from './ticket-config.ts'
import { parseInstant } from './times.ts'
import { parseEffort } from './values.ts'

/**
 * The bookings of all tables, in the order of their ids.
 *
 * @param ticketIds those of the input; undefined where it holds no tickets, and the source has told them before
 * @throws InputError with row and column
 */
export function readEfforts(
  readings: readonly Reading[],
  config: CsvConfig,
  ticketIds: ReadonlySet<string> | undefined,
): RowsRead<EffortFacts> {
  const { efforts } = config
  if (efforts === undefined) return { facts: [], unusable: [] }
  return rowsOf(readings, 'efforts', efforts.columns.externalId, (cells) =>
    factsOf(cells, efforts, config, ticketIds),
  )
}

function factsOf(
  cells: Cells,
  { columns, unit }: EffortSettings,
  config: CsvConfig,
  ticketIds: ReadonlySet<string> | undefined,
): EffortFacts {
  const ticket = cells.required(columns.ticket)
  if (ticketIds?.has(ticket) === false) {
    throw cells.refusal(
      `${JSON.stringify(ticket.slice(0, 60))} in the column ${JSON.stringify(columns.ticket)} is no ticket of the input`,
      'Read the table with that ticket too, or remove the row.',
    )
  }
  const facts: EffortFacts = {
    externalId: cells.required(columns.externalId),
    ticket,
    minutes: cells.requiredAs(columns.effort, (cell) => parseEffort(cell, unit, config)),
    performedAt: cells.requiredAs(columns.performedAt, (cell) => parseInstant(cell, config)),
    ...present({
      person: cells.at(columns.person),
      team: cells.at(columns.team),
      comment: cells.at(columns.comment),
    }),
  }
  refuseUnusable(effortRecordSchema, mapEffort(facts), cells, ([part]) => {
    if (part === 'minutes') return columns.effort
    return Object.entries(columns).find(([name]) => name === part)?.[1]
  })
  return facts
}
