import type { ByTemplate } from './by-template.ts'
import type { CsvConfig } from './config.ts'
import { MODEL_COLUMNS, MODEL_TABLES, type ModelTable } from './model-config.ts'
import { RESPONSE_COLUMNS } from './survey-config.ts'

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
  /** In a sheet made from a template, the prefixes of the headers that its user adds; else undefined. */
  readonly own?: readonly OwnPrefix[]
}

/** What a header of the user's own begins with, in a sheet made from a template; a question with its kind. */
export type OwnPrefix = 'label' | 'identifier' | 'attribute' | 'question'

/** The kinds of tables that the configuration describes. */
export function layoutsOf(config: CsvConfig): Layout[] {
  const { columns, assets, relations, survey, responses, tickets, efforts } = config
  const layouts: Layout[] = []
  if (columns !== undefined) {
    const template = assets !== undefined
    const layout: Layout = { kind: 'assets', keys: [columns.externalId], wanted: assetColumns(columns) }
    layouts.push(byTemplate(layout, { template }, ['label', 'identifier', 'attribute']))
  }
  if (relations !== undefined) {
    const { from, to } = relations.columns
    const wanted = wantedIn('relations.columns', relations.columns)
    layouts.push(byTemplate({ kind: 'relations', keys: [from, to], wanted }, relations, []))
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
  if (responses !== undefined) {
    const wanted = RESPONSE_COLUMNS.map((column) => ({ setting: column, column }))
    layouts.push(byTemplate({ kind: 'responses', keys: [], wanted }, { template: true }, ['question']))
  }
  if (tickets !== undefined) {
    const { labels, ...rest } = tickets.columns
    const wanted = [...wantedIn('tickets.columns', rest), ...wantedIn('tickets.columns.labels', labels)]
    const keys = [rest.externalId, rest.state, rest.openedAt]
    layouts.push(byTemplate({ kind: 'tickets', keys, wanted }, tickets, ['label']))
  }
  if (efforts !== undefined) {
    const { externalId, ticket, effort } = efforts.columns
    const wanted = wantedIn('efforts.columns', efforts.columns)
    layouts.push(byTemplate({ kind: 'efforts', keys: [externalId, ticket, effort], wanted }, efforts, []))
  }
  for (const table of MODEL_TABLES) {
    const described = config[table]
    if (described === undefined) continue
    const { externalId, fields, labels } = described
    const wanted = [
      ...wantedIn(`${table}.columns`, { externalId, ...fields }),
      ...wantedIn(`${table}.columns.labels`, labels),
    ]
    const layout: Layout = { kind: table, keys: wanted.map(({ column }) => column), wanted }
    layouts.push(byTemplate(layout, described, 'labels' in MODEL_COLUMNS[table].shape ? ['label'] : []))
  }
  return layouts
}

/** A sheet made from a template is known by all columns that the template has. */
function byTemplate(layout: Layout, { template }: ByTemplate, own: readonly OwnPrefix[]): Layout {
  if (!template) return layout
  const wanted = layout.wanted.map(({ column }) => ({ setting: `in the template of ${layout.kind}`, column }))
  return { ...layout, wanted, keys: wanted.map(({ column }) => column), own }
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
