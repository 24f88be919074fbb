import { expect } from 'vitest'
import type { TestApi } from '../harness.ts'
import type { Neighbours } from './entity-case.ts'
import { at } from './mutate.ts'

/** What the links under test tie together. */
export interface LinkWorld {
  readonly api: TestApi
  readonly to: Neighbours
  readonly process: string
  readonly change: string
  readonly ticket: string
  readonly alert: string
  readonly otherAsset: string
}

/** A pair of mutations that tie things together and untie them. */
export interface LinkCase {
  readonly what: string
  readonly link: string
  readonly unlink: string
  /** What names the link. */
  readonly ends: () => Record<string, unknown>
  /** What is said of it at first, and then. */
  readonly first: Record<string, unknown>
  readonly second: Record<string, unknown> | null
  /** How it looks from both ends: a query with the answers after first, second and unlinking. */
  readonly shows: (values: Record<string, unknown> | null) => Promise<void>
  /** For each field that holds an id: the type it names, and whether it is a list. */
  readonly ids: Record<string, { readonly type: string; readonly list?: true }>
  readonly subject: () => string
  readonly subjectType: string
}

/** The answers to the root fields of a query, in their order. */
async function answers(api: TestApi, query: string, variables: Record<string, unknown>): Promise<unknown[]> {
  return Object.values(await api.get<object>(query, variables))
}

