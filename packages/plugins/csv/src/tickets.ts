import {
  publicAddress,
  TICKET_KINDS,
  TICKET_STATES,
  type TicketKind,
  type TicketState,
  ticketRecordSchema,
} from '@throughline/plugin-kit'
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { mapTicket, type TicketFacts } from './map.ts'
import { present } from './present.ts'
import { idsIn, partsOf, referenceTo } from './references.ts'
import { refuseUnusable } from './refusals.ts'
import { type RowsRead, rowsOf } from './rows.ts'
import type { TicketSettings } from './ticket-config.ts'
import { parseInstant } from './times.ts'
import { type Parsed, parseEffort, parseNumber } from './values.ts'
import { KIND_WORDS, STATE_WORDS, wordOf } from './words.ts'

/** The tickets of all tables, in the order of their ids. @throws InputError with row and column. */
export function readTickets(readings: readonly Reading[], config: CsvConfig): RowsRead<TicketFacts> {
  const { tickets } = config
  if (tickets === undefined) return { facts: [], unusable: [] }
  const assetIds = idsIn(readings, 'assets', config.columns?.externalId)
  return rowsOf(readings, 'tickets', tickets.columns.externalId, (cells) =>
    factsOf(cells, tickets, config, assetIds),
  )
}

function factsOf(
  cells: Cells,
  settings: TicketSettings,
  config: CsvConfig,
  assetIds: ReadonlySet<string>,
): TicketFacts {
  const { columns, levels, unit } = settings
  const externalId = cells.required(columns.externalId)
  const instant = (column: string | undefined) => cells.parsed(column, (cell) => parseInstant(cell, config))
  const level = (column: string | undefined, lowest: number) =>
    cells.parsed(column, (cell) => levelOf(cell, lowest, levels, config))
  const assets = partsOf(cells.at(columns.assets)).map((part) => referenceTo(part, assetIds))
  const facts: TicketFacts = {
    externalId,
    kind: cells.parsed(columns.kind, (cell) => kindOf(cell, settings)) ?? settings.kind,
    title: cells.at(columns.title) ?? externalId,
    state: cells.requiredAs(columns.state, (cell) => stateOf(cell, settings.states)),
    sourceState: cells.required(columns.state),
    openedAt: cells.requiredAs(columns.openedAt, (cell) => parseInstant(cell, config)),
    ...present({
      description: cells.at(columns.description),
      impact: level(columns.impact, 3),
      urgency: level(columns.urgency, 3),
      priority: level(columns.priority, 5),
      requester: cells.at(columns.requester),
      assignee: cells.at(columns.assignee),
      requesterTeam: cells.at(columns.requesterTeam),
      assigneeTeam: cells.at(columns.assigneeTeam),
      effortMinutes: cells.parsed(columns.effort, (cell) => parseEffort(cell, unit, config)),
      causedByChange: cells.at(columns.causedByChange),
      resolvedAt: instant(columns.resolvedAt),
      updatedAt: instant(columns.updatedAt),
      dueAt: instant(columns.dueAt),
      services: namesIn(cells.at(columns.services)),
      assets: assets.length === 0 ? undefined : assets,
      url: addressOf(cells.at(columns.url)),
      labels: labelsOf(cells, columns.labels),
    }),
  }
  refuseUnusable(ticketRecordSchema, mapTicket(facts), cells, ([part, key]) => {
    const column = columnOf(part, key, columns)
    return { column, part: typeof key === 'number' ? partsOf(cells.at(column))[key] : undefined }
  })
  return facts
}

function columnOf(
  part: PropertyKey | undefined,
  key: PropertyKey | undefined,
  columns: TicketSettings['columns'],
): string | undefined {
  if (part === 'labels') return columns.labels[String(key)]
  if (part === 'sourceState') return columns.state
  if (part === 'effortMinutes') return columns.effort
  const { labels: _, ...plain } = columns
  return Object.entries(plain).find(([name]) => name === part)?.[1]
}

function kindOf(cell: string, { kinds }: TicketSettings): Parsed<TicketKind> {
  const value = wordOf(cell, kinds, KIND_WORDS)
  if (value !== undefined) return { value }
  return {
    problem: 'is not the name of a kind of ticket',
    hint: `Say what it means with the setting tickets.kinds: ${TICKET_KINDS.join(', ')}.`,
  }
}

/** A cell as the state of a ticket. */
export function stateOf(cell: string, states: TicketSettings['states']): Parsed<TicketState> {
  const value = wordOf(cell, states, STATE_WORDS)
  if (value !== undefined) return { value }
  return {
    problem: 'is not the name of a state of a ticket',
    hint: `Say what it means with the setting tickets.states: ${TICKET_STATES.join(', ')}.`,
  }
}

function levelOf(
  cell: string,
  lowest: number,
  levels: TicketSettings['levels'],
  config: CsvConfig,
): Parsed<number> {
  const named = Object.hasOwn(levels, cell) ? levels[cell] : undefined
  const parsed = named === undefined ? parseNumber(cell, config) : { value: named }
  if ('value' in parsed && Number.isInteger(parsed.value) && parsed.value >= 1 && parsed.value <= lowest)
    return parsed
  return {
    problem: `is not a level from 1 to ${lowest}`,
    hint: 'Write a number, 1 being the highest, or say what the word means with the setting tickets.levels.',
  }
}

function namesIn(cell: string | undefined): string[] | undefined {
  const names = [...new Set(partsOf(cell))]
  return names.length === 0 ? undefined : names
}

function labelsOf(
  cells: Cells,
  columns: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const labels = Object.entries(columns).flatMap(([name, column]) => {
    const cell = cells.at(column)
    return cell === undefined ? [] : [[name, cell] as const]
  })
  return labels.length === 0 ? undefined : Object.fromEntries(labels)
}

function addressOf(cell: string | undefined): string | undefined {
  return cell === undefined ? undefined : publicAddress(cell)
}
