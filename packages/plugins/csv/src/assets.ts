import { assetRecordSchema, publicAddress } from '@throughline/plugin-kit'
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { type AssetFacts, mapAsset } from './map.ts'
import { present } from './present.ts'
import { idsIn, partsOf, referenceTo } from './references.ts'
import { type Origin, refuseUnusable } from './refusals.ts'
import { type RowsRead, rowsOf } from './rows.ts'
import { type Parsed, parseNumber, parseValue } from './values.ts'

/** What tables say about assets. */
export interface AssetsRead extends RowsRead<AssetFacts> {
  /** By kind, how many identifiers were left out because several rows share them. */
  readonly shared: Readonly<Record<string, number>>
}

type AssetColumns = NonNullable<CsvConfig['columns']>

/** The assets of all tables, in the order of their ids. @throws InputError with row and column. */
export function readAssets(readings: readonly Reading[], config: CsvConfig): AssetsRead {
  const { columns } = config
  if (columns === undefined) return { facts: [], unusable: [], shared: {} }
  const idColumn = columns.externalId
  const ids = {
    teams: idsIn(readings, 'teams', config.teams?.externalId),
    services: idsIn(readings, 'services', config.services?.externalId),
  }
  const rows = rowsOf(readings, 'assets', idColumn, (cells) => factsOf(cells, columns, config, ids))
  return { ...rows, ...withoutShared(rows.facts) }
}

interface Ids {
  readonly teams: ReadonlySet<string>
  readonly services: ReadonlySet<string>
}

function factsOf(cells: Cells, columns: AssetColumns, config: CsvConfig, ids: Ids): AssetFacts {
  const owner = cells.at(columns.owner)
  const services = partsOf(cells.at(columns.services)).map((part) => referenceTo(part, ids.services))
  const externalId = cells.required(columns.externalId)
  const environment = cells.at(columns.environment) ?? config.environment
  const url = cells.at(columns.url)
  const facts = {
    externalId,
    kind: cells.parsed(columns.kind, (cell) => kindOf(cell, config)) ?? config.kind,
    name: cells.at(columns.name) ?? externalId,
    ...(environment === undefined ? {} : { environment }),
    ...(url === undefined ? {} : { url: publicAddress(url) }),
    ...present({
      owner: owner === undefined ? undefined : referenceTo(owner, ids.teams),
      cost: costOf(cells, columns, config),
      availability: cells.parsed(columns.availability, (cell) => parseNumber(cell, config)),
      services: services.length === 0 ? undefined : services,
    }),
    identifiers: Object.entries(columns.identifiers).flatMap(([kind, column]) => {
      const value = cells.at(column)
      return value === undefined ? [] : [{ kind, value }]
    }),
    labels: filled(columns.labels, (column) => cells.at(column)),
    attributes: filled(columns.attributes, ({ column, type }) =>
      cells.parsed(column, (cell) => parseValue(type, cell, config)),
    ),
  }
  refuseUnusable(assetRecordSchema, mapAsset(facts), cells, (path) => columnAt(path, facts, columns, cells))
  return facts
}

/** A cost as it is written, its amount exact. */
function costOf(cells: Cells, columns: AssetColumns, config: CsvConfig): AssetFacts['cost'] {
  const amount = cells.parsed(columns.cost, (cell) => parseNumber(cell, config))
  if (amount === undefined) return undefined
  if (amount < 0) {
    throw cells.refusal(
      `${JSON.stringify(cells.at(columns.cost))} in the column ${JSON.stringify(columns.cost)} is less than 0`,
      'Write what the asset costs per month, 0 or more; credits go into a sheet of costs.',
    )
  }
  const currency = cells.at(columns.currency) ?? config.currency
  if (currency !== undefined) return { amount: String(amount), currency }
  throw cells.refusal(
    `the cost in the column ${JSON.stringify(columns.cost)} has no currency`,
    'Name a column with columns.currency, or one for all rows with currency.',
  )
}

/** The members of a map for which the row has a value. */
function filled<From, To>(
  map: Readonly<Record<string, From>>,
  read: (from: From) => To | undefined,
): Record<string, To> {
  const entries = Object.entries(map).flatMap(([name, from]) => {
    const value = read(from)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function kindOf(cell: string, { kinds }: CsvConfig): Parsed<string> {
  const meant = Object.hasOwn(kinds, cell) ? kinds[cell] : cell
  const result = assetRecordSchema.shape.kind.safeParse(meant)
  if (result.success) return { value: result.data }
  return {
    problem: 'is not the name of a kind',
    hint: `Say what it means with the setting kinds, such as {${JSON.stringify(cell.slice(0, 60))}: "server.virtual"}.`,
  }
}

/** Members of a record that come from the column of the same name. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['externalId', 'name', 'kind', 'environment', 'url'],
  ...['owner', 'cost', 'availability', 'services'],
])

function columnAt(
  path: readonly PropertyKey[],
  facts: AssetFacts,
  columns: AssetColumns,
  cells: Cells,
): string | Origin | undefined {
  const [part, key] = path
  if (part === 'cost' && key === 'currency') return columns.currency
  if (part === 'services' && typeof key === 'number')
    return { column: columns.services, part: partsOf(cells.at(columns.services))[key] }
  if (typeof part === 'string' && PLAIN.has(part)) return columns[part as 'name']
  if (part === 'identifiers' && typeof key === 'number')
    return columns.identifiers[facts.identifiers[key]?.kind ?? '']
  if (part === 'labels') return columns.labels[String(key)]
  return part === 'attributes' ? columns.attributes[String(key)]?.column : undefined
}

/** An identifier that several rows share tells them not apart; kept, it would make one asset of them. */
function withoutShared(all: readonly AssetFacts[]): Pick<AssetsRead, 'facts' | 'shared'> {
  const keyOf = (identifier: AssetFacts['identifiers'][number]) =>
    JSON.stringify([identifier.kind, identifier.value])
  const owners = new Map<string, number>()
  for (const key of all.flatMap(({ identifiers }) => identifiers.map(keyOf)))
    owners.set(key, (owners.get(key) ?? 0) + 1)
  const shared: Record<string, number> = {}
  const facts = all.map((asset) => ({
    ...asset,
    identifiers: asset.identifiers.filter((identifier) => {
      if (owners.get(keyOf(identifier)) === 1) return true
      shared[identifier.kind] = (shared[identifier.kind] ?? 0) + 1
      return false
    }),
  }))
  return { facts, shared }
}
