import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderTable } from '../text/table.ts'
import { findNode } from './find-node.ts'
import type { Reply } from './reply.ts'
import { decimal, inWords, percent } from './words.ts'

/** SLOs of one page: their status may have to be computed. */
const PAGE = 50

export const SLOS = `query Slos($first: Int!, $after: String, $filter: SloFilter) {
  slos(first: $first, after: $after, filter: $filter, orderBy: [{ field: REMAINING }, { field: NAME }]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id
      name
      service { id name }
      target
      duration
      startTime
      timeZone
      status { outcome attainment remaining burnRate }
    }
  }
}`

interface Listed {
  readonly name: string
  readonly service: { readonly name: string } | null
  readonly target: number
  readonly duration: string
  readonly timeZone: string | null
  readonly status: {
    readonly outcome: string
    readonly attainment: number | null
    readonly remaining: number
    readonly burnRate: number | null
  }
}

interface SloPage {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Listed[]
}

/** Lists SLOs. More than a page is put together from several, as one page. */
export async function sloList(
  client: GraphQLClient,
  { service, first }: { readonly service?: string; readonly first: number },
): Promise<Reply> {
  const filter =
    service === undefined
      ? {}
      : { filter: { service: { id: { eq: (await findNode(client, service, ['service'])).id } } } }
  const page = (after: string | null, size: number) =>
    client.ask<{ slos: SloPage }>(SLOS, { ...filter, after, first: Math.min(PAGE, size) })
  let { slos: read } = await page(null, first)
  const nodes = [...read.nodes]
  while (read.pageInfo.hasNextPage && nodes.length < first) {
    ;({ slos: read } = await page(read.pageInfo.endCursor, first - nodes.length))
    nodes.push(...read.nodes)
  }
  const { totalCount } = read
  return {
    data: { slos: { ...read, nodes } },
    text: (screen) =>
      nodes.length === 0 ? '' : renderTable({ columns: COLUMNS, rows: nodes.map(rowOf) }, screen),
    note:
      totalCount === 0
        ? 'No SLOs.'
        : nodes.length < totalCount
          ? `${nodes.length} of ${totalCount} SLOs; --first ${totalCount} or --all shows the others.`
          : undefined,
  }
}

const COLUMNS = [
  { heading: 'SLO', least: 16 },
  { heading: 'SERVICE', least: 12 },
  { heading: 'TARGET', align: 'right' },
  { heading: 'WINDOW' },
  { heading: 'OUTCOME' },
  { heading: 'ATTAINMENT', align: 'right' },
  { heading: 'BUDGET LEFT', align: 'right' },
  { heading: 'BURN RATE', align: 'right' },
] as const

function rowOf({ name, service, target, duration, timeZone, status }: Listed): readonly string[] {
  const { outcome, attainment, remaining, burnRate } = status
  return [
    name,
    service?.name ?? '',
    percent(target),
    timeZone === null ? duration : `${duration} of the calendar`,
    inWords(outcome),
    percent(attainment),
    percent(remaining),
    decimal(burnRate),
  ]
}
