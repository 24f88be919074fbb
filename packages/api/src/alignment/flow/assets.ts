import { edgesAt } from '../../reasoning/adjacency.ts'
import type { ImpactGraph } from '../../reasoning/network.ts'
import { certain, type Distribution } from './distribution.ts'
import { Passing, type Station } from './passing.ts'
import { NO_SERVICE } from './targets.ts'

const NOWHERE = certain(NO_SERVICE)

/**
 * The services that work on an asset enters by. An asset passes it on to the live assets and services that depend on
 * it, in proportion to strength; what contains it depends on nothing of it, what it contains does. Ways from one asset
 * to another that several sources or kinds of relation state are one way, as strong as the strongest of them. An asset
 * that is no longer live passes on what it cost while it was.
 * @param graph all that leans on the assets @returns places of services, or NO_SERVICE for what finds none
 */
export function assetFlow(
  graph: ImpactGraph,
  serviceAt: ReadonlyMap<string, number>,
): (asset: string) => Distribution {
  const station = (position: number): Station => {
    const node = graph.nodes[position]
    if (node?.type === 'Service') {
      const place = serviceAt.get(node.id)
      return { ends: place === undefined ? NOWHERE : certain(place) }
    }
    const ways = new Map<number, number>()
    for (const edge of edgesAt(graph.up, position)) {
      const to = graph.edges.to[edge] ?? -1
      const strength = graph.edges.strength[edge] ?? 0
      const above = graph.nodes[to]
      if (strength <= 0 || above?.counts !== true) continue
      if (above.type !== 'Asset' && above.type !== 'Service') continue
      ways.set(to, Math.max(strength, ways.get(to) ?? 0))
    }
    if (ways.size === 0) return { ends: NOWHERE }
    return { passes: [...ways].map(([to, weight]) => ({ to, weight })) }
  }
  const stations = new Map<number, Station>()
  const passing = new Passing((position) => {
    const known = stations.get(position)
    if (known !== undefined) return known
    const made = station(position)
    stations.set(position, made)
    return made
  }, NOWHERE)
  return (asset) => {
    const position = graph.position({ type: 'Asset', id: asset })
    return position === undefined ? NOWHERE : passing.from(position)
  }
}
