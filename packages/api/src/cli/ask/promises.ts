import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderTable } from '../text/table.ts'
import { findNode } from './find-node.ts'
import type { PromiseLink } from './promise-links.ts'
import type { Reply } from './reply.ts'
import { inWords, percent } from './words.ts'

/** The largest page of the API. */
const PAGE = 100

export const PROMISES = `query Promises($first: Int!, $after: String, $service: NodeRef, $team: NodeRef, $broken: [PromiseLinkName!]) {
  promises(first: $first, after: $after, service: $service, team: $team, broken: $broken) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      service { id name }
      team { id name }
      externalParty
      isAcknowledged
      measuredBy { id name }
      links { name value holds }
      firstBreak
      reasons { code text }
    }
  }
}`

export interface PromisesOptions {
  readonly service?: string
  readonly team?: string
  readonly broken?: readonly PromiseLink[]
  /** Infinity for all. */
  readonly first: number
}

interface Chain {
  readonly service: { readonly name: string } | null
  readonly team: { readonly name: string } | null
  readonly externalParty: string | null
  readonly isAcknowledged: boolean
  readonly links: readonly { readonly name: string; readonly value: number | null }[]
  readonly firstBreak: string | null
}

interface ChainPage {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Chain[]
}

/** Lists promise chains. More than a page is put together from several, as one page. */
export async function promises(client: GraphQLClient, options: PromisesOptions): Promise<Reply> {
  const { service, team, broken, first } = options
  const filter = {
    ...(service === undefined ? {} : { service: { id: (await findNode(client, service, ['service'])).id } }),
    ...(team === undefined ? {} : { team: { id: (await findNode(client, team, ['team'])).id } }),
    ...(broken === undefined ? {} : { broken: broken.map((link) => link.toUpperCase()) }),
  }
  const page = (after: string | null, size: number) =>
    client.ask<{ promises: ChainPage }>(PROMISES, { ...filter, after, first: Math.min(PAGE, size) })
  let { promises: read } = await page(null, first)
  const nodes = [...read.nodes]
  while (read.pageInfo.hasNextPage && nodes.length < first) {
    ;({ promises: read } = await page(read.pageInfo.endCursor, first - nodes.length))
    nodes.push(...read.nodes)
  }
  return {
    data: { promises: { ...read, nodes } },
    text: (screen) =>
      nodes.length === 0 ? '' : renderTable({ columns: COLUMNS, rows: nodes.map(rowOf) }, screen),
    note: noteOf(nodes.length, read.totalCount),
  }
}

const COLUMNS = [
  { heading: 'SERVICE', least: 16 },
  { heading: 'TOWARDS', least: 12 },
  { heading: 'EXPECTED', align: 'right' },
  { heading: 'PROMISED', align: 'right' },
  { heading: 'POSSIBLE', align: 'right' },
  { heading: 'DELIVERED', align: 'right' },
  { heading: 'FELT', align: 'right' },
  { heading: 'BREAKS AT' },
] as const

function rowOf(chain: Chain): readonly string[] {
  const { service, team, externalParty, links, firstBreak } = chain
  const figures = links.map(({ name, value }) => {
    const figure = percent(value)
    // What only one side, or neither, has acknowledged.
    const isOpen = name === 'PROMISED' && value !== null && !chain.isAcknowledged
    return isOpen && (team !== null || externalParty !== null) ? `(${figure})` : figure
  })
  return [
    service?.name ?? '(deleted)',
    externalParty ?? team?.name ?? 'all users',
    ...figures,
    firstBreak === null ? '' : inWords(firstBreak),
  ]
}

function noteOf(shown: number, total: number): string | undefined {
  if (total === 0) return 'No promises.'
  return shown < total
    ? `${shown} of ${total} promises; --first ${total} or --all shows the others.`
    : undefined
}
