import { assetRecordSchema, describePlace } from '@throughline/plugin-kit'
import { Cells, type Place } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { type AssetFacts, mapAsset } from './map.ts'
import { type Parsed, parseValue } from './values.ts'

/** What tables say about assets. */
export interface AssetsRead {
  readonly facts: readonly AssetFacts[]
  /** By kind, how many identifiers were left out because several rows share them. */
  readonly shared: Readonly<Record<string, number>>
}

/** The assets of all tables, in the order of their ids. @throws InputError with row and column. */
export function readAssets(readings: readonly Reading[], config: CsvConfig): AssetsRead {
  const known = new Map<string, { facts: AssetFacts; place: Place }>()
  for (const { table, positions, assets } of readings) {
    if (!assets) continue
    for (const row of table.rows) {
      const cells = new Cells(table.file, row, positions)
      const facts = factsOf(cells, config)
      const earlier = known.get(facts.externalId)
      if (earlier !== undefined) {
        throw cells.refusal(
          `${JSON.stringify(facts.externalId)} in the column ${JSON.stringify(config.columns.externalId)} is already given in ${describePlace(earlier.place)}`,
          'Every row needs a value of its own there: remove one of the two, or take another column.',
        )
      }
      known.set(facts.externalId, { facts, place: cells.place })
    }
  }
  const facts = [...known.values()]
    .map((entry) => entry.facts)
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
  return withoutShared(facts)
}

function factsOf(cells: Cells, config: CsvConfig): AssetFacts {
  const { columns } = config
  const externalId = cells.required(columns.externalId)
  const environment = cells.at(columns.environment) ?? config.environment
  const url = cells.at(columns.url)
  const facts = {
    externalId,
    kind: cells.parsed(columns.kind, (cell) => kindOf(cell, config)) ?? config.kind,
    name: cells.at(columns.name) ?? externalId,
    ...(environment === undefined ? {} : { environment }),
    ...(url === undefined ? {} : { url }),
    identifiers: Object.entries(columns.identifiers).flatMap(([kind, column]) => {
      const value = cells.at(column)
      return value === undefined ? [] : [{ kind, value }]
    }),
    labels: filled(columns.labels, (column) => cells.at(column)),
    attributes: filled(columns.attributes, ({ column, type }) =>
      cells.parsed(column, (cell) => parseValue(type, cell, config)),
    ),
  }
  refuseUnusable(facts, cells, config)
  return facts
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

/** What the contract does not take, such as a name that is too long or an address that is none. */
function refuseUnusable(facts: AssetFacts, cells: Cells, config: CsvConfig): void {
  const result = assetRecordSchema.safeParse(mapAsset(facts))
  if (result.success) return
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const column = columnAt(path, facts, config)
  const what = column === undefined ? path.map(String).join('.') : `the column ${JSON.stringify(column)}`
  throw cells.refusal(`${what}: ${issue?.message ?? 'cannot be kept'}`, 'Correct the row.')
}

function columnAt(
  path: readonly PropertyKey[],
  facts: AssetFacts,
  { columns }: CsvConfig,
): string | undefined {
  const [part, key] = path
  if (part === 'externalId' || part === 'name' || part === 'kind' || part === 'environment' || part === 'url')
    return columns[part]
  if (part === 'identifiers' && typeof key === 'number')
    return columns.identifiers[facts.identifiers[key]?.kind ?? '']
  if (part === 'labels') return columns.labels[String(key)]
  return part === 'attributes' ? columns.attributes[String(key)]?.column : undefined
}

/** An identifier that several rows share tells them not apart; kept, it would make one asset of them. */
function withoutShared(all: readonly AssetFacts[]): AssetsRead {
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
