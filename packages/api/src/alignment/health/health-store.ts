import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { inSnapshot } from '../../graph/snapshot.ts'
import { loadOwned } from '../gap-rows-store.ts'
import { type GapOptions, openSurvey, type Survey } from '../gap-survey-store.ts'
import { type AssetFacts, loadFacts, NAMED_NODES } from './facts-store.ts'
import type { GapNode, Parts, StageFacts, StageGap } from './stages.ts'
import { type Weighing, weighLinks } from './weighed-links.ts'

export interface HealthOptions extends Omit<GapOptions, 'minWeight' | 'freshDays' | 'surveyed'> {
  readonly now: Date
}

/** What the stages are measured in. */
interface Read {
  readonly survey: Survey
  readonly facts: AssetFacts
  readonly weighing: Weighing
  /** Live services that are asked about. */
  readonly live: Survey['services']
  readonly isAsked: (id: string) => boolean
  readonly ofTeam: boolean
}

/** The facts of all stages in their order, from one snapshot. */
export function loadModelHealth(db: Kysely<Database>, options: HealthOptions): Promise<StageFacts[]> {
  return inSnapshot(db, async (snapshot) => {
    const read = await readFacts(snapshot, options)
    return [
      foundStage(read),
      await ownedStage(read),
      await mappedStage(read),
      await linkedStage(read),
      weighedStage(read),
    ]
  })
}

async function readFacts(db: Kysely<Database>, options: HealthOptions): Promise<Read> {
  const { now, on, team } = options
  const owned = team === undefined ? undefined : await loadOwned(db, team)
  const isAsked = (id: string) => owned === undefined || owned.ids.has(id)
  // No stage asks about key results.
  const survey = await openSurvey(db, { ...options, freshDays: 0, surveyed: new Map() })
  const facts = await loadFacts(db, { now, on, teams: owned?.teams ?? null })
  const live = survey.services.filter(({ id, lifecycle }) => lifecycle === 'LIVE' && isAsked(id))
  const weighing = weighLinks(survey.graph, facts.links, isAsked)
  return { survey, facts, weighing, live, isAsked, ofTeam: owned !== undefined }
}

function foundStage({ facts, ofTeam }: Read): StageFacts {
  const { found, unseen, pending, ages } = facts
  const gaps = unseen.map(
    (group): StageGap => ({
      ...group,
      kind: group.source === null ? 'ASSET_WITHOUT_SOURCE' : 'SOURCE_NOT_READ',
      stage: 'FOUND',
      counted: true,
    }),
  )
  return { stage: 'FOUND', ...found, ages: ages.found, pending, ofTeam, gaps }
}

async function ownedStage({ survey, facts, live, ofTeam }: Read): Promise<StageFacts> {
  const { owned, unowned, pending, ages } = facts
  const stage = { stage: 'OWNED', ages: ages.owned, pending, ofTeam } as const
  // All that a team owns has an owner: there is nothing to take a share of.
  if (ofTeam) return { ...stage, rows: NOTHING, weights: NOTHING, gaps: [] }
  const services = await lacking(survey, 'SERVICE_WITHOUT_OWNER', 'OWNED')
  const assets: StageGap = {
    kind: 'ASSET_WITHOUT_OWNER',
    stage: 'OWNED',
    count: owned.rows.missing,
    counted: true,
    weight: owned.weights.missing,
    nodes: unowned,
    source: null,
  }
  const weighed = splitBy(
    services.ids,
    live.map(({ id }) => [id, survey.figuresOf(id).valueAtRisk]),
  )
  return {
    ...stage,
    rows: sum(owned.rows, countsOf(live.length, services.gap.count)),
    weights: sum(owned.weights, weighed),
    gaps: [services.gap, assets].filter(({ count }) => count > 0),
  }
}

async function mappedStage({ survey, facts, live, ofTeam }: Read): Promise<StageFacts> {
  const { mapped, unmapped, ages } = facts
  const services = await lacking(survey, 'SERVICE_WITHOUT_ASSET', 'MAPPED')
  const assets: StageGap = {
    kind: 'ASSET_WITHOUT_SERVICE',
    stage: 'MAPPED',
    count: mapped.missing,
    counted: true,
    weight: null,
    nodes: unmapped,
    source: null,
  }
  const technical = live.filter(({ kind }) => kind === 'TECHNICAL')
  return {
    stage: 'MAPPED',
    rows: mapped,
    weights: splitBy(
      services.ids,
      technical.map(({ id }) => [id, survey.figuresOf(id).valueAtRisk]),
    ),
    ages: ages.mapped,
    pending: 0,
    ofTeam,
    gaps: [{ ...services.gap, counted: false }, assets].filter(({ count }) => count > 0),
  }
}

