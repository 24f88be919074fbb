import { InputError, truncate } from '@throughline/plugin-kit'
import { labelName } from './column.ts'
import { ATTRIBUTE_TYPES, attributeName, type CsvConfig, slug } from './config.ts'
import type { Reading } from './header.ts'
import { layoutsOf, type TableKind } from './layouts.ts'
import { MODEL_TABLES } from './model-config.ts'
import { type OwnColumn, ownColumnIn } from './own-headers.ts'
import type { Table } from './table.ts'

/**
 * The configuration with the labels, identifiers and attributes that the headers of sheets made from templates name.
 *
 * @throws InputError for a name that is none, and for one that two columns have
 */
export function withOwnColumns(config: CsvConfig, readings: readonly Reading[]): CsvConfig {
  const layouts = layoutsOf(config)
  let merged = config
  for (const { table, holds } of readings) {
    for (const { kind, own = [] } of layouts.filter((layout) => holds.has(layout.kind))) {
      for (const header of table.header) {
        const column = ownColumnIn(header, own)
        if (column !== undefined) merged = withColumn(merged, kind, column, table)
      }
    }
  }
  return merged
}

function withColumn(config: CsvConfig, kind: TableKind, own: OwnColumn, table: Table): CsvConfig {
  const { columns, tickets } = config
  if (kind === 'assets' && columns !== undefined) {
    if (own.prefix === 'label') {
      return { ...config, columns: { ...columns, labels: withLabel(columns.labels, own, table) } }
    }
    if (own.prefix === 'identifier') {
      const identifiers = withName(columns.identifiers, own, named(slug, own, table), table)
      return { ...config, columns: { ...columns, identifiers } }
    }
    return { ...config, columns: { ...columns, attributes: withAttribute(columns.attributes, own, table) } }
  }
  if (kind === 'tickets' && tickets !== undefined) {
    const labels = withLabel(tickets.columns.labels, own, table)
    return { ...config, tickets: { ...tickets, columns: { ...tickets.columns, labels } } }
  }
  const model = MODEL_TABLES.find((one) => one === kind)
  const described = model === undefined ? undefined : config[model]
  if (model === undefined || described === undefined) return config
  return { ...config, [model]: { ...described, labels: withLabel(described.labels, own, table) } }
}

type Attributes = NonNullable<CsvConfig['columns']>['attributes']

/** `attribute:cores:number` is a number, `attribute:rack` a text. */
function withAttribute(attributes: Attributes, own: OwnColumn, table: Table): Attributes {
  const [, name = own.name, word = 'text'] = /^(.*\S)\s*:\s*(\S*)$/.exec(own.name) ?? []
  const type = ATTRIBUTE_TYPES.find((one) => one === word)
  if (type === undefined) {
    throw refusal(
      table,
      own.column,
      `has no type ${JSON.stringify(truncate(word, 60))} of an attribute`,
      `Write one of ${ATTRIBUTE_TYPES.join(', ')} after the second colon, or leave it out for a text.`,
    )
  }
  const key = named(attributeName, { ...own, name }, table)
  const before = Object.hasOwn(attributes, key) ? attributes[key]?.column : undefined
  return added(attributes, own, key, { column: own.column, type }, table, before)
}

function withLabel(labels: Readonly<Record<string, string>>, own: OwnColumn, table: Table) {
  return withName(labels, own, named(labelName, own, table), table)
}

function withName(names: Readonly<Record<string, string>>, own: OwnColumn, name: string, table: Table) {
  return added(names, own, name, own.column, table, Object.hasOwn(names, name) ? names[name] : undefined)
}

/** The members and one more, unless another column is that already. */
function added<To>(
  members: Readonly<Record<string, To>>,
  { prefix, column }: OwnColumn,
  name: string,
  to: To,
  table: Table,
  before: string | undefined,
): Record<string, To> {
  if (before === undefined || before === column) return { ...members, [name]: to }
  throw refusal(
    table,
    column,
    `names the ${prefix} ${JSON.stringify(name)}, and so does ${JSON.stringify(before)}`,
    'Write it in one way in all sheets.',
  )
}

interface Names {
  safeParse(name: string): { success: boolean; error?: { issues: readonly { message: string }[] } }
}

function named(names: Names, { prefix, name, column }: OwnColumn, table: Table): string {
  const result = names.safeParse(name)
  if (result.success) return name
  throw refusal(
    table,
    column,
    `does not name a ${prefix === 'label' ? '' : 'kind of '}${prefix}: ${result.error?.issues[0]?.message}`,
    `Write it as ${EXAMPLES[prefix]}.`,
  )
}

const EXAMPLES = {
  label: 'label:tier',
  identifier: 'identifier:serial-number',
  attribute: 'attribute:rack, or attribute:cores:number',
}

function refusal(
  { file, headerLine: line }: Table,
  column: string,
  problem: string,
  hint: string,
): InputError {
  return new InputError({
    file,
    line,
    problem: `the column ${JSON.stringify(truncate(column, 61))} ${problem}`,
    hint,
  })
}
