import { buildImpactGraph } from '../../reasoning/build-graph.ts'
import type { GraphParts } from '../../reasoning/network.ts'
import { DAY, type Sketch, sketchParts } from '../../reasoning/parts.fixture.ts'
import { finish, type Steps } from '../../reasoning/steps.ts'
import { assetFlow } from './assets.ts'
import { cutsOf } from './cuts.ts'
import { dayStarts } from './day-starts.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { type Period, periodFrom } from './period.ts'
import { type FlowModel, flowNetwork } from './services.ts'
import { Splitter } from './splitting.ts'
import { timelineOf } from './timeline.ts'
import type { Subject, Work } from './work.ts'

/** An organisation with what says how work divides. */
export interface FlowSketch extends Sketch {
  /** "objective service" → effort share. */
  readonly effortShares?: Readonly<Record<string, number>>
  /** Services that take all work. */
  readonly duties?: readonly string[]
  /** "objective service" → [validFrom, validTo]. */
  readonly validity?: Readonly<Record<string, readonly [string | null, string | null]>>
}

/** A piece of work in short form. */
export interface WorkSketch {
  readonly minutes: number
  readonly objective?: string
  /** Names, or names with their parts. */
  readonly services?: Readonly<Record<string, number | null>>
  readonly assets?: readonly string[]
  readonly day?: string
  readonly team?: string
}

export function flowModel(parts: GraphParts, sketch: FlowSketch = {}): FlowModel {
  const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    ...parts,
    objectives: byId(parts.objectives),
    services: byId(parts.services).map((service) => ({
      ...service,
      ownerId: null,
      runDuty: sketch.duties?.includes(service.id) === true ? 'accounting' : null,
    })),
    contributions: parts.contributions.map((link) => {
      const pair = `${link.objectiveId} ${link.serviceId}`
      const [validFrom, validTo] = sketch.validity?.[pair] ?? [link.validFrom, link.validTo]
      return { ...link, validFrom, validTo, effortShare: sketch.effortShares?.[pair] ?? null }
    }),
  }
}

export function work({ minutes, objective, services, assets, day = DAY, team }: WorkSketch): Work {
  const subject: Subject = {
    objective: objective ?? null,
    services: Object.entries(services ?? {}).map(([id, share]) => ({ id, share })),
    assets: assets ?? [],
  }
  const id = `${minutes} ${JSON.stringify(subject)} ${day}`
  return {
    node: { type: 'Effort', id },
    when: { day },
    team: team ?? null,
    subject,
    amount: { units: BigInt(minutes), digits: 0 },
  }
}

export interface LedgerSketch {
  readonly period?: Period
  readonly today?: string
  readonly planned?: readonly Work[]
  readonly timeZone?: string
}

/** The ledger of some work, in the period that contains the usual day. */
export function sketchedLedger(
  sketch: FlowSketch,
  rows: readonly (Work | WorkSketch)[],
  options: LedgerSketch = {},
): Ledger {
  return ledgerOfParts(sketchParts(sketch), sketch, rows, options)
}

export function ledgerOfParts(
  parts: GraphParts,
  sketch: FlowSketch,
  rows: readonly (Work | WorkSketch)[],
  options: LedgerSketch = {},
): Ledger {
  return finish(ledgerSteps(parts, sketch, rows, options))
}

export function ledgerSteps(
  parts: GraphParts,
  sketch: FlowSketch,
  rows: readonly (Work | WorkSketch)[],
  { period = periodFrom('2026'), today = '2026-12-31', planned = [], timeZone = 'UTC' }: LedgerSketch = {},
): Steps<Ledger> {
  const model = flowModel(parts, sketch)
  const network = flowNetwork(model)
  const timeline = timelineOf(network, period, today)
  const done = rows.map((row) => ('minutes' in row ? work(row) : row))
  const splitter = new Splitter(
    timeline,
    {
      serviceAt: network.serviceAt,
      objectiveAt: network.objectiveAt,
      ofAsset: assetFlow(buildImpactGraph(parts), network.serviceAt),
    },
    cutsOf(period, timeline.epochs, [...done, ...planned], dayStarts(timeZone)),
  )
  return ledgerOf({ network, timeline, splitter, work: done, planned, digits: 0 })
}

/** What reached objectives and buckets, by name, without what is 0. */
export function amounts(ledger: Ledger): Record<string, number> {
  const names = ['NO_OBJECTIVE', 'INACTIVE_OBJECTIVE', 'RUN']
  return Object.fromEntries(
    [...ledger.actual.byTarget]
      .filter(([, amount]) => amount !== 0n)
      .map(([target, amount]) => [
        ledger.network.model.objectives[target]?.id ?? names[target - 2 ** 30] ?? '?',
        Number(amount),
      ]),
  )
}
