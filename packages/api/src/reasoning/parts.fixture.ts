import type { AssetRelationKind } from '../assets/relation-strength.ts'
import type { ObjectiveStatus } from '../objectives/progress.ts'
import { buildImpactGraph } from './build-graph.ts'
import type { GraphParts, ImpactGraph, Lifecycle } from './network.ts'

/** A small organisation in short form. Names are ids; `a:`, `s:` stand before assets and services leaned on. */
export interface Sketch {
  readonly objectives?: Readonly<
    Record<
      string,
      { weight?: number; parent?: string; status?: ObjectiveStatus; startsOn?: string; endsOn?: string }
    >
  >
  readonly services?: Readonly<Record<string, Lifecycle>>
  readonly assets?: Readonly<Record<string, Lifecycle>>
  /** [objective, service, share]. */
  readonly contributions?: readonly (readonly [string, string, number])[]
  /** [service, what it leans on, strength, group]. */
  readonly dependencies?: readonly (readonly [string, `a:${string}` | `s:${string}`, number, string?])[]
  /** group → [service, minAvailable]; members are counted from the dependencies. */
  readonly groups?: Readonly<Record<string, readonly [string, number]>>
  /** [process, service, strength]; null where it is not stated. */
  readonly processServices?: readonly (readonly [string, string, number | null])[]
  /** [process, objective, share]; null where it is not stated. */
  readonly processObjectives?: readonly (readonly [string, string, number | null])[]
  /** [from, kind, to, strength]. */
  readonly relations?: readonly (readonly [string, AssetRelationKind, string, number])[]
}

export const DAY = '2026-06-15'

export function sketchParts(sketch: Sketch): GraphParts {
  const lifecycles = { a: sketch.assets ?? {}, s: sketch.services ?? {} }
  const dependencies = (sketch.dependencies ?? []).map(([serviceId, on, strength, groupId]) => {
    const [type, id] = on.startsWith('a:')
      ? (['Asset', on.slice(2)] as const)
      : (['Service', on.slice(2)] as const)
    return { serviceId, on: { type, id }, strength, groupId: groupId ?? null }
  })
  const rows = (lifecycle: Readonly<Record<string, Lifecycle>>) =>
    Object.entries(lifecycle).map(([id, state]) => ({ id, name: id, lifecycle: state }))
  return {
    assets: rows(lifecycles.a),
    services: rows(lifecycles.s),
    objectives: Object.entries(sketch.objectives ?? {}).map(
      ([id, { weight = 1, parent, status = 'ACTIVE', startsOn = null, endsOn = null }]) => ({
        id,
        title: id,
        parentId: parent ?? null,
        weight,
        status,
        startsOn,
        endsOn,
      }),
    ),
    relations: (sketch.relations ?? []).map(([fromId, kind, toId, strength]) => ({
      fromId,
      toId,
      kind,
      strength,
    })),
    dependencies,
    groups: Object.entries(sketch.groups ?? {}).map(([id, [serviceId, minAvailable]]) => ({
      id,
      name: id,
      serviceId,
      minAvailable,
      members: dependencies.filter(
        ({ groupId, on }) =>
          groupId === id && (on.type === 'Asset' ? lifecycles.a : lifecycles.s)[on.id] === 'LIVE',
      ).length,
      strength: Math.max(
        0,
        ...dependencies.filter(({ groupId }) => groupId === id).map(({ strength }) => strength),
      ),
    })),
    contributions: (sketch.contributions ?? []).map(([objectiveId, serviceId, share]) => ({
      objectiveId,
      serviceId,
      share,
      validFrom: null,
      validTo: null,
    })),
    processes: [
      ...new Set([...(sketch.processServices ?? []), ...(sketch.processObjectives ?? [])].map(([id]) => id)),
    ].map((id) => ({ id, name: id })),
    processServices: (sketch.processServices ?? []).map(([processId, serviceId, strength]) => ({
      processId,
      serviceId,
      strength,
    })),
    processObjectives: (sketch.processObjectives ?? []).map(([processId, objectiveId, share]) => ({
      processId,
      objectiveId,
      share,
    })),
    on: DAY,
  }
}

export function sketchGraph(sketch: Sketch): ImpactGraph {
  return buildImpactGraph(sketchParts(sketch))
}
