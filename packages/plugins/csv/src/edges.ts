import {
  describePlace,
  InputError,
  orInputError,
  RELATION_KINDS,
  type RelationKind,
  relationId,
  type Unusable,
  unusable,
} from '@throughline/plugin-kit'
import { Cells, type Place } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { type Parsed, parseNumber } from './values.ts'

/** A relation as it is listed and stored: plain data between external ids. */
export interface Edge {
  readonly kind: RelationKind
  readonly from: string
  readonly to: string
  readonly strength?: number
}

/** What tables say about relations. */
export interface EdgesRead {
  readonly edges: readonly Edge[]
  /** How many were left out because an end of them is not in the input. */
  readonly leftOut: number
  /** Rows that cannot be used. Which relations they would be is not known. */
  readonly unusable: readonly Unusable[]
}

/**
 * The relations of all tables, in the order of their ids. In a table of assets an empty end means none.
 *
 * @param assetIds those of the input; undefined where it holds no assets, and the source has told them before
 * @throws InputError with row and column
 */
export function readEdges(
  readings: readonly Reading[],
  config: CsvConfig,
  assetIds: ReadonlySet<string> | undefined,
): EdgesRead {
  const known = new Map<string, { edge: Edge; place: Place }>()
  let leftOut = 0
  const flaws: Unusable[] = []
  for (const { table, positions, holds } of readings) {
    if (!holds.has('relations') || config.relations === undefined) continue
    for (const row of table.rows) {
      const cells = new Cells(table.file, row, positions)
      const settings = config.relations
      const edge = orInputError(() => {
        // A row of a table of assets is refused as an asset.
        if (!holds.has('assets')) cells.requireWhole()
        return edgeOf(cells, settings, holds.has('assets'), config)
      })
      if (edge === undefined) continue
      if (edge instanceof InputError) {
        flaws.push(unusable(edge))
        continue
      }
      const missing = (
        [
          ['from', edge.from],
          ['to', edge.to],
        ] as const
      ).find(([, id]) => assetIds?.has(id) === false)
      if (missing !== undefined) {
        if (config.relations.missingEnds === 'refuse') throw lost(cells, config.relations, missing)
        leftOut += 1
        continue
      }
      keep(known, edge, cells)
    }
  }
  const edges = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { edge }]) => edge)
  return { edges, leftOut, unusable: flaws }
}

type RelationSettings = NonNullable<CsvConfig['relations']>

function edgeOf(
  cells: Cells,
  settings: RelationSettings,
  mayBeEmpty: boolean,
  config: CsvConfig,
): Edge | undefined {
  const { columns } = settings
  if (mayBeEmpty && (cells.at(columns.from) === undefined || cells.at(columns.to) === undefined))
    return undefined
  const [from, to] = [cells.required(columns.from), cells.required(columns.to)]
  if (from === to) {
    throw cells.refusal(
      `${JSON.stringify(columns.from)} and ${JSON.stringify(columns.to)} name the same asset, ${JSON.stringify(from)}`,
      'Nothing is related to itself: correct or remove the row.',
    )
  }
  const strength = cells.parsed(columns.strength, (cell) => strengthOf(cell, config))
  return {
    kind: cells.parsed(columns.kind, relationKindOf) ?? settings.kind,
    from,
    to,
    ...(strength === undefined ? {} : { strength }),
  }
}

function keep(known: Map<string, { edge: Edge; place: Place }>, edge: Edge, cells: Cells): void {
  const id = relationId(edge.kind, edge.from, edge.to)
  const earlier = known.get(id)
  if (earlier === undefined) known.set(id, { edge, place: cells.place })
  else if (earlier.edge.strength !== edge.strength) {
    throw cells.refusal(
      `the relation ${id} is given here and, with another strength, in ${describePlace(earlier.place)}`,
      'Keep one of the two.',
    )
  }
}

function lost(
  cells: Cells,
  { columns }: RelationSettings,
  [end, id]: readonly ['from' | 'to', string],
): Error {
  return cells.refusal(
    `${JSON.stringify(id.slice(0, 60))} in the column ${JSON.stringify(columns[end])} is no asset of the input`,
    'Read the table with that asset too, or set missingEnds of relations to leave-out.',
  )
}

function relationKindOf(cell: string): Parsed<RelationKind> {
  const word = cell.toUpperCase().replace(/[\s-]+/g, '_')
  const value = RELATION_KINDS.find((kind) => kind === word)
  if (value !== undefined) return { value }
  return { problem: 'is no kind of relation', hint: `Write one of ${RELATION_KINDS.join(', ')}.` }
}

function strengthOf(cell: string, config: CsvConfig): Parsed<number> {
  const parsed = parseNumber(cell, config)
  if ('value' in parsed && parsed.value >= 0 && parsed.value <= 1) return parsed
  return { problem: 'is not a strength', hint: `Write a number from 0 to 1, such as 0${config.decimal}5.` }
}