/** Every pair of mutations that tie things together, on what `world` gives when they run. */
export function linkCases(world: () => LinkWorld): readonly LinkCase[] {
  return [
    {
      what: 'a person and a team',
      link: 'linkPersonToTeam',
      unlink: 'unlinkPersonFromTeam',
      ends: () => ({ person: { id: world().to.person }, team: { id: world().to.team } }),
      first: {},
      second: { role: 'LEAD' },
      ids: { person: { type: 'Person' }, team: { type: 'Team' } },
      subject: () => world().to.person,
      subjectType: 'Person',
      shows: async (values) => {
        const [person, team] = await answers(
          world().api,
          `query ($person: ID!, $team: ID!) {
          person(by: { id: $person }) { teams { edges { role node { id } } } memberships { nodes { role issuer team { id } } } }
          team(by: { id: $team }) { members { edges { role node { id } } } memberships { nodes { role person { id } } } }
        }`,
          { person: world().to.person, team: world().to.team },
        )
        const role = values?.role ?? 'MEMBER'
        const [personNode, teamNode] = [{ id: world().to.person }, { id: world().to.team }]
        expect(person).toEqual({
          teams: { edges: values ? [{ role, node: teamNode }] : [] },
          memberships: { nodes: values ? [{ role, issuer: null, team: teamNode }] : [] },
        })
        expect(team).toEqual({
          members: { edges: values ? [{ role, node: personNode }] : [] },
          memberships: { nodes: values ? [{ role, person: personNode }] : [] },
        })
      },
    },
    {
      what: 'a service and an objective',
      link: 'linkServiceToObjective',
      unlink: 'unlinkServiceFromObjective',
      ends: () => ({ service: { id: world().to.service }, objective: { id: world().to.objective } }),
      first: { share: 0.25, rationale: 'Sells', validFrom: '2026-01-01', validTo: '2026-12-31' },
      second: { share: 0.75, rationale: '', validFrom: null, validTo: '2027-06-30' },
      ids: { service: { type: 'Service' }, objective: { type: 'Objective' } },
      subject: () => world().to.service,
      subjectType: 'Service',
      shows: async (values) => {
        const [objective, service] = await answers(
          world().api,
          `query ($objective: ID!, $service: ID!) {
          objective(by: { id: $objective }) { services { edges { share rationale node { id } } } serviceLinks { nodes { share rationale validFrom validTo service { id } } } }
          service(by: { id: $service }) { objectives { edges { share rationale node { id } } } objectiveLinks { nodes { validFrom validTo objective { id } } } }
        }`,
          { objective: world().to.objective, service: world().to.service },
        )
        const { share, rationale, ...days } = values ?? {}
        const edge = { share, rationale }
        const none: unknown[] = []
        expect(at(objective, 'services', 'edges')).toEqual(
          values ? [{ ...edge, node: { id: world().to.service } }] : none,
        )
        expect(at(objective, 'serviceLinks', 'nodes')).toEqual(
          values ? [{ ...values, service: { id: world().to.service } }] : none,
        )
        expect(at(service, 'objectives', 'edges')).toEqual(
          values ? [{ ...edge, node: { id: world().to.objective } }] : none,
        )
        expect(at(service, 'objectiveLinks', 'nodes')).toEqual(
          values ? [{ ...days, objective: { id: world().to.objective } }] : none,
        )
      },
    },
    {
      what: 'two services',
      link: 'linkServiceToService',
      unlink: 'unlinkServiceFromService',
      ends: () => ({ service: { id: world().to.service }, dependsOn: { id: world().to.otherService } }),
      first: { strength: 0.125 },
      second: { level: 'SOFT' },
      ids: { service: { type: 'Service' }, dependsOn: { type: 'Service' } },
      subject: () => world().to.service,
      subjectType: 'Service',
      shows: async (values) => {
        const [service, other] = await answers(
          world().api,
          `query ($service: ID!, $other: ID!) {
          service(by: { id: $service }) { dependsOn { edges { strength node { id } } } dependencies { nodes { level strength onService { id } onAsset { id } } } }
          other: service(by: { id: $other }) { dependents { edges { strength node { id } } } }
        }`,
          { service: world().to.service, other: world().to.otherService },
        )
        const strength = values === null ? 0 : (values.strength ?? 0.5)
        expect(at(service, 'dependsOn', 'edges')).toEqual(
          values ? [{ strength, node: { id: world().to.otherService } }] : [],
        )
        expect(at(service, 'dependencies', 'nodes')).toEqual(
          values
            ? [
                {
                  level: values.level ?? null,
                  strength,
                  onService: { id: world().to.otherService },
                  onAsset: null,
                },
              ]
            : [],
        )
        expect(at(other, 'dependents', 'edges')).toEqual(
          values ? [{ strength, node: { id: world().to.service } }] : [],
        )
      },
    },
    {
      what: 'a service and its assets',
      link: 'linkAssetsToService',
      unlink: 'unlinkAssetsFromService',
      ends: () => ({
        service: { id: world().to.service },
        assets: [{ id: world().to.asset }, { id: world().to.asset }],
      }),
      first: { level: 'HARD' },
      second: { strength: 0.75 },
      ids: { service: { type: 'Service' }, assets: { type: 'Asset', list: true } },
      subject: () => world().to.service,
      subjectType: 'Service',
      shows: async (values) => {
        const [service, asset] = await answers(
          world().api,
          `query ($service: ID!, $asset: ID!) {
          service(by: { id: $service }) { assets { edges { strength node { id } } } }
          asset(by: { id: $asset }) { services { edges { strength node { id } } } }
        }`,
          { service: world().to.service, asset: world().to.asset },
        )
        const strength = values?.strength ?? 1
        expect(at(service, 'assets', 'edges')).toEqual(
          values ? [{ strength, node: { id: world().to.asset } }] : [],
        )
        expect(at(asset, 'services', 'edges')).toEqual(
          values ? [{ strength, node: { id: world().to.service } }] : [],
        )
      },
    },
    {
      what: 'a process with objectives and services',
      link: 'linkProcess',
      unlink: 'unlinkProcess',
      ends: () => ({
        process: { id: world().process },
        objectives: [{ id: world().to.objective }],
        services: [{ id: world().to.service }, { id: world().to.service }],
      }),
      first: {},
      second: null,
      ids: {
        process: { type: 'Process' },
        objectives: { type: 'Objective', list: true },
        services: { type: 'Service', list: true },
      },
      subject: () => world().process,
      subjectType: 'Process',
      shows: async (values) => {
        const [process, objective, service] = await answers(
          world().api,
          `query ($process: ID!, $objective: ID!, $service: ID!) {
          process(by: { id: $process }) { objectives { nodes { id } } services { nodes { id } } }
          objective(by: { id: $objective }) { processes { nodes { id } } }
          service(by: { id: $service }) { processes { nodes { id } } }
        }`,
          { process: world().process, objective: world().to.objective, service: world().to.service },
        )
        expect(process).toEqual({
          objectives: { nodes: values ? [{ id: world().to.objective }] : [] },
          services: { nodes: values ? [{ id: world().to.service }] : [] },
        })
        for (const end of [objective, service])
          expect(at(end, 'processes', 'nodes')).toEqual(values ? [{ id: world().process }] : [])
      },
    },
    {
      what: 'a change with services and assets',
      link: 'linkChange',
      unlink: 'unlinkChange',
      ends: () => ({
        change: { id: world().change },
        services: [{ id: world().to.service }],
        assets: [{ id: world().to.asset }],
      }),
      first: {},
      second: null,
      ids: {
        change: { type: 'Change' },
        services: { type: 'Service', list: true },
        assets: { type: 'Asset', list: true },
      },
      subject: () => world().change,
      subjectType: 'Change',
      shows: async (values) => {
        const [change, service, asset] = await answers(
          world().api,
          `query ($change: ID!, $service: ID!, $asset: ID!) {
          change(by: { id: $change }) { services { nodes { id } } assets { nodes { id } } }
          service(by: { id: $service }) { changes { nodes { id } } }
          asset(by: { id: $asset }) { changes { nodes { id } } }
        }`,
          { change: world().change, service: world().to.service, asset: world().to.asset },
        )
        expect(change).toEqual({
          services: { nodes: values ? [{ id: world().to.service }] : [] },
          assets: { nodes: values ? [{ id: world().to.asset }] : [] },
        })
        for (const end of [service, asset])
          expect(at(end, 'changes', 'nodes')).toEqual(values ? [{ id: world().change }] : [])
      },
    },
    ...(['ticket', 'alert'] as const).map((key): LinkCase => {
      const type = key === 'ticket' ? 'Ticket' : 'Alert'
      return {
        what: `a ${key} with services and assets`,
        link: `link${type}`,
        unlink: `unlink${type}`,
        ends: () => ({
          [key]: { id: world()[key] },
          services: [{ id: world().to.service }],
          assets: [{ id: world().to.asset }],
        }),
        first: {},
        second: null,
        ids: {
          [key]: { type },
          services: { type: 'Service', list: true },
          assets: { type: 'Asset', list: true },
        },
        subject: () => world()[key],
        subjectType: type,
        shows: async (values) => {
          const [subject, service, asset] = await answers(
            world().api,
            `query ($subject: ID!, $service: ID!, $asset: ID!) {
            ${key}(by: { id: $subject }) { services { nodes { id } } assets { nodes { id } } }
            service(by: { id: $service }) { ${key}s { nodes { id } } }
            asset(by: { id: $asset }) { ${key}s { nodes { id } } }
          }`,
            { subject: world()[key], service: world().to.service, asset: world().to.asset },
          )
          expect(subject).toEqual({
            services: { nodes: values ? [{ id: world().to.service }] : [] },
            assets: { nodes: values ? [{ id: world().to.asset }] : [] },
          })
          for (const end of [service, asset])
            expect(at(end, `${key}s`, 'nodes')).toEqual(values ? [{ id: world()[key] }] : [])
        },
      }
    }),
    {
      what: 'two assets',
      link: 'linkAssets',
      unlink: 'unlinkAssets',
      ends: () => ({ from: { id: world().to.asset }, to: { id: world().otherAsset }, kind: 'CALLS' }),
      first: {},
      second: { strength: 0.875 },
      ids: { from: { type: 'Asset' }, to: { type: 'Asset' } },
      subject: () => world().to.asset,
      subjectType: 'Asset',
      shows: async (values) => {
        const [asset, other] = await answers(
          world().api,
          `query ($asset: ID!, $other: ID!) {
          asset(by: { id: $asset }) { relations { nodes { kind strength to { id } } } incomingRelations { totalCount } }
          other: asset(by: { id: $other }) { incomingRelations { nodes { kind strength from { id } } } relations { totalCount } }
        }`,
          { asset: world().to.asset, other: world().otherAsset },
        )
        const relation = { kind: 'CALLS', strength: values?.strength ?? 0.5 }
        expect(asset).toEqual({
          relations: { nodes: values ? [{ ...relation, to: { id: world().otherAsset } }] : [] },
          incomingRelations: { totalCount: 0 },
        })
        expect(other).toEqual({
          incomingRelations: { nodes: values ? [{ ...relation, from: { id: world().to.asset } }] : [] },
          relations: { totalCount: 0 },
        })
      },
    },
  ]
}
