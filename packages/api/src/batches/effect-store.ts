import { gapCounts } from '../alignment/gap-store.ts'
import type { Context } from '../graph/context.ts'
import type { Work } from '../graph/mutation.ts'
import { allFigures } from '../reasoning/all-figures.ts'
import { levelOfFigures } from '../reasoning/level-of-figures.ts'
import { nodeAt } from '../reasoning/network.ts'
import { loadUpward } from '../reasoning/store.ts'
import { today } from '../reasoning/today.ts'
import { readSettings } from '../settings/store.ts'
import type { ModelState, NodeState } from './effect.ts'

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
  const all = allFigures(graph)
  const figures = new Map<string, NodeState>()
  for (const position of graph.nodes.keys()) {
    const { type, id, name } = nodeAt(graph, position)
    if (type !== 'Asset' && type !== 'Service') continue
    const valueAtRisk = all.valueAtRisk[position] ?? 0
    const weightyLoss = all.weightyLoss[position] ?? 0
    const level = levelOfFigures({ valueAtRisk, weightyLoss }, settings.criticalityThresholds)
    figures.set(id, { type, name, level, valueAtRisk })
  }
  const { criticalityThresholds: thresholds, timeZone } = settings
  return { figures, gaps: await gapCounts(transaction, { on, thresholds, timeZone }) }
}
