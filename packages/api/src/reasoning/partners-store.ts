import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import { locateFailing } from './failing-set.ts'
import { type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
import { openGroups } from './partners.ts'
import { reachUp } from './reach.ts'
import { type LoadOptions, loadDownward, loadUpward } from './store.ts'

/**
 * The part of the graph that failure of the set, and of all its partners, can reach. All statements read one snapshot.
 */
export function loadWithPartners(
  db: Kysely<Database>,
  set: readonly GraphNodeRef[],
  options: Omit<LoadOptions, 'depth'>,
): Promise<ImpactGraph> {
  return inSnapshot(db, async (snapshot) => {
    const reached = await loadUpward(snapshot, idsByType(set), options)
    const open = openGroups(reached, reachUp(reached, locateFailing(reached, set).positions))
    const services = open.map((group) => nodeAt(reached, reached.groups[group]?.service ?? -1).id)
    if (services.length === 0) return reached
    // The other members of these groups, and all that is below them.
    const below = await loadDownward(snapshot, { services }, options)
    return loadUpward(snapshot, idsByType([...set, ...below.nodes]), options)
  })
}

/** The uuids of the assets and services among some nodes. */
export function idsByType(nodes: readonly GraphNodeRef[]): { services: string[]; assets: string[] } {
  const ids = (type: GraphNodeRef['type']) => nodes.filter((node) => node.type === type).map(({ id }) => id)
  return { services: ids('Service'), assets: ids('Asset') }
}
