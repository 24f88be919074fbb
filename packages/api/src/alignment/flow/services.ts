import type { GraphParts } from '../../reasoning/network.ts'
import { SHARE_OF_PROCESS, STRENGTH_OF_PROCESS, validOn } from '../../reasoning/strengths.ts'
import type { EffectiveWeight } from '../../reasoning/weights.ts'
import { inCommonUnits, quotient } from './decimals.ts'
import { certain, type Distribution, mix } from './distribution.ts'
import { leavesOf } from './leaves.ts'
import { Passing, type Station } from './passing.ts'
import { NO_OBJECTIVE, RUN } from './targets.ts'

/** The model that work flows through; objectives and services in the order of their ids. */
export interface FlowModel {
  readonly objectives: GraphParts['objectives']
  readonly services: readonly (GraphParts['services'][number] & {
    readonly ownerId: string | null
    /** The duty that takes all work which arrives here, or null. */
    readonly runDuty: string | null
  })[]
  readonly contributions: readonly (GraphParts['contributions'][number] & {
    /** The part of the service's work, or null where none is stated. */
    readonly effortShare: number | null
  })[]
  readonly processes: GraphParts['processes']
  readonly processServices: GraphParts['processServices']
  readonly processObjectives: GraphParts['processObjectives']
  readonly dependencies: GraphParts['dependencies']
  readonly groups: GraphParts['groups']
}

/** The model with the ways that do not depend on the day, looked up once. */
export interface FlowNetwork {
  readonly model: FlowModel
  readonly serviceAt: ReadonlyMap<string, number>
  readonly objectiveAt: ReadonlyMap<string, number>
  readonly links: ReadonlyMap<string, FlowModel['contributions']>
  readonly uses: ReadonlyMap<string, FlowModel['processServices']>
  readonly supports: ReadonlyMap<string, FlowModel['processObjectives']>
  /** By service: the live services that depend on it, with strengths above 0. */
  readonly dependents: ReadonlyMap<string, readonly { readonly to: number; readonly weight: number }[]>
}

export function flowNetwork(model: FlowModel): FlowNetwork {
  const serviceAt = new Map(model.services.map(({ id }, place) => [id, place]))
  const dependents = new Map<string, { to: number; weight: number }[]>()
  for (const { serviceId, on, strength } of model.dependencies) {
    const to = serviceAt.get(serviceId)
    if (on.type !== 'Service' || strength <= 0 || to === undefined) continue
    if (model.services[to]?.lifecycle !== 'LIVE') continue
    const ways = dependents.get(on.id)
    if (ways === undefined) dependents.set(on.id, [{ to, weight: strength }])
    else ways.push({ to, weight: strength })
  }
  return {
    model,
    serviceAt,
    objectiveAt: new Map(model.objectives.map(({ id }, place) => [id, place])),
    links: Map.groupBy(model.contributions, ({ serviceId }) => serviceId),
    uses: Map.groupBy(model.processServices, ({ serviceId }) => serviceId),
    supports: Map.groupBy(model.processObjectives, ({ processId }) => processId),
    dependents,
  }
}

/** How work divides on a day: of each objective over leaves, of each service over leaves and buckets. */
export interface DayFlow {
  readonly ofObjective: (objective: number) => Distribution
  readonly ofService: (service: number) => Distribution
  /** Whether work goes on from a service by links of its own, to those who depend on it, or not at all. */
  readonly manner: (service: number) => Manner
  /** Of the services that work is passed on to, the one by which most of it comes to a target. */
  readonly towards: (service: number, target: number) => number | undefined
}

export type Manner = 'RUN' | 'LINKS' | 'DEPENDENTS' | 'NOWHERE'

const NOWHERE = certain(NO_OBJECTIVE)

/**
 * The flow on a day: figures.md 13, steps 3 to 5.
 * @param day YYYY-MM-DD; decides which links hold @param weights of that day
 */
