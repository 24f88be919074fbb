import { templateHeader } from './by-template.ts'
import { assetColumns, relationColumns } from './config.ts'
import type { TableKind } from './layouts.ts'
import { MODEL_COLUMNS } from './model-config.ts'
import { RESPONSE_COLUMNS } from './survey-config.ts'
import { EXAMPLES } from './template-examples.ts'
import { effortColumns, ticketColumns } from './ticket-config.ts'

/** The columns of each sheet that a template always has, in the order of what refers to what. */
export const TEMPLATE_HEADERS: Readonly<Record<TableKind, readonly string[]>> = {
  people: templateHeader(MODEL_COLUMNS.people),
  teams: templateHeader(MODEL_COLUMNS.teams),
  services: templateHeader(MODEL_COLUMNS.services),
  objectives: templateHeader(MODEL_COLUMNS.objectives),
  processes: templateHeader(MODEL_COLUMNS.processes),
  assets: templateHeader(assetColumns),
  relations: templateHeader(relationColumns),
  costs: templateHeader(MODEL_COLUMNS.costs),
  changes: templateHeader(MODEL_COLUMNS.changes),
  tickets: templateHeader(ticketColumns),
  efforts: templateHeader(effortColumns),
  ticketEvents: templateHeader(MODEL_COLUMNS.ticketEvents),
  responses: RESPONSE_COLUMNS,
  surveyInvitations: templateHeader(MODEL_COLUMNS.surveyInvitations),
}

/** The kinds of sheets that there are templates of. */
export const SHEETS: readonly string[] = Object.keys(TEMPLATE_HEADERS)

/** A sheet with a header and examples, for the setting `template` of its kind; undefined for a kind that is not known. */
export function sheetTemplate(kind: string): string | undefined {
  const table = Object.keys(TEMPLATE_HEADERS).find((one): one is TableKind => one === kind)
  if (table === undefined) return undefined
  const header = [...new Set([...TEMPLATE_HEADERS[table], ...EXAMPLES[table].flatMap(Object.keys)])]
  const rows = EXAMPLES[table].map((row) => header.map((field) => quoted(row[field] ?? '')))
  return `${[header.map(quoted), ...rows].map((cells) => cells.join(',')).join('\n')}\n`
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
