import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { gapCounts } from '../alignment/gap-store.ts'
import type { Context } from '../graph/context.ts'
import type { Work } from '../graph/mutation.ts'
import { levelOfFigures } from '../reasoning/level-of-figures.ts'
import { type ImpactGraph, nodeAt } from '../reasoning/network.ts'
import { FiguresOfNodes } from '../reasoning/node-figures.ts'
import { collected, inSlices } from '../reasoning/steps.ts'
import { loadUpward } from '../reasoning/store.ts'
import { today } from '../reasoning/today.ts'
import type { CriticalityThresholds } from '../settings/settings.ts'
import { readSettings } from '../settings/store.ts'
import type { ModelState, NodeState } from './effect.ts'

/** Services and assets of the largest organisation whose figures are computed for a preview: more take the thread of requests too long. */
export const MOST_NODES = 10_000

/** Whether an organisation is small enough for a preview. */
export async function isPreviewed(transaction: Work['transaction']): Promise<boolean> {
  const { rows } = await sql<{ nodes: number }>`
    select count(*)::int as nodes
    from (select from service union all select from asset limit ${MOST_NODES + 1}) node`.execute(transaction)
  return rows.every(({ nodes }) => nodes <= MOST_NODES)
}

/** Milliseconds for which figures are computed at a stretch while other requests wait. */
const SLICE = 20

/** Computes the figures of all assets and services and counts the gaps, as the transaction sees them. */
export async function modelState(
  transaction: Work['transaction'],
  context: Pick<Context, 'clock'>,
): Promise<ModelState> {
  const settings = await readSettings(transaction)
  const on = today(context, settings)
  const ids = async (table: 'asset' | 'service') =>
    (await transaction.selectFrom(table).select('id').execute()).map(({ id }) => id)
  const assets = await ids('asset')
  const services = await ids('service')
  const graph = await loadUpward(transaction, { assets, services }, { on })
  const states = collected(nodeStates(graph, settings.criticalityThresholds))
  const figures = new Map(await inSlices(states, SLICE, setImmediate))
  const { criticalityThresholds: thresholds, timeZone, keyResultFreshDays: freshDays } = settings
  return { figures, gaps: await gapCounts(transaction, { on, thresholds, timeZone, freshDays }) }
}

/** By id of the node. */
function* nodeStates(
  graph: ImpactGraph,
  thresholds: CriticalityThresholds,
): Generator<[string, NodeState], void, undefined> {
  const all = new FiguresOfNodes(graph)
  for (const position of graph.nodes.keys()) {
    const { type, id, name } = nodeAt(graph, position)
    if (type !== 'Asset' && type !== 'Service') continue
    const figures = all.of(position)
    const { valueAtRisk } = figures
    yield [id, { type, name, level: levelOfFigures(figures, thresholds), valueAtRisk }]
  }
}