export function dayFlow(
  network: FlowNetwork,
  day: string,
  weights: ReadonlyMap<string, EffectiveWeight>,
): DayFlow {
  const { model, objectiveAt } = network
  const ofObjective = leavesOf(model.objectives, weights)
  const objective = (id: string) => {
    const place = objectiveAt.get(id)
    return place === undefined ? NOWHERE : ofObjective(place)
  }
  const processes = new Map<string, Distribution>()
  const ofProcess = (id: string): Distribution => {
    const known = processes.get(id)
    if (known !== undefined) return known
    const supported = network.supports.get(id) ?? []
    const shares = inCommonUnits(supported.map(({ share }) => share ?? SHARE_OF_PROCESS))
    const made = divided(shares, (at) => objective(supported[at]?.objectiveId ?? ''))
    processes.set(id, made)
    return made
  }
  const station = (place: number): Station => {
    const service = model.services[place]
    if (service === undefined) return { ends: NOWHERE }
    if (service.runDuty !== null) return { ends: certain(RUN) }
    const links = (network.links.get(service.id) ?? []).filter((link) => validOn(link, day))
    const uses = network.uses.get(service.id) ?? []
    if (links.length + uses.length > 0) {
      return { ends: ofLinks(links, uses, objective, ofProcess) }
    }
    const passes = service.lifecycle === 'RETIRED' ? [] : (network.dependents.get(service.id) ?? [])
    return passes.length === 0 ? { ends: NOWHERE } : { passes }
  }
  const stations = new Map<number, Station>()
  const stationOf = (place: number) => {
    const known = stations.get(place)
    if (known !== undefined) return known
    const made = station(place)
    stations.set(place, made)
    return made
  }
  const passing = new Passing(stationOf, NOWHERE)
  return {
    ofObjective,
    ofService: (place) => passing.from(place),
    manner: (place) => {
      const at = stationOf(place)
      if (!('ends' in at)) return 'DEPENDENTS'
      if (at.ends === NOWHERE) return 'NOWHERE'
      return model.services[place]?.runDuty === null ? 'LINKS' : 'RUN'
    },
    towards: (place, target) => {
      const at = stationOf(place)
      const [best] = ('ends' in at ? [] : at.passes)
        .map(({ to, weight }) => {
          const { parts, total } = passing.from(to)
          return { to, part: weight * quotient(parts.get(target) ?? 0n, total) }
        })
        .filter(({ part }) => part > 0)
        .sort((a, b) => b.part - a.part || a.to - b.to)
      return best?.to
    },
  }
}

/**
 * A service's own links. Those without an effort share divide what the given ones leave, by share or strength, equally
 * if all of these are 0; what is then still left is work for no objective.
 */
function ofLinks(
  links: FlowModel['contributions'],
  uses: FlowModel['processServices'],
  objective: (id: string) => Distribution,
  ofProcess: (id: string) => Distribution,
): Distribution {
  const given = links.filter(({ effortShare }) => effortShare !== null)
  const open = links.filter(({ effortShare }) => effortShare === null)
  const [one = 1n, ...parts] = inCommonUnits([1, ...given.map(({ effortShare }) => effortShare ?? 0)])
  const stated = given.map((link, at) => ({ weight: parts[at] ?? 0n, of: objective(link.objectiveId) }))
  const left = parts.reduce((so, part) => so - part, one)
  const rest = left < 0n ? 0n : left
  const shares = inCommonUnits([
    ...open.map(({ share }) => share),
    ...uses.map(({ strength }) => strength ?? STRENGTH_OF_PROCESS),
  ])
  const remaining =
    shares.length === 0
      ? NOWHERE
      : divided(shares, (at) => {
          const link = open[at]
          return link === undefined
            ? ofProcess(uses[at - open.length]?.processId ?? '')
            : objective(link.objectiveId)
        })
  return mix([...stated, { weight: rest, of: remaining }])
}

/** In proportion to shares; equally if all are 0; nowhere if there are none. */
function divided(shares: readonly bigint[], of: (at: number) => Distribution): Distribution {
  if (shares.length === 0) return NOWHERE
  const noneWeighs = shares.every((share) => share === 0n)
  return mix(shares.map((share, at) => ({ weight: noneWeighs ? 1n : share, of: of(at) })))
}
