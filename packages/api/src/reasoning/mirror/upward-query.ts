import type { Context } from '../../graph/context.ts'
import { settingsOf } from '../../settings/store.ts'
import { buildImpactGraph } from '../build-graph.ts'
import type { GraphNodeRef, GraphParts, ImpactGraph } from '../network.ts'
import { idsByType, loadWithPartners } from '../partners-store.ts'
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
  const parts = await partsInMemory(context, set, options, false)
  return parts === undefined
    ? loadUpward(context.db.kysely, idsByType(set), options)
    : buildImpactGraph(parts)
}

/** The same with the part that failure of any of its partners can reach. */
export async function graphWithPartners(
  context: Context,
  set: readonly GraphNodeRef[],
  options: Omit<LoadOptions, 'depth'>,
): Promise<ImpactGraph> {
  const parts = await partsInMemory(context, set, options, true)
  return parts === undefined ? loadWithPartners(context.db.kysely, set, options) : buildImpactGraph(parts)
}

async function partsInMemory(
  context: Context,
  set: readonly GraphNodeRef[],
  { on, includePlanned = false }: LoadOptions,
  partners: boolean,
): Promise<GraphParts | undefined> {
  const figures = figureService.from(context.provided)
  if (figures === undefined || context.operation !== undefined || includePlanned) return undefined
  return on === today(context, await settingsOf(context)) ? figures.upward(set, on, partners) : undefined
}
