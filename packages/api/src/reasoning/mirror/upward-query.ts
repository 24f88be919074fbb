import type { Context } from '../../graph/context.ts'
import { settingsOf } from '../../settings/store.ts'
import { buildImpactGraph, type GraphNodeRef, type ImpactGraph } from '../network.ts'
import { type LoadOptions, loadUpward } from '../store.ts'
import { today } from '../today.ts'
import { figureService } from './service.ts'

/**
 * The part of the graph that failure of the set can reach. The graph in memory has that of today; a mutation, which sees
 * what it has not committed, and questions about another day or what is planned ask the database.
 */
export async function upwardGraph(
  context: Context,
  set: readonly GraphNodeRef[],
  options: LoadOptions,
): Promise<ImpactGraph> {
  const figures = figureService.from(context.provided)
  const { on, includePlanned = false } = options
  if (figures !== undefined && context.operation === undefined && !includePlanned) {
    const isToday = on === today(context, await settingsOf(context))
    const parts = isToday ? await figures.upward(set, on) : undefined
    if (parts !== undefined) return buildImpactGraph(parts)
  }
  const ids = (type: GraphNodeRef['type']) => set.filter((node) => node.type === type).map(({ id }) => id)
  return loadUpward(context.db.kysely, { services: ids('Service'), assets: ids('Asset') }, options)
}
