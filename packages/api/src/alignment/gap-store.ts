import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import {
  type Criticality,
  criticalityLevel,
  DEFAULT_CRITICALITY_THRESHOLDS,
} from '../reasoning/criticality.ts'
import { bareImpact } from '../reasoning/impact.ts'
import type { ImpactGraph } from '../reasoning/network.ts'
import { loadServiceGraph } from '../reasoning/store.ts'
import type { CriticalityThresholds } from '../settings/settings.ts'
import {
  isInUse,
  type ServiceFacts,
  servicesWithoutAsset,
  servicesWithoutObjective,
  unsupportedObjectives,
} from './coverage.ts'
import {
  dependenciesOnRetiredAssets,
  dependenciesOnRetiredServices,
  groupsBelowMinimum,
  loadGroups,
  loadRetirements,
  loadServiceFacts,
  objectivesOutsidePeriod,
  servicesOnLiveAssets,
} from './gap-rows-store.ts'
import {
  assetWithoutService,
  compareFindings,
  type Finding,
  GAP_KINDS,
  type Gap,
  type GapCursor,
  type GapKind,
  type GroupBelowMinimum,
  isWithin,
  type NamedNode,
  objectiveOutsidePeriod,
  objectiveWithoutService,
  type Period,
  type Retirement,
  redundancyNotMet,
  serviceOnRetiredAsset,
  serviceOnRetiredService,
  serviceWithoutAsset,
  serviceWithoutObjective,
  serviceWithoutOwner,
} from './gaps.ts'
import { countUnmappedAssets, loadUnmappedAssets } from './unmapped-assets-store.ts'

export interface GapOptions {
  /** The day that is asked about, YYYY-MM-DD: it decides which contributions count. */
  readonly on: string
  readonly thresholds?: CriticalityThresholds
  /** Time zone of the organisation, in which days are told; UTC without it. */
  readonly timeZone?: string
}

export interface GapPageOptions extends GapOptions {
  /** Kinds to report; all without it. They come in the order of {@link GAP_KINDS} whatever their order here. */
  readonly kinds?: readonly GapKind[]
  /** Only gaps behind this one. */
  readonly after?: GapCursor
  /** Only gaps ahead of this one. */
  readonly before?: GapCursor
  /** True reads from the end: the last gaps of what is asked for, still in the order of the report. */
  readonly backward?: boolean
  readonly limit: number
}

export interface GapPage {
  readonly gaps: readonly Gap[]
  /** Whether there are more in the direction of reading. */
  readonly hasMore: boolean
}

/**
 * One page of the gap report: by kind, within a kind the weightiest or dearest first, then by id. Assets, of
 * which there may be very many, are read from the database page by page; of the other kinds, whose number is
 * bounded by the services and what they declare, only ids are sorted and only the page's rows are spelled out. All of it
 * comes from one snapshot.
 */
export function gaps(db: Kysely<Database>, options: GapPageOptions): Promise<GapPage> {
  return inSnapshot(db, (snapshot) => readGaps(snapshot, options))
}

async function readGaps(db: Kysely<Database>, options: GapPageOptions): Promise<GapPage> {
  const { after, before, backward = false, limit, timeZone = 'UTC' } = options
  const { thresholds = DEFAULT_CRITICALITY_THRESHOLDS } = options
  const place = (kind: GapKind) => GAP_KINDS.indexOf(kind)
  const kinds = GAP_KINDS.filter((kind) => options.kinds?.includes(kind) ?? true)
    .filter((kind) => after === undefined || place(kind) >= place(after.kind))
    .filter((kind) => before === undefined || place(kind) <= place(before.kind))
  const read: Gap[] = []
  let found = 0
  let survey: Survey | undefined
  for (const kind of backward ? kinds.reverse() : kinds) {
    const missing = limit + 1 - found
    if (missing <= 0) break
    const range = {
      after: after?.kind === kind ? after : undefined,
      before: before?.kind === kind ? before : undefined,
      backward,
    }
    if (kind === 'ASSET_WITHOUT_SERVICE') {
      const assets = await loadUnmappedAssets(db, range, missing)
      found += assets.length
      read.push(...assets.map(({ cost, ...asset }) => assetWithoutService(asset, cost)))
    } else {
      survey ??= await surveyServices(db, options.on)
      const inside = (await findings(db, survey, kind)).filter((finding) => isWithin(finding, range))
      const next = (backward ? inside.reverse() : inside).slice(0, missing)
      found += next.length
      read.push(...(await spellOut(db, survey, next, { thresholds, timeZone })))
    }
  }
  const page = read.slice(0, limit)
  return { gaps: backward ? page.reverse() : page, hasMore: found > limit }
}

