import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderTable } from '../text/table.ts'
import { findNode } from './find-node.ts'
import type { GapKind } from './gap-kinds.ts'
import type { Reply } from './reply.ts'
import { inWords, type Money, moneyOf, NAMED, type NamedNode, weightOf } from './words.ts'

/** The largest page of the API. */
const PAGE = 100

export const GAPS = `query Gaps($first: Int!, $after: String, $kinds: [GapKind!], $owner: NodeRef, $minWeight: Float) {
  gaps(first: $first, after: $after, kinds: $kinds, owner: $owner, minWeight: $minWeight) {
    totalCount
    counts { kind count }
    pageInfo { hasNextPage endCursor }
    nodes {
      kind
      weight
      cost { amount currency }
      subjectName
      subject { ...named }
      relatedName
      related { ...named }
      explanation { reasons { code text } }
    }
  }
}
${NAMED}`

export interface GapsOptions {
  readonly kind?: readonly GapKind[]
  readonly team?: string
  readonly minWeight?: number
  /** Infinity for all. */
  readonly first: number
}

interface Gap {
  readonly kind: string
  readonly weight: number | null
  readonly cost: Money | null
  readonly subjectName: string
  readonly subject: NamedNode | null
  readonly relatedName: string | null
}

interface GapPage {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Gap[]
}

/** Lists gaps. More than a page is put together from several, as one page. */
export async function gaps(client: GraphQLClient, options: GapsOptions): Promise<Reply> {
  const { kind, team, minWeight, first } = options
  const filter = {
    ...(kind === undefined ? {} : { kinds: kind.map((one) => one.replaceAll('-', '_').toUpperCase()) }),
    ...(team === undefined ? {} : { owner: { id: (await findNode(client, team, ['team'])).id } }),
    ...(minWeight === undefined ? {} : { minWeight }),
  }
  const page = (after: string | null, size: number) =>
    client.ask<{ gaps: GapPage }>(GAPS, { ...filter, after, first: Math.min(PAGE, size) })
  let { gaps: read } = await page(null, first)
  const nodes = [...read.nodes]
  while (read.pageInfo.hasNextPage && nodes.length < first) {
    ;({ gaps: read } = await page(read.pageInfo.endCursor, first - nodes.length))
    nodes.push(...read.nodes)
  }
  return {
    data: { gaps: { ...read, nodes } },
    text: (screen) =>
      nodes.length === 0 ? '' : renderTable({ columns: COLUMNS, rows: nodes.map(rowOf) }, screen),
    note: noteOf(nodes.length, read.totalCount),
  }
}

const COLUMNS = [
  { heading: 'OF', least: 16 },
  { heading: 'TYPE' },
  { heading: 'GAP', least: 12 },
  { heading: 'WEIGHT', align: 'right' },
  { heading: 'COST/MONTH', align: 'right' },
  { heading: 'RELATED', least: 12 },
] as const

function rowOf({ kind, subjectName, subject, weight, cost, relatedName }: Gap): readonly string[] {
  const type = subject === null ? '' : inWords(subject.__typename)
  return [subjectName, type, inWords(kind), weightOf(weight), moneyOf(cost), relatedName ?? '']
}

function noteOf(shown: number, total: number): string | undefined {
  if (total === 0) return 'No gaps.'
  return shown < total ? `${shown} of ${total} gaps; --first ${total} or --all shows the others.` : undefined
}