async function linkedStage({ survey, weighing, live, isAsked, ofTeam }: Read): Promise<StageFacts> {
  const objectives = await lacking(survey, 'OBJECTIVE_WITHOUT_SERVICE', 'LINKED')
  const services = await lacking(survey, 'SERVICE_WITHOUT_OBJECTIVE', 'LINKED')
  const leaves = [...survey.graph.weights].filter(([id, { leaf }]) => leaf && isAsked(id))
  const gaps = [
    { ...objectives.gap, counted: false },
    { ...services.gap, weight: null },
  ]
  return {
    stage: 'LINKED',
    rows: countsOf(live.length, services.gap.count),
    weights: splitBy(
      objectives.ids,
      leaves.map(([id, { weight }]) => [id, weight]),
    ),
    ages: agesOf(weighing.links.map(({ age }) => age)),
    pending: 0,
    ofTeam,
    gaps: gaps.filter(({ count }) => count > 0),
  }
}

function weighedStage({ weighing, ofTeam }: Read): StageFacts {
  const { links, leaves, unstated } = weighing
  const stated = links.filter((link) => link.stated)
  const gap: StageGap = {
    kind: 'LINK_WITHOUT_SHARE',
    stage: 'WEIGHED',
    count: links.length - stated.length,
    counted: true,
    weight: leaves.missing,
    nodes: unstated.slice(0, NAMED_NODES),
    source: null,
  }
  return {
    stage: 'WEIGHED',
    rows: countsOf(links.length, gap.count),
    weights: leaves,
    ages: agesOf(stated.map(({ age }) => age)),
    pending: 0,
    ofTeam,
    gaps: gap.count > 0 ? [gap] : [],
  }
}

type SurveyedGap =
  | 'OBJECTIVE_WITHOUT_SERVICE'
  | 'SERVICE_WITHOUT_ASSET'
  | 'SERVICE_WITHOUT_OBJECTIVE'
  | 'SERVICE_WITHOUT_OWNER'

/** What the gap report finds of a kind, as one gap of a stage, and the ids of it. */
async function lacking(survey: Survey, kind: SurveyedGap, stage: StageGap['stage']) {
  const findings = await survey.findings(kind)
  const type = kind === 'OBJECTIVE_WITHOUT_SERVICE' ? 'Objective' : 'Service'
  const nodes = findings.slice(0, NAMED_NODES).map(({ subject, weight }): GapNode => {
    const node = survey.graph.nodes[survey.graph.position({ type, id: subject }) ?? -1]
    return { type, id: subject, name: node?.name ?? '', weight }
  })
  const weight = findings.reduce((total, finding) => total + (finding.weight ?? 0), 0)
  const gap: StageGap = { kind, stage, count: findings.length, counted: true, weight, nodes, source: null }
  return { gap, ids: new Set(findings.map(({ subject }) => subject)) }
}

const NOTHING: Parts = { covered: 0, missing: 0 }

function countsOf(total: number, missing: number): Parts {
  return { covered: total - missing, missing }
}

function splitBy(missing: ReadonlySet<string>, weights: readonly (readonly [string, number])[]): Parts {
  const sums = { covered: 0, missing: 0 }
  for (const [id, weight] of weights) sums[missing.has(id) ? 'missing' : 'covered'] += weight
  return sums
}

function sum(a: Parts, b: Parts): Parts {
  return { covered: a.covered + b.covered, missing: a.missing + b.missing }
}

/** The median of an even number of facts is the younger of the two in the middle, as in SQL. */
function agesOf(ages: readonly number[]): StageFacts['ages'] {
  const inOrder = ages.toSorted((a, b) => a - b)
  const median = inOrder[Math.ceil(inOrder.length / 2) - 1]
  return { oldest: inOrder.at(-1) ?? null, median: median ?? null }
}
