import type { GraphQLClient } from '../client/graphql-client.ts'
import { type Fact, renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import { wrapped } from '../text/wrap.ts'
import { findNode } from './find-node.ts'
import { NODE_TYPES, type NodeType } from './node-types.ts'
import { type Neighbour, neighboursIn, SHOWN, showQuery } from './node-views.ts'
import type { Reply } from './reply.ts'
import { counted, decimal, inWords, type Money, moneyOf, type NamedNode, nameOf, weightOf } from './words.ts'

export interface ShowOptions {
  readonly type?: readonly NodeType[]
  /** Rows of each list. */
  readonly first: number
}

type Shown = NamedNode & Readonly<Record<string, unknown>>

/** Shows one node: its own facts, what it supports, and what it rests on. */
export async function show(
  client: GraphQLClient,
  text: string,
  { type = NODE_TYPES, first }: ShowOptions,
): Promise<Reply> {
  const { id, __typename } = await findNode(client, text, type)
  const data = await client.ask<{ node: Shown }>(showQuery(__typename), { id, first })
  return { data, text: (screen) => render(data.node, screen) }
}

function render(node: Shown, screen: Screen): string {
  const view = SHOWN[node.__typename]
  const title = wrapped(nameOf(node), screen.width).map((line) => screen.style.strong(line))
  const facts = renderFacts([['Type', inWords(node.__typename)], ['ID', node.id], ...factsOf(node)], screen)
  const lists = (view?.lists ?? []).flatMap((list) => {
    const { rows, total } = neighboursIn(node, list.fields)
    if (total === 0) return []
    const shown = renderTable({ columns: columnsOf(list.title), rows: rows.map(cellsOf) }, screen)
    return [total > rows.length ? `${shown}\n${moreOf(total - rows.length, screen)}` : shown]
  })
  return [[...title, facts].join('\n'), ...lists].join('\n\n')
}

function moreOf(hidden: number, { style }: Screen): string {
  return style.faint(`… and ${hidden} more; --first shows more of each list, up to 100`)
}

const columnsOf = (title: string) =>
  [
    { heading: title.toUpperCase(), least: 20 },
    { heading: 'TYPE' },
    { heading: 'LINK', least: 8 },
    { heading: 'STRENGTH', align: 'right' },
    { heading: 'CRITICALITY' },
  ] as const

function cellsOf({ node, link, strength }: Neighbour): readonly string[] {
  return [nameOf(node), inWords(node.__typename), link, decimal(strength), node.criticality?.level ?? '']
}

/** The scalars and single rows of a node, in the order of its query. */
function factsOf(node: Shown): readonly Fact[] {
  return Object.entries(node).flatMap(([key, value]): Fact[] => {
    if (HIDDEN.has(key)) return []
    const shown = factOf(key, value)
    return shown === '' ? [] : [[labelOf(key), shown]]
  })
}

/** Shown as the title or above. */
const HIDDEN: ReadonlySet<string> = new Set(['__typename', 'id', 'name', 'title'])

function labelOf(key: string): string {
  const words = inWords(key.replace(/^(service|asset|team|metric|ticket)Kind$/, 'kind'))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function factOf(key: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (key === 'criticality') return criticalityOf(value as Criticality)
  if (key === 'costPerMonth') return moneyOf(value as Money)
  if (key === 'progress') return progressOf(value as { value: number | null })
  if (key === 'externalReferences') return listOf(value as References, referenceOf)
  if (key === 'identifiers') return listOf(value as Identifiers, identifierOf)
  if (key === 'weight') return weightOf(value as number)
  if (key === 'latest') return sampleOf(value as { at: string; value: number })
  if (typeof value !== 'object') return String(value)
  if ('__typename' in value) return nameOf(value as NamedNode)
  return ''
}

interface Criticality {
  readonly level: string
  readonly valueAtRisk: number
  readonly computedAt: string | null
}

function criticalityOf({ level, valueAtRisk, computedAt }: Criticality): string {
  const age = computedAt === null ? '' : `, computed at ${computedAt}`
  return `${level}, value at risk ${weightOf(valueAtRisk)}${age}`
}

function progressOf({ value }: { readonly value: number | null }): string {
  return value === null ? '' : `${(value * 100).toFixed(1)}%`
}

function sampleOf({ at, value }: { readonly at: string; readonly value: number }): string {
  return `${value} at ${at}`
}

interface Listed<Item> {
  readonly totalCount: number
  readonly nodes: readonly Item[]
}

type References = Listed<{ readonly source: string; readonly externalId: string }>
type Identifiers = Listed<{ readonly kind: string; readonly value: string }>

const referenceOf = ({ source, externalId }: References['nodes'][number]) => `${source}:${externalId}`
const identifierOf = ({ kind, value }: Identifiers['nodes'][number]) => `${kind} ${value}`

function listOf<Item>({ totalCount, nodes }: Listed<Item>, shown: (item: Item) => string): string {
  const hidden = totalCount - nodes.length
  return [...nodes.map(shown), ...(hidden > 0 ? [`and ${counted(hidden, 'other')}`] : [])].join(', ')
}
