import { edgesAt } from './adjacency.ts'
import { type ImpactGraph, nodeAt } from './network.ts'
import type { Propagation } from './propagation.ts'

/** How much of an objective one service or process takes with it. Nodes and edges by their positions. */
export interface LossPart {
  /** The service or process. */
  readonly through: number
  /** Share of the objective, 0 to 1. */
  readonly share: number
  /** How hard the service or process is affected, 0 to 1. */
  readonly reach: number
  /** share × reach. */
  readonly loss: number
  /** The edges that lead on to the objective: the link, then from parent to child. */
  readonly edges: readonly number[]
}

/** What a leaf objective loses. */
export interface ObjectiveLoss {
  readonly objective: number
  /** The larger of what its services and what its processes take, each at most all of it; 0 to 1. */
  readonly loss: number
  readonly basis: 'SERVICES' | 'PROCESSES'
  /** The parts of the basis that take something, the largest first; they may add up to more than 1. */
  readonly parts: readonly LossPart[]
  /** What the other description of the objective comes to, 0 to 1. */
  readonly otherLoss: number
}

/** How hard a process is hit, and the edge from the service that decides it. */
export interface ProcessReach {
  readonly reach: number
  readonly edge: number
}

export interface Losses {
  /** By position, processes that are affected. */
  readonly processes: ReadonlyMap<number, ProcessReach>
  /** Leaf objectives that lose something, in no particular order. */
  readonly objectives: readonly ObjectiveLoss[]
}

/**
 * What an affected set of services costs the objectives. A process is hit as hard as its hardest hit service ×
 * the strength of its use. Of an objective, losses of several services add up, and so do losses of several
 * processes, each to at most all of it; services and processes describe the same objective and are not added. A link
 * to an objective counts for every leaf below it, and of several links of one service to a leaf the largest.
 * With a depth, links whose end takes more steps are left out.
 */
export function lossesOf(graph: ImpactGraph, search: Propagation, depth = Infinity): Losses {
  const processes = reachOfProcesses(graph, search, depth)
  const found = new Map<number, { services: LossPart[]; processes: LossPart[] }>()
  const collect = (through: number, reach: number, steps: number, basis: 'services' | 'processes') => {
    for (const [objective, { share, edges }] of sharesOf(graph, through)) {
      if (steps + edges.length > depth || share * reach === 0) continue
      const row = found.get(objective) ?? { services: [], processes: [] }
      found.set(objective, row)
      row[basis].push({ through, share, reach, loss: share * reach, edges })
    }
  }
  for (const position of search.order) {
    if (nodeAt(graph, position).type === 'Service')
      collect(position, search.reach[position] ?? 0, search.steps[position] ?? 0, 'services')
  }
  for (const [process, { reach, edge }] of processes) {
    const service = graph.edges.from[edge] ?? -1
    collect(process, reach, (search.steps[service] ?? 0) + 1, 'processes')
  }
  const objectives = [...found].map(([objective, parts]) => lossOf(graph, objective, parts))
  return { processes, objectives }
}

function lossOf(
  graph: ImpactGraph,
  objective: number,
  parts: { readonly services: readonly LossPart[]; readonly processes: readonly LossPart[] },
): ObjectiveLoss {
  const [services, processes] = [total(graph, parts.services), total(graph, parts.processes)]
  const byServices = services >= processes
  const shown = byServices ? parts.services : parts.processes
  return {
    objective,
    loss: Math.max(services, processes),
    basis: byServices ? 'SERVICES' : 'PROCESSES',
    parts: shown.toSorted((a, b) => b.loss - a.loss || compareIds(graph, a.through, b.through)),
    otherLoss: Math.min(services, processes),
  }
}

/** Always added in the order of the ids, so that the same rows give the same sum to the last bit. */
function total(graph: ImpactGraph, parts: readonly LossPart[]): number {
  const inOrder = parts.toSorted((a, b) => compareIds(graph, a.through, b.through))
  return Math.min(
    1,
    inOrder.reduce((sum, { loss }) => sum + loss, 0),
  )
}

function reachOfProcesses(graph: ImpactGraph, search: Propagation, depth: number): Map<number, ProcessReach> {
  const processes = new Map<number, ProcessReach>()
  for (const service of search.order) {
    if ((search.steps[service] ?? 0) + 1 > depth) continue
    for (const edge of edgesAt(graph.up, service)) {
      if (graph.edges.kind[edge] !== 'PROCESS_SERVICE') continue
      const process = graph.edges.to[edge] ?? -1
      const reach = (search.reach[service] ?? 0) * (graph.edges.strength[edge] ?? 0)
      if (reach === 0) continue
      const known = processes.get(process)
      if (
        known === undefined ||
        reach > known.reach ||
        (reach === known.reach && isNearer(graph, search, edge, known.edge))
      )
        processes.set(process, { reach, edge })
    }
  }
  return processes
}

/** Between services that hit a process equally hard: the one with the shorter way, then the smaller id. */
function isNearer(graph: ImpactGraph, { steps }: Propagation, edge: number, other: number): boolean {
  const [a, b] = [graph.edges.from[edge] ?? -1, graph.edges.from[other] ?? -1]
  const [near, far] = [steps[a] ?? 0, steps[b] ?? 0]
  return near === far ? compareIds(graph, a, b) < 0 : near < far
}

interface Share {
  readonly share: number
  readonly edges: readonly number[]
}

const LINKS: ReadonlySet<string | undefined> = new Set(['CONTRIBUTION', 'PROCESS_OBJECTIVE'])

/** The leaf objectives that a service or process is linked to, there or above, each with its largest share. */
function sharesOf(graph: ImpactGraph, through: number): Map<number, Share> {
  const shares = new Map<number, Share>()
  for (const link of edgesAt(graph.up, through)) {
    if (!LINKS.has(graph.edges.kind[link])) continue
    const share = graph.edges.strength[link] ?? 0
    for (const { leaf, edges } of leavesBelow(graph, graph.edges.to[link] ?? -1)) {
      const known = shares.get(leaf)
      const isLarger = known === undefined || share > known.share
      // Of equal shares the link nearest to the leaf.
      if (isLarger || (share === known.share && edges.length + 1 < known.edges.length))
        shares.set(leaf, { share, edges: [link, ...edges] })
    }
  }
  return shares
}

/** Leaves at or below an objective that count, each with the edges from parent to child that lead there. */
function leavesBelow(graph: ImpactGraph, objective: number): { leaf: number; edges: readonly number[] }[] {
  const leaves: { leaf: number; edges: readonly number[] }[] = []
  const pending: { at: number; edges: readonly number[] }[] = [{ at: objective, edges: [] }]
  // Grows while it is walked.
  for (const { at, edges } of pending) {
    const node = nodeAt(graph, at)
    if (!node.counts) continue
    if (graph.weights.get(node.id)?.leaf === true) leaves.push({ leaf: at, edges })
    else
      for (const edge of edgesAt(graph.up, at))
        pending.push({ at: graph.edges.to[edge] ?? -1, edges: [...edges, edge] })
  }
  return leaves
}

function compareIds(graph: ImpactGraph, a: number, b: number): number {
  const [first, second] = [nodeAt(graph, a).id, nodeAt(graph, b).id]
  return first === second ? 0 : first < second ? -1 : 1
}
