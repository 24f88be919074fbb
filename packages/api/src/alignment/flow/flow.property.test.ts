import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphParts } from '../../reasoning/network.ts'
import { organisations } from '../../reasoning/organisations.fixture.ts'
import { DAY } from '../../reasoning/parts.fixture.ts'
import { finish } from '../../reasoning/steps.ts'
import type { Ledger } from './ledger.ts'
import { entriesOf } from './ledger-entries.ts'
import { cellsOf, flowsOf, type Grouping, rowsOf } from './ledger-rows.ts'
import { naiveFlow } from './naive-flow.fixture.ts'
import { amounts, type FlowSketch, ledgerOfParts, type WorkSketch } from './sketched-flow.fixture.ts'

const PERIOD = { label: 'two days', from: DAY, to: '2026-06-16' }

/** The days of the fixture lie around this one; strengths that differ by many magnitudes are left to the exact side. */
const organisation = organisations(true).map((parts): GraphParts => {
  const plain = <Row extends { strength: number | null }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, strength: row.strength === null ? null : Math.round(row.strength * 4) / 4 }))
  return {
    ...parts,
    relations: plain(parts.relations) as GraphParts['relations'],
    dependencies: plain(parts.dependencies) as GraphParts['dependencies'],
  }
})
const place = fc.nat(3)
const piece = fc.record(
  {
    minutes: fc.integer({ min: -50, max: 5_000 }),
    objective: place.map((at) => `o${at}`),
    services: fc.dictionary(
      place.map((at) => `s${at}`),
      fc.constantFrom(null, null, 0.1, 0.25),
      { minKeys: 1, maxKeys: 3 },
    ),
    assets: fc.uniqueArray(
      place.map((at) => `a${at}`),
      { minLength: 1, maxLength: 3 },
    ),
    day: fc.constantFrom(DAY, '2026-06-16'),
    team: fc.constantFrom('t0', 't1'),
  },
  { requiredKeys: ['minutes', 'day'] },
)
const pieces = fc.array(piece, { minLength: 1, maxLength: 6 })
const sketchOf = (parts: GraphParts, shares: readonly number[], duty: number): FlowSketch => ({
  duties: duty < 4 ? [`s${duty}`] : [],
  effortShares: Object.fromEntries(
    parts.contributions.flatMap(({ objectiveId, serviceId }, at) => {
      const share = shares[at] ?? 0
      // Seven links of at most 0.14 are not more than all of it.
      return share === 0 ? [] : [[`${objectiveId} ${serviceId}`, share]]
    }),
  ),
})
const world = fc
  .tuple(organisation, fc.array(fc.constantFrom(0, 0, 0.05, 0.14), { minLength: 7, maxLength: 7 }), fc.nat(9))
  .map(([parts, shares, duty]) => ({ parts, sketch: sketchOf(parts, shares, duty) }))

/** The day is given to the ledger by its period, so the parts need not name it. */
const ledgerFor = (
  { parts, sketch }: { parts: GraphParts; sketch: FlowSketch },
  rows: readonly WorkSketch[],
) => ledgerOfParts(parts, sketch, rows, { period: PERIOD })

const total = (rows: readonly { amount: bigint }[]) => rows.reduce((sum, { amount }) => sum + amount, 0n)

