import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../graph/context.ts'
import { settingsOf } from '../../settings/store.ts'
import { type FatalPage, type FatalQuestion, fatalPageInSlices } from '../fatal-page.ts'
import type { GraphNodeRef, ImpactGraph } from '../network.ts'
import { idsByType, loadWithPartners } from '../partners-store.ts'
import { type LoadOptions, loadUpward } from '../store.ts'
import { today } from '../today.ts'
import { graphOfPart } from './graph-part.ts'
import { type FigureService, figureService } from './service.ts'

/** Milliseconds for which fatal failures are searched for at a stretch while other requests wait. */
const SLICE = 10

/**
 * The part of the graph that failure of the set can reach. The graph in memory has that of today; a mutation, which sees
 * what it has not committed, and questions about another day or what is planned ask the database.
 */
export async function upwardGraph(
  context: Context,
  set: readonly GraphNodeRef[],
  options: LoadOptions,
): Promise<ImpactGraph> {
  const part = await (await graphInMemory(context, options))?.upward(set, options.on)
  return part === undefined ? loadUpward(context.db.kysely, idsByType(set), options) : graphOfPart(part)
}

/**
 * A page of the nodes that are fatal while a set is down, from the graph in memory or the database as above.
 * @throws InvalidInput where the arguments of the page do not fit, and where the search takes too long
 */
export async function fatalFailures(
  context: Context,
  question: FatalQuestion,
  options: Omit<LoadOptions, 'depth'>,
): Promise<FatalPage> {
  const known = await (await graphInMemory(context, options))?.fatalNext(question, options.on)
  if (known !== undefined) return known
  const graph = await loadWithPartners(context.db.kysely, question.set, options)
  return fatalPageInSlices(graph, question, { slice: SLICE, pause: setImmediate })
}

async function graphInMemory(
  context: Context,
  { on, includePlanned = false }: LoadOptions,
): Promise<FigureService | undefined> {
  const figures = figureService.from(context.provided)
  if (figures === undefined || context.operation !== undefined || includePlanned) return undefined
  return on === today(context, await settingsOf(context)) ? figures : undefined
}
