import { failureStrength, type ImpactGraph, type RedundancyGroup } from './network.ts'
import { PriorityQueue } from './priority-queue.ts'

/** What a search found, by position of the node. */
export interface Propagation {
  /** Strength of the strongest way from the set, 0 where there is none. */
  readonly reach: Float64Array
  /** Steps of that way. */
  readonly steps: Int32Array
  /** Position of its last edge, -1 for members of the set and for nodes that were not reached. */
  readonly cause: Int32Array
  /** Nodes that were affected, strongest first; equals in no particular order. */
  readonly order: readonly number[]
  /** Per redundancy group, by position, what its members that are hit hand on, hardest first. */
  readonly hits: ReadonlyMap<number, readonly Hit[]>
  /** Whether members of a group decide together, which they do upwards. */
  readonly grouped: boolean
}

/**
 * How many members must be hit before a group passes failure on: one more than it can spare. A group with fewer
 * members that count than it needs can spare none.
 */
export function membersToFail(group: Pick<RedundancyGroup, 'members' | 'minAvailable'>): number {
  return group.members - Math.min(group.members, group.minAvailable) + 1
}

/** The strength of an edge in a search: upwards that of failure, downwards as entered. */
export function strengthIn(
  graph: ImpactGraph,
  { grouped }: Pick<Propagation, 'grouped'>,
  edge: number,
): number {
  return grouped ? failureStrength(graph, edge) : (graph.edges.strength[edge] ?? 0)
}

/** Where a search begins: with members of the set (edge -1), and those that they stand for. */
export interface Start {
  readonly node: number
  readonly edge: number
  readonly steps: number
}

/** Takes the position of an edge and the node at its far end. */
export type EdgeVisitor = (edge: number, far: number) => void

/**
 * Settles nodes strongest first, beginning with the start; `eachStep` gives the edges that may be taken from a
 * node. As no step makes a way stronger, what is settled is final.
 */
export function propagate(
  graph: ImpactGraph,
  start: readonly Start[],
  grouped: boolean,
  eachStep: (node: number, visit: EdgeVisitor) => void,
): Propagation {
  const reach = new Float64Array(graph.nodes.length)
  const steps = new Int32Array(graph.nodes.length)
  const cause = new Int32Array(graph.nodes.length).fill(-1)
  const settled = new Uint8Array(graph.nodes.length)
  const order: number[] = []
  const hits = new Map<number, Hit[]>()
  const frontier = new PriorityQueue()
  for (const entry of start) {
    reach[entry.node] = 1
    steps[entry.node] = entry.steps
    cause[entry.node] = entry.edge
    frontier.push(1, entry.steps, entry.node)
  }
  const relax = (node: number, hit: Hit) => {
    const before = reach[node] ?? 0
    const stepsBefore = steps[node] ?? 0
    if (hit.reach < before || (hit.reach === before && hit.steps > stepsBefore)) return
    const wins = hit.reach > before || hit.steps < stepsBefore
    if (!wins && !comesFirst(graph, node, hit.edge, cause[node] ?? -1)) return
    reach[node] = hit.reach
    steps[node] = hit.steps
    cause[node] = hit.edge
    if (wins) frontier.push(hit.reach, hit.steps, node)
  }
  for (let node = frontier.pop(); node !== undefined; node = frontier.pop()) {
    if (settled[node] === 1) continue
    settled[node] = 1
    order.push(node)
    const own = reach[node] ?? 0
    const next = (steps[node] ?? 0) + 1
    eachStep(node, (edge, far) => {
      const hit = { reach: own * strengthIn(graph, { grouped }, edge), steps: next, edge }
      if (hit.reach === 0) return
      const group = grouped ? (graph.edges.group[edge] ?? -1) : -1
      const passed = group < 0 ? hit : passedOn(graph, hits, group, hit)
      if (passed !== undefined && settled[far] === 0) relax(far, passed)
    })
  }
  return { reach, steps, cause, order, hits, grouped }
}

/** What arrives at the far end of an edge. */
export interface Hit {
  readonly reach: number
  readonly steps: number
  /** Position of the edge. */
  readonly edge: number
}

/** Notes that a member of a group is hit; gives what the group passes on now, if it fails. */
function passedOn(graph: ImpactGraph, hits: Map<number, Hit[]>, position: number, hit: Hit): Hit | undefined {
  const known = hits.get(position) ?? []
  hits.set(position, known)
  const group = graph.groups[position]
  if (group === undefined) return hit
  const place = known.findIndex((other) => hitsHarder(graph, group.service, hit, other))
  known.splice(place < 0 ? known.length : place, 0, hit)
  return known[membersToFail(group) - 1]
}

function hitsHarder(graph: ImpactGraph, service: number, a: Hit, b: Hit): boolean {
  if (a.reach !== b.reach) return a.reach > b.reach
  return a.steps === b.steps ? comesFirst(graph, service, a.edge, b.edge) : a.steps < b.steps
}

/**
 * Between ways that are equally strong and long, the one whose last step has the smaller id at its near end, so
 * that the answer never depends on the order of the rows. All candidates for a node are known before it is
 * settled, since the nodes they come from take a step less and are at least as strong.
 */
function comesFirst(graph: ImpactGraph, node: number, a: number, b: number): boolean {
  const near = graph.nodes[otherEnd(graph, a, node)]?.id ?? ''
  const otherNear = graph.nodes[otherEnd(graph, b, node)]?.id ?? ''
  if (near !== otherNear) return near < otherNear
  return (graph.edges.kind[a] ?? '') < (graph.edges.kind[b] ?? '')
}

/** The node at the other end of an edge. */
export function otherEnd({ edges }: ImpactGraph, edge: number, node: number): number {
  return (edges.to[edge] === node ? edges.from[edge] : edges.to[edge]) ?? -1
}