describe('the flow', () => {
  it('is that of a dense matrix in plain numbers', () => {
    fc.assert(
      fc.property(world, piece, (at, row) => {
        const minutes = 1_000_000_000
        const found = amounts(ledgerFor(at, [{ ...row, minutes }]))
        const expected = naiveFlow(at.parts, at.sketch, row, row.day)
        for (const name of new Set([...Object.keys(found), ...Object.keys(expected)])) {
          expect(Math.abs((found[name] ?? 0) - minutes * (expected[name] ?? 0)), name).toBeLessThan(10)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('adds up at every level and in every grouping', () => {
    fc.assert(
      fc.property(world, pieces, (at, rows) => {
        const ledger = ledgerFor(at, rows)
        const whole = rows.reduce((sum, { minutes }) => sum + BigInt(minutes), 0n)
        expect(ledger.actual.total).toBe(whole)
        for (const grouping of ['OBJECTIVE', 'TEAM', 'SERVICE'] satisfies Grouping[]) {
          const shown = rowsOf(ledger, grouping)
          expect(total(shown)).toBe(whole)
          for (const row of shown) {
            expect(total(cellsOf(ledger, row))).toBe(row.amount)
            expect(total(finish(entriesOf(ledger.actual, row)))).toBe(row.amount)
          }
        }
        expect(total(flowsOf(ledger))).toBe(whole)
      }),
      { numRuns: 200 },
    )
  })

  it('gives each piece of work what it would have alone', () => {
    fc.assert(
      fc.property(world, pieces, (at, rows) => {
        const sums: Record<string, number> = {}
        for (const row of rows) {
          for (const [name, amount] of Object.entries(amounts(ledgerFor(at, [row])))) {
            sums[name] = (sums[name] ?? 0) + amount
          }
        }
        const nonzero = Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
        expect(amounts(ledgerFor(at, rows))).toEqual(nonzero)
      }),
      { numRuns: 100 },
    )
  })

  it('has rows whose matched parts add up to the fit', () => {
    fc.assert(
      fc.property(world, pieces, (at, rows) => {
        const ledger: Ledger = ledgerFor(
          at,
          rows.map((row) => ({ ...row, minutes: Math.abs(row.minutes) })),
        )
        const { value } = ledger.actual.fit
        if (value === null) return
        const matched = rowsOf(ledger, 'OBJECTIVE').reduce((sum, row) => sum + (row.matched ?? 0), 0)
        expect(matched).toBeCloseTo(value, 10)
        const difference = rowsOf(ledger, 'OBJECTIVE').reduce(
          (sum, row) => sum + Math.abs(row.difference ?? 0),
          0,
        )
        expect(1 - difference / 2).toBeCloseTo(value, 10)
      }),
      { numRuns: 200 },
    )
  })

  it('never fits less for effort on an objective that has not more than its weight afterwards', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.nat(500), { minLength: 5, maxLength: 5 }),
        fc.nat(200),
        (given, minutes, more) => {
          fc.pre(given.some((weight) => weight > 0))
          const sum = given.reduce((so, weight) => so + weight, 0)
          const sketch: FlowSketch = {
            objectives: Object.fromEntries(given.map((weight, at) => [`o${at}`, { weight }])),
          }
          const rows = (added: number): WorkSketch[] => [
            ...given.map((_, at) => ({
              minutes: (minutes[at] ?? 0) + (at === 0 ? added : 0),
              objective: `o${at}`,
            })),
            { minutes: minutes[4] ?? 0 },
          ]
          const before = rows(0).reduce((so, row) => so + row.minutes, 0)
          const after = ((minutes[0] ?? 0) + more) / (before + more)
          fc.pre(before > 0 && after <= (given[0] ?? 0) / sum)
          const parts = emptyParts(sketch)
          const fit = (added: number) => ledgerFor({ parts, sketch }, rows(added)).actual.fit.value ?? 0
          expect(fit(more)).toBeGreaterThanOrEqual(fit(0) - 1e-12)
        },
      ),
      { numRuns: 300 },
    )
  })
})

function emptyParts({ objectives = {} }: FlowSketch): GraphParts {
  return {
    assets: [],
    services: [],
    objectives: Object.entries(objectives).map(([id, { weight = 1 }]) => ({
      ...{ id, title: id, parentId: null, weight, status: 'ACTIVE', startsOn: null, endsOn: null },
    })) as GraphParts['objectives'],
    relations: [],
    dependencies: [],
    groups: [],
    contributions: [],
    processes: [],
    processServices: [],
    processObjectives: [],
    on: DAY,
  }
}
