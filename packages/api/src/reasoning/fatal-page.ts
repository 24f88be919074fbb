import { type ArrayPage, type ArrayPageArguments, arrayPage } from '../graph/array-connection.ts'
import { InvalidInput } from '../graph/errors.ts'
import { type FatalDetail, type FatalNext, type FatalNode, searchFatal } from './fatal-next.ts'
import type { GraphNodeRef, ImpactGraph } from './network.ts'
import { inSlices, type Steps } from './steps.ts'

/** A fatal node of a page. */
export interface FatalRow extends FatalNode {
  /** Null where it was not asked for. */
  readonly detail: FatalDetail | null
}

/** A page of the nodes that are fatal while a set is down. */
export type FatalPage = ArrayPage<FatalRow> & Pick<FatalNext, 'valueAtRisk' | 'explanation'>

export interface FatalQuestion {
  /** What is down. */
  readonly set: readonly GraphNodeRef[]
  readonly page: ArrayPageArguments
  /** Whether the page says why its nodes are fatal. */
  readonly detailed: boolean
}

/**
 * A page of {@link searchFatal}, with the details of its rows and of no others.
 * @throws InvalidInput where the arguments of the page do not fit
 */
export function* fatalPage(
  graph: ImpactGraph,
  { set, page: args, detailed }: FatalQuestion,
): Steps<FatalPage> {
  const { nodes, detail, valueAtRisk, explanation } = yield* searchFatal(graph, set)
  const page = arrayPage(nodes, args, 'FATAL', ({ node }) => `${node.type}:${node.id}`)
  const edges: { readonly cursor: string; readonly item: FatalRow }[] = []
  for (const { cursor, item } of page.edges) {
    if (detailed) yield
    edges.push({ cursor, item: { ...item, detail: detailed ? detail(item) : null } })
  }
  return { ...page, edges, valueAtRisk, explanation }
}

/** Seconds within which a search has to end. */
const LIMIT = 10

/**
 * {@link fatalPage} in slices of some milliseconds, with a pause after each.
 * @throws InvalidInput where the arguments of the page do not fit, and where the search takes longer than the limit
 */
export function fatalPageInSlices(
  graph: ImpactGraph,
  question: FatalQuestion,
  { slice, pause, limit = LIMIT }: { slice: number; pause: () => Promise<unknown>; limit?: number },
): Promise<FatalPage> {
  const end = performance.now() + limit * 1_000
  return inSlices(fatalPage(graph, question), slice, async () => {
    await pause()
    if (performance.now() < end) return
    throw InvalidInput.at(
      ['of'],
      `leaves more nodes to try than ${limit} seconds are enough for; name fewer nodes, or nodes that fewer services need`,
    )
  })
}
