import fc from 'fast-check'
import type { AssetRelationKind } from '../assets/relation-strength.ts'
import type { ObjectiveStatus } from '../objectives/progress.ts'
import type { GraphNodeRef, GraphParts, Lifecycle } from './network.ts'
import { DAY } from './parts.fixture.ts'

/** Not so small that products of several lose digits: below 1e-308 the order of factors decides the result. */
const strength = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 1e-9, max: 1, noNaN: true }))
const lifecycle = fc.constantFrom<Lifecycle>('LIVE', 'LIVE', 'LIVE', 'PLANNED', 'RETIRED')
const status = fc.constantFrom<ObjectiveStatus>('ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAFT')
/** Days before, on and after the day that is asked about, and none. */
const day = fc.constantFrom(null, null, null, '2026-06-14', DAY, '2026-06-16')
const stated = fc.option(strength, { freq: 2 })
const relationKind = fc.constantFrom<AssetRelationKind>('RUNS_ON', 'CONTAINS', 'CALLS')

/** Small organisations: 4 assets, 4 services, 4 objectives, and any edges between them, circles included. */
export function organisations(grouped: boolean): fc.Arbitrary<GraphParts> {
  const place = fc.nat(3)
  const some = { maxLength: 7 }
  return fc
    .record({
      assets: fc.tuple(lifecycle, lifecycle, lifecycle, lifecycle),
      services: fc.tuple(lifecycle, lifecycle, lifecycle, lifecycle),
      objectives: fc.array(
        fc.record({ above: place, weight: fc.constantFrom(0, 1, 2, 3), status, from: day, to: day }),
        {
          minLength: 4,
          maxLength: 4,
        },
      ),
      relations: fc.uniqueArray(
        fc
          .record({ from: place, to: place, kind: relationKind, strength })
          .filter(({ from, to }) => from !== to),
        { ...some, selector: ({ from, to, kind }) => `${from} ${to} ${kind}` },
      ),
      dependencies: fc.uniqueArray(
        fc
          .record({ service: place, on: fc.nat(7), strength, group: fc.boolean() })
          .filter(({ service, on }) => on !== service + 4),
        { maxLength: 12, selector: ({ service, on }) => `${service} ${on}` },
      ),
      minAvailable: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(), fc.nat(), fc.nat()),
      contributions: fc.uniqueArray(fc.record({ objective: place, service: place, strength }), {
        ...some,
        selector: ({ objective, service }) => `${objective} ${service}`,
      }),
      uses: fc.uniqueArray(fc.record({ process: fc.nat(1), service: place, strength: stated }), {
        maxLength: 4,
        selector: ({ process, service }) => `${process} ${service}`,
      }),
      supports: fc.uniqueArray(fc.record({ process: fc.nat(1), objective: place, share: stated }), {
        maxLength: 4,
        selector: ({ process, objective }) => `${process} ${objective}`,
      }),
    })
    .map((drawn) => {
      const counting = (on: number) => (on < 4 ? drawn.assets[on] : drawn.services[on - 4]) === 'LIVE'
      const members = (at: number) =>
        drawn.dependencies.filter(({ service, group }) => group && service === at)
      return {
        assets: drawn.assets.map((state, at) => ({ id: `a${at}`, name: `a${at}`, lifecycle: state })),
        services: drawn.services.map((state, at) => ({ id: `s${at}`, name: `s${at}`, lifecycle: state })),
        objectives: drawn.objectives.map(({ above, from, to, ...rest }, at) => ({
          id: `o${at}`,
          title: `o${at}`,
          parentId: above < at ? `o${above}` : null,
          startsOn: from,
          endsOn: from !== null && to !== null && to < from ? from : to,
          ...rest,
        })),
        relations: drawn.relations.map(({ from, to, ...rest }) => ({
          fromId: `a${from}`,
          toId: `a${to}`,
          ...rest,
        })),
        dependencies: drawn.dependencies.map(({ service, on, strength, group }) => ({
          serviceId: `s${service}`,
          on:
            on < 4
              ? ({ type: 'Asset', id: `a${on}` } as const)
              : ({ type: 'Service', id: `s${on - 4}` } as const),
          strength,
          groupId: grouped && group ? `g${service}` : null,
        })),
        groups: [0, 1, 2, 3].map((at) => ({
          id: `g${at}`,
          name: `g${at}`,
          serviceId: `s${at}`,
          minAvailable: 1 + ((drawn.minAvailable[at] ?? 0) % 4),
          members: members(at).filter(({ on }) => counting(on)).length,
          strength: Math.max(0, ...members(at).map((row) => row.strength)),
        })),
        contributions: drawn.contributions.map(({ objective, service, strength }) => ({
          objectiveId: `o${objective}`,
          serviceId: `s${service}`,
          share: strength,
          validFrom: null,
          validTo: null,
        })),
        processes: [0, 1].map((at) => ({ id: `p${at}`, name: `p${at}` })),
        processServices: drawn.uses.map(({ process, service, ...rest }) => ({
          processId: `p${process}`,
          serviceId: `s${service}`,
          strength: rest.strength,
        })),
        processObjectives: drawn.supports.map(({ process, objective, share }) => ({
          processId: `p${process}`,
          objectiveId: `o${objective}`,
          share,
        })),
        on: DAY,
      }
    })
}

export const member = fc.oneof(
  fc.nat(3).map((at): GraphNodeRef => ({ type: 'Asset', id: `a${at}` })),
  fc.nat(3).map((at): GraphNodeRef => ({ type: 'Service', id: `s${at}` })),
)
export const sets = fc.array(member, { minLength: 1, maxLength: 4 })