/** How many gaps of each kind there are, in one snapshot. */
export function gapCounts(db: Kysely<Database>, options: GapOptions): Promise<Record<GapKind, number>> {
  return inSnapshot(db, (snapshot) => countGaps(snapshot, options))
}

async function countGaps(db: Kysely<Database>, options: GapOptions): Promise<Record<GapKind, number>> {
  const survey = await surveyServices(db, options.on)
  const count = async (kind: SurveyedKind) => (await find(db, survey, kind)).length
  return {
    OBJECTIVE_WITHOUT_SERVICE: await count('OBJECTIVE_WITHOUT_SERVICE'),
    OBJECTIVE_OUTSIDE_PERIOD: await count('OBJECTIVE_OUTSIDE_PERIOD'),
    SERVICE_WITHOUT_OBJECTIVE: await count('SERVICE_WITHOUT_OBJECTIVE'),
    SERVICE_WITHOUT_OWNER: await count('SERVICE_WITHOUT_OWNER'),
    SERVICE_WITHOUT_ASSET: await count('SERVICE_WITHOUT_ASSET'),
    SERVICE_ON_RETIRED_ASSET: await count('SERVICE_ON_RETIRED_ASSET'),
    SERVICE_ON_RETIRED_SERVICE: await count('SERVICE_ON_RETIRED_SERVICE'),
    REDUNDANCY_NOT_MET: await count('REDUNDANCY_NOT_MET'),
    ASSET_WITHOUT_SERVICE: await countUnmappedAssets(db),
  }
}

interface Survey {
  /** The day that is asked about. */
  readonly on: string
  readonly graph: ImpactGraph
  readonly services: readonly ServiceFacts[]
  /** What failure of a service alone puts at risk, computed when first asked for. */
  impactOf(serviceId: string): ReturnType<typeof bareImpact>
}

async function surveyServices(db: Kysely<Database>, on: string): Promise<Survey> {
  const graph = await loadServiceGraph(db, { on })
  const services = await loadServiceFacts(db)
  const known = new Map<string, ReturnType<typeof bareImpact>>()
  return {
    on,
    graph,
    services,
    impactOf(id) {
      const impact = known.get(id) ?? bareImpact(graph, [{ type: 'Service', id }])
      known.set(id, impact)
      return impact
    },
  }
}

type SurveyedKind = Exclude<GapKind, 'ASSET_WITHOUT_SERVICE'>
type Found = Pick<Finding, 'subject' | 'related'>

async function find(
  db: Kysely<Database>,
  { on, graph, services }: Survey,
  kind: SurveyedKind,
): Promise<Found[]> {
  const alone = (subject: string): Found => ({ subject, related: null })
  switch (kind) {
    case 'OBJECTIVE_WITHOUT_SERVICE':
      return unsupportedObjectives(graph, services).map(({ id }) => alone(id))
    case 'OBJECTIVE_OUTSIDE_PERIOD':
      return [...(await objectivesOutsidePeriod(db, on)).keys()].map(alone)
    case 'SERVICE_WITHOUT_OBJECTIVE':
      return servicesWithoutObjective(graph, services).map(alone)
    case 'SERVICE_WITHOUT_OWNER':
      return services
        .filter(({ lifecycle, ownerId }) => lifecycle === 'LIVE' && ownerId === null)
        .map(({ id }) => alone(id))
    case 'SERVICE_WITHOUT_ASSET':
      return servicesWithoutAsset(graph, services, await servicesOnLiveAssets(db)).map(alone)
    case 'SERVICE_ON_RETIRED_ASSET':
      return dependenciesOnRetiredAssets(db)
    case 'SERVICE_ON_RETIRED_SERVICE':
      return dependenciesOnRetiredServices(db)
    case 'REDUNDANCY_NOT_MET':
      return groupsBelowMinimum(db)
  }
}

