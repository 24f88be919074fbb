import type { CsvConfig } from './config.ts'
import { MODEL_TABLES, type ModelTable } from './model-config.ts'

/** What rows of a table may tell of. */
export type TableKind = 'assets' | 'relations' | 'responses' | 'tickets' | 'efforts' | ModelTable

/** A column that is read, and the setting that asks for it. */
export interface Wanted {
  readonly setting: string
  readonly column: string
}

/** The columns of one kind of table. */
export interface Layout {
  readonly kind: TableKind
  /** Those by which such a table is known. */
  readonly keys: readonly string[]
  readonly wanted: readonly Wanted[]
}

/** The kinds of tables that the configuration describes. */
export function layoutsOf(config: CsvConfig): Layout[] {
  const { columns, relations, survey, tickets, efforts } = config
  const layouts: Layout[] = []
  if (columns !== undefined) {
    layouts.push({ kind: 'assets', keys: [columns.externalId], wanted: assetColumns(columns) })
  }
  if (relations !== undefined) {
    const { from, to } = relations.columns
    layouts.push({
      kind: 'relations',
      keys: [from, to],
      wanted: wantedIn('relations.columns', relations.columns),
    })
  }
  if (survey !== undefined) {
    const { externalId, submittedAt } = survey.columns
    const questions = Object.entries(survey.questions).map(([id, { column }]) => ({
      setting: `survey.questions.${id}`,
      column,
    }))
    const wanted = [...wantedIn('survey.columns', survey.columns), ...questions]
    layouts.push({ kind: 'responses', keys: [externalId, submittedAt], wanted })
  }
  if (tickets !== undefined) {
    const { labels, ...rest } = tickets.columns
    const wanted = [...wantedIn('tickets.columns', rest), ...wantedIn('tickets.columns.labels', labels)]
    layouts.push({ kind: 'tickets', keys: [rest.externalId, rest.state, rest.openedAt], wanted })
  }
  if (efforts !== undefined) {
    const { externalId, ticket, effort } = efforts.columns
    const wanted = wantedIn('efforts.columns', efforts.columns)
    layouts.push({ kind: 'efforts', keys: [externalId, ticket, effort], wanted })
  }
  for (const table of MODEL_TABLES) {
    const described = config[table]
    if (described === undefined) continue
    const { externalId, fields, labels } = described
    const wanted = [
      ...wantedIn(`${table}.columns`, { externalId, ...fields }),
      ...wantedIn(`${table}.columns.labels`, labels),
    ]
    layouts.push({ kind: table, keys: wanted.map(({ column }) => column), wanted })
  }
  return layouts
}

function assetColumns(columns: NonNullable<CsvConfig['columns']>): Wanted[] {
  const { identifiers, labels, attributes, ...rest } = columns
  const values = Object.fromEntries(Object.entries(attributes).map(([name, { column }]) => [name, column]))
  return [
    ...wantedIn('columns', rest),
    ...wantedIn('columns.identifiers', identifiers),
    ...wantedIn('columns.labels', labels),
    ...wantedIn('columns.attributes', values),
  ]
}

function wantedIn(path: string, columns: Readonly<Record<string, string | undefined>>): Wanted[] {
  return Object.entries(columns).flatMap(([setting, column]) =>
    column === undefined ? [] : [{ setting: `${path}.${setting}`, column }],
  )
}
