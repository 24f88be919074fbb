import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { significant } from '../graph/figures.ts'
import type { AffectedNode } from './at-risk.ts'
import { buildImpactGraph } from './build-graph.ts'
import { criticality } from './criticality.ts'
import { dependencies } from './dependencies.ts'
import { fatalNext } from './fatal-next.ts'
import { impact, valueAtRisk } from './impact.ts'
import type { GraphNodeRef, ImpactGraph } from './network.ts'
import { emptyOrganisation, insertOrganisation, uuidOf } from './organisation.fixture.ts'
import { organisations, sets } from './organisations.fixture.ts'
import { loadWithPartners } from './partners-store.ts'
import { DAY, type Sketch, sketchGraph, sketchParts } from './parts.fixture.ts'
import { loadDownward, loadServiceGraph, loadUpward } from './store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())
beforeEach(() => emptyOrganisation(database.db.kysely))

const stored = ({ type, id }: GraphNodeRef): GraphNodeRef => ({ type, id: uuidOf(id) })
const idsOf = (type: GraphNodeRef['type'], set: readonly GraphNodeRef[]) =>
  set.filter((node) => node.type === type).map(({ id }) => uuidOf(id))
const byName = (rows: readonly AffectedNode[]) => new Map(rows.map(({ node, reach }) => [node.name, reach]))
const fatalIn = (graph: ImpactGraph, set: readonly GraphNodeRef[]) =>
  new Map(fatalNext(graph, set).nodes.map(({ node, rise }) => [node.name, significant(rise)]))

describe('loading a part of the graph', () => {
  it('answers as the whole graph does, upwards, downwards, for services and for the next fatal failure', async () => {
    const db = database.db.kysely
    const depths = fc.option(fc.nat(4), { nil: undefined })
    await fc.assert(
      fc
        .asyncProperty(organisations(true), sets, depths, async (parts, set, depth) => {
          await insertOrganisation(db, parts)
          const whole = buildImpactGraph(parts)
          const limit = depth === undefined ? {} : { depth }
          const members = { services: idsOf('Service', set), assets: idsOf('Asset', set) }

          const up = await loadUpward(db, members, { on: DAY, ...limit })
          const upward = impact(up, set.map(stored), limit)
          const expected = impact(whole, set, limit)
          expect(byName(upward.affected)).toEqual(byName(expected.affected))
          expect(upward.valueAtRisk).toBeCloseTo(expected.valueAtRisk, 12)

          const from = [...set, { type: 'Objective', id: 'o0' } as const]
          const down = await loadDownward(
            db,
            { ...members, objectives: [uuidOf('o0')] },
            { on: DAY, ...limit },
          )
          const downward = dependencies(down, from.map(stored), limit)
          expect(byName(downward.affected)).toEqual(byName(dependencies(whole, from, limit).affected))

          const wide = await loadWithPartners(db, set.map(stored), { on: DAY })
          expect(fatalIn(wide, set.map(stored))).toEqual(fatalIn(whole, set))

          const services = await loadServiceGraph(db, { on: DAY })
          for (const { id } of parts.services) {
            expect(criticality(services, { type: 'Service', id: uuidOf(id) }).valueAtRisk).toBeCloseTo(
              criticality(whole, { type: 'Service', id }).valueAtRisk,
              12,
            )
          }
        })
        .beforeEach(() => emptyOrganisation(db)),
      { numRuns: 40 },
    )
  })

  const pool: Sketch = {
    objectives: { o: {} },
    services: { web: 'LIVE', other: 'LIVE' },
    assets: { n1: 'LIVE', n2: 'LIVE', gone: 'RETIRED', apart: 'LIVE' },
    contributions: [['o', 'web', 1]],
    groups: { nodes: ['web', 1] },
    dependencies: [
      ['web', 'a:n1', 1, 'nodes'],
      ['web', 'a:n2', 1, 'nodes'],
      ['web', 'a:gone', 1, 'nodes'],
      ['other', 'a:apart', 1],
    ],
  }

  it('counts the members of a group that are not hit, and loads nothing that is not needed', async () => {
    await insertOrganisation(database.db.kysely, sketchParts(pool))
    const graph = await loadUpward(database.db.kysely, { assets: [uuidOf('n1')] }, { on: DAY })
    expect(graph.nodes.map(({ name }) => name).sort()).toEqual(['n1', 'o', 'web'])
    expect(graph.groups.map(({ minAvailable, members }) => ({ minAvailable, members }))).toEqual([
      { minAvailable: 1, members: 2 },
    ])
    expect(valueAtRisk(graph, [{ type: 'Asset', id: uuidOf('n1') }])).toBe(0)
    expect(sketchGraph(pool).groups.map(({ members }) => members)).toEqual([2])
  })

  it('has, for the next fatal failure, all that the spares reach and all below them, and nothing else', async () => {
    await insertOrganisation(
      database.db.kysely,
      sketchParts({
        ...pool,
        objectives: { o: {}, p: {} },
        services: { web: 'LIVE', other: 'LIVE', apart: 'LIVE' },
        assets: { n1: 'LIVE', n2: 'LIVE', host: 'LIVE', alone: 'LIVE' },
        contributions: [
          ['o', 'web', 1],
          ['p', 'other', 0.5],
        ],
        relations: [['n2', 'RUNS_ON', 'host', 1]],
        dependencies: [
          ['web', 'a:n1', 1, 'nodes'],
          ['web', 'a:n2', 1, 'nodes'],
          ['other', 'a:n2', 0.5],
          ['apart', 'a:alone', 1],
        ],
      }),
    )
    const down = [{ type: 'Asset', id: uuidOf('n1') } as const]
    const graph = await loadWithPartners(database.db.kysely, down, { on: DAY })
    expect(graph.nodes.map(({ name }) => name).sort()).toEqual(['host', 'n1', 'n2', 'o', 'other', 'p', 'web'])
    const rows = fatalNext(graph, down).nodes.map(({ node, rise, valueAtRiskAlone }) => [
      node.name,
      rise,
      valueAtRiskAlone,
    ])
    expect(rows.sort()).toEqual([
      ['host', 0.625, 0.125],
      ['n2', 0.625, 0.125],
    ])
  })

  it('reads the days of a contribution, and works inside a transaction', async () => {
    const parts = sketchParts(pool)
    const contributions = parts.contributions.map((row) => ({
      ...row,
      validFrom: '2026-06-01',
      validTo: DAY,
    }))
    await insertOrganisation(database.db.kysely, { ...parts, contributions })
    const web = { type: 'Service', id: uuidOf('web') } as const
    const atRisk = await database.db.kysely.transaction().execute(async (transaction) => {
      const values: number[] = []
      for (const on of ['2026-05-31', '2026-06-01', DAY, '2026-06-16']) {
        values.push(valueAtRisk(await loadUpward(transaction, { services: [web.id] }, { on }), [web]))
        values.push(valueAtRisk(await loadServiceGraph(transaction, { on }), [web]))
      }
      return values
    })
    expect(atRisk).toEqual([0, 0, 1, 1, 1, 1, 0, 0])
  })

  it('answers an empty or unknown set', async () => {
    const nobody = uuidOf('nobody')
    const graph = await loadUpward(database.db.kysely, { services: [nobody] }, { on: DAY })
    expect(
      impact(graph, [{ type: 'Service', id: nobody }]).explanation.reasons.map(({ code }) => code),
    ).toEqual(['NOT_IN_GRAPH', 'NO_ACTIVE_OBJECTIVE'])
    expect((await loadDownward(database.db.kysely, {}, { on: DAY })).nodes).toEqual([])
  })
})
