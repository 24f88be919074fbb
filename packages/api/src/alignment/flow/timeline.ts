import { buildImpactGraph } from '../../reasoning/build-graph.ts'
import type { ImpactGraph } from '../../reasoning/network.ts'
import { once } from '../../reasoning/once.ts'
import { linkedServices, unsupportedObjectives } from '../coverage.ts'
import { daysUpTo, type Epoch, epochsOf } from './epochs.ts'
import type { Period } from './period.ts'
import { type DayFlow, dayFlow, type FlowNetwork } from './services.ts'

/** A period as work flows in it: epochs, each with its flow, and what objectives weigh in all of it. */
export interface Timeline {
  readonly epochs: readonly Epoch[]
  flow(epoch: number): DayFlow
  /** Mean weights of leaf objectives over the days up to today on which any objective counts; they add up to 1. By id. */
  readonly weights: ReadonlyMap<string, number>
  /** 1 − the mean weight that no live service supports. */
  readonly ceiling: number
  /** Leaves that no live service supports on any of the days; uuids. */
  readonly unsupported: readonly string[]
  /** uuids of live services that support a leaf by link or process, on any of the days. */
  supporters(objective: string): readonly string[]
}

/** @param today the day up to which weights are formed, YYYY-MM-DD */
export function timelineOf(network: FlowNetwork, period: Period, today: string): Timeline {
  const { model } = network
  const epochs = epochsOf(model, period.from, period.to)
  const days = daysUpTo(epochs, today)
  const graphs = epochs.map(({ from }) => once(() => graphOn(network, from)))
  const graphAt = (epoch: number): ImpactGraph => {
    const graph = graphs[epoch]
    if (graph === undefined) throw new RangeError(`the period has no epoch ${epoch}`)
    return graph()
  }
  const weights = new Map<string, number>()
  const supported = new Map<string, number>()
  // Days on which no objective counts say nothing about what objectives weigh.
  const counted = days.map((count, epoch) => (count > 0 && graphAt(epoch).weights.size > 0 ? count : 0))
  const all = counted.reduce((sum, count) => sum + count, 0)
  counted.forEach((count, epoch) => {
    if (count === 0) return
    const graph = graphAt(epoch)
    const lacking = new Set(unsupportedObjectives(graph, model.services).map(({ id }) => id))
    for (const [id, { weight, leaf }] of graph.weights) {
      if (!leaf) continue
      const part = (count * weight) / all
      weights.set(id, (weights.get(id) ?? 0) + part)
      if (!lacking.has(id)) supported.set(id, (supported.get(id) ?? 0) + part)
    }
  })
  const lost = [...weights].reduce((sum, [id, weight]) => sum + weight - (supported.get(id) ?? 0), 0)
  const flows = epochs.map(({ from }, epoch) => once(() => dayFlow(network, from, graphAt(epoch).weights)))
  return {
    epochs,
    flow: (epoch) => {
      const flow = flows[epoch]
      if (flow === undefined) throw new RangeError(`the period has no epoch ${epoch}`)
      return flow()
    },
    weights,
    ceiling: 1 - Math.max(0, lost),
    unsupported: [...weights.keys()].filter((id) => !supported.has(id)),
    supporters: (objective) => {
      const found = new Set<string>()
      counted.forEach((count, epoch) => {
        if (count === 0) return
        const graph = graphAt(epoch)
        if (graph.weights.get(objective)?.leaf !== true) return
        for (const id of linkedServices(graph, objective)) {
          const place = network.serviceAt.get(id)
          if (place !== undefined && model.services[place]?.lifecycle === 'LIVE') found.add(id)
        }
      })
      return [...found].sort()
    },
  }
}

function graphOn({ model }: FlowNetwork, day: string): ImpactGraph {
  return buildImpactGraph({ ...model, assets: [], relations: [], on: day })
}