/** All findings of a kind with their weights, in the order of the report. */
async function findings(db: Kysely<Database>, survey: Survey, kind: SurveyedKind): Promise<Finding[]> {
  const found = await find(db, survey, kind)
  return found
    .map(({ subject, related }) => ({ kind, subject, related, weight: weightOf(survey, kind, subject) }))
    .sort(compareFindings)
}

function weightOf({ graph, impactOf }: Survey, kind: SurveyedKind, subject: string): number | null {
  if (kind === 'SERVICE_WITHOUT_OBJECTIVE' || kind === 'OBJECTIVE_OUTSIDE_PERIOD') return null
  return kind === 'OBJECTIVE_WITHOUT_SERVICE'
    ? (graph.weights.get(subject)?.weight ?? 0)
    : impactOf(subject).valueAtRisk
}

/** Findings of one kind in words. In the transaction of a mutation, a row may have gone since it was found: it is left out. */
async function spellOut(
  db: Kysely<Database>,
  { on, graph, services, impactOf }: Survey,
  found: readonly Finding[],
  { thresholds, timeZone }: { thresholds: CriticalityThresholds; timeZone: string },
): Promise<Gap[]> {
  const kind = found[0]?.kind
  const related = found.flatMap((finding) => finding.related ?? [])
  const details: Details = {
    level: (id) => {
      const { valueAtRisk, objectives } = impactOf(id)
      return criticalityLevel(graph, valueAtRisk, objectives, thresholds).level
    },
    on,
    graph,
    periods: kind === 'OBJECTIVE_OUTSIDE_PERIOD' ? await objectivesOutsidePeriod(db, on) : null,
    notLive: new Map(unsupportedObjectives(graph, services).map((row) => [row.id, row.notLive])),
    retirements: kind === 'SERVICE_ON_RETIRED_ASSET' ? await loadRetirements(db, related, timeZone) : null,
    groups: kind === 'REDUNDANCY_NOT_MET' ? await loadGroups(db, related) : null,
  }
  return found.flatMap((finding) => {
    const type = finding.kind.startsWith('OBJECTIVE') ? 'Objective' : 'Service'
    const subject = graph.nodes[graph.position({ type, id: finding.subject }) ?? -1]
    return subject === undefined ? [] : (gapOf(finding, subject, details) ?? [])
  })
}

interface Details {
  readonly on: string
  readonly graph: ImpactGraph
  readonly periods: ReadonlyMap<string, Period> | null
  readonly level: (serviceId: string) => Criticality
  readonly notLive: ReadonlyMap<string, number>
  readonly retirements: ReadonlyMap<string, Retirement> | null
  readonly groups: ReadonlyMap<string, GroupBelowMinimum> | null
}

function gapOf(finding: Finding, subject: NamedNode, details: Details): Gap | null {
  const weight = finding.weight ?? 0
  const related = finding.related ?? ''
  switch (finding.kind) {
    case 'OBJECTIVE_WITHOUT_SERVICE':
      return objectiveWithoutService(subject, weight, details.notLive.get(subject.id) ?? 0)
    case 'OBJECTIVE_OUTSIDE_PERIOD': {
      const period = details.periods?.get(subject.id)
      return period === undefined ? null : objectiveOutsidePeriod(subject, period, details.on)
    }
    case 'SERVICE_WITHOUT_OBJECTIVE':
      return serviceWithoutObjective(subject, isInUse(details.graph, subject.id))
    case 'SERVICE_WITHOUT_OWNER':
      return serviceWithoutOwner(subject, weight, details.level(subject.id))
    case 'SERVICE_WITHOUT_ASSET':
      return serviceWithoutAsset(subject, weight)
    case 'SERVICE_ON_RETIRED_ASSET': {
      const retirement = details.retirements?.get(related)
      return retirement === undefined ? null : serviceOnRetiredAsset(subject, retirement, weight)
    }
    case 'SERVICE_ON_RETIRED_SERVICE': {
      const retired = details.graph.nodes[details.graph.position({ type: 'Service', id: related }) ?? -1]
      return retired === undefined ? null : serviceOnRetiredService(subject, retired, weight)
    }
    case 'REDUNDANCY_NOT_MET': {
      const group = details.groups?.get(related)
      return group === undefined ? null : redundancyNotMet(subject, group, weight)
    }
    case 'ASSET_WITHOUT_SERVICE':
      return null
  }
}
