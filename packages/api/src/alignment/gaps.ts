import {
  type Explanation,
  type ExplanationInput,
  fractionInput,
  type NodeRef,
  nodeInput,
} from '../graph/explanation.ts'
import { figure, money, percent } from '../graph/figures.ts'
import type { Criticality } from '../reasoning/criticality.ts'

/** The kinds of gap in the order in which they are reported. */
export const GAP_KINDS = [
  'OBJECTIVE_WITHOUT_SERVICE',
  'OBJECTIVE_OUTSIDE_PERIOD',
  'SHARE_WITHOUT_EFFECT',
  'KEY_RESULT_WITHOUT_VALUE',
  'SERVICE_WITHOUT_OBJECTIVE',
  'SERVICE_WITHOUT_OWNER',
  'SERVICE_WITHOUT_SURVEY',
  'SERVICE_WITHOUT_SLO',
  'SERVICE_WITHOUT_ASSET',
  'SERVICE_ON_RETIRED_ASSET',
  'SERVICE_ON_RETIRED_SERVICE',
  'REDUNDANCY_NOT_MET',
  'PROMISE_NOT_POSSIBLE',
  'AGREEMENT_NOT_ACKNOWLEDGED',
  'SLO_WITHOUT_SAMPLES',
  'ASSET_WITHOUT_SERVICE',
] as const

export type GapKind = (typeof GAP_KINDS)[number]

export interface NamedNode extends NodeRef {
  readonly name: string
}

/** An amount as a decimal string, per month, in an ISO 4217 currency. */
export interface MonthlyCost {
  readonly amount: string
  readonly currency: string
}

/** Something that should be there and is not. */
export interface Gap {
  readonly kind: GapKind
  readonly subject: NamedNode
  readonly related: NamedNode | null
  /** Weight of the objective or value at risk of the service, 0 to 1; null where neither applies. */
  readonly weight: number | null
  /** What the subject costs per month, where that is known and the gap is about cost. */
  readonly cost: MonthlyCost | null
  readonly explanation: Explanation
}

/** Where a gap stands in the report: the next page begins behind it. Nothing but strings, to be kept as JSON. */
export interface GapCursor {
  readonly kind: GapKind
  /** What the kind is ordered by, largest first: weight or amount, -1 without one. */
  readonly rank: string
  readonly subject: string
  /** Id of the related node, '' without one. */
  readonly related: string
}

export function gapCursor(gap: Gap): GapCursor {
  const rank = gap.kind === 'ASSET_WITHOUT_SERVICE' ? (gap.cost?.amount ?? '-1') : String(gap.weight ?? -1)
  return { kind: gap.kind, rank, subject: gap.subject.id, related: gap.related?.id ?? '' }
}

/** A gap found, before its names are known. Few and small, so that a kind can be sorted as a whole. */
export interface Finding {
  readonly kind: GapKind
  readonly subject: string
  readonly related: string | null
  readonly weight: number | null
}

/** Order within one kind: the weightier first, then by ids. */
export function compareFindings(a: Finding, b: Finding): number {
  const byWeight = (b.weight ?? -1) - (a.weight ?? -1)
  return byWeight || order(a.subject, b.subject) || order(a.related ?? '', b.related ?? '')
}

/** A part of the report, between two gaps that are not part of it. */
export interface GapRange {
  readonly after: GapCursor | undefined
  readonly before: GapCursor | undefined
  /** True where the part is read from its end. */
  readonly backward: boolean
}

/** Whether a finding lies inside a range whose ends are of the same kind. */
export function isWithin(finding: Finding, { after, before }: Pick<GapRange, 'after' | 'before'>): boolean {
  const behind = after === undefined || compareFindings(finding, findingAt(after)) > 0
  return behind && (before === undefined || compareFindings(finding, findingAt(before)) < 0)
}

function findingAt({ kind, rank, subject, related }: GapCursor): Finding {
  return { kind, weight: Number(rank), subject, related }
}

export function objectiveWithoutService(objective: NamedNode, weight: number, plannedServices: number): Gap {
  const planned =
    plannedServices === 0
      ? ''
      : ` ${counted(plannedServices, 'service')} linked to it ${plannedServices === 1 ? 'is' : 'are'} not live.`
  return gap(
    'OBJECTIVE_WITHOUT_SERVICE',
    objective,
    null,
    weight,
    [fractionInput('weight', weight, objective)],
    {
      found: `No live service supports “${objective.name}”, which carries ${percent(weight)} of the whole.${planned}`,
      toDo: 'Link the services it rests on with their share, or say that the objective needs none by ending it.',
    },
  )
}

/** The period of an objective; an open end is null. Days are YYYY-MM-DD. */
export interface Period {
  readonly startsOn: string | null
  readonly endsOn: string | null
}

/** An active objective whose period does not hold the day `on`: nothing counts towards it. */
export function objectiveOutsidePeriod(objective: NamedNode, { startsOn, endsOn }: Period, on: string): Gap {
  const isOver = endsOn !== null && endsOn < on
  const words = isOver
    ? {
        found: `“${objective.name}” is active, but its period ended on ${endsOn}: what supports it puts nothing at risk.`,
        toDo: 'Mark it as achieved or abandoned, or give it a later end.',
      }
    : {
        found: `“${objective.name}” is active, but its period begins on ${startsOn}: what supports it puts nothing at risk until then.`,
        toDo: 'Make it a draft until it begins, or give it an earlier start.',
      }
  const day = isOver ? nodeInput('ends on', endsOn, objective) : nodeInput('starts on', startsOn, objective)
  return gap('OBJECTIVE_OUTSIDE_PERIOD', objective, null, null, [day], words)
}

/** @param inUse whether anything leans on it all the same, e.g. a process or a planned service */
export function serviceWithoutObjective(service: NamedNode, inUse: boolean): Gap {
  return gap('SERVICE_WITHOUT_OBJECTIVE', service, null, null, [], {
    found: `${service.name} is live, but neither it nor anything that depends on it supports an active objective.`,
    toDo: inUse
      ? 'Link it, or the services and processes that use it, to the objective they serve.'
      : 'Link it to the objective it serves, record which services depend on it, or retire it.',
  })
}

export function serviceWithoutOwner(service: NamedNode, atRisk: number, level: Criticality): Gap {
  return gap(
    'SERVICE_WITHOUT_OWNER',
    service,
    null,
    atRisk,
    [fractionInput('value at risk', atRisk, service)],
    {
      found: `No team owns ${service.name}, whose criticality is ${level} (${figure(atRisk)} at risk).`,
      toDo: 'Name the team that answers for it.',
    },
  )
}

export function serviceWithoutSurvey(service: NamedNode, atRisk: number, level: Criticality): Gap {
  return gap(
    'SERVICE_WITHOUT_SURVEY',
    service,
    null,
    atRisk,
    [fractionInput('value at risk', atRisk, service)],
    {
      found: `No survey asks about ${service.name}, whose criticality is ${level} (${figure(atRisk)} at risk): how its users see it is not known.`,
      toDo: 'Ask its users with a survey whose subject is the service.',
    },
  )
}

export function serviceWithoutAsset(service: NamedNode, atRisk: number): Gap {
  return gap(
    'SERVICE_WITHOUT_ASSET',
    service,
    null,
    atRisk,
    [fractionInput('value at risk', atRisk, service)],
    {
      found: `${service.name} is a live technical service, but no live asset is recorded below it or the services it depends on.`,
      toDo: 'Record the assets it runs on, or connect a source that discovers them.',
    },
  )
}

/** The day since which an asset is retired, in the time zone of the organisation (YYYY-MM-DD), and the source that was the last to stop seeing it. */
export interface Retirement {
  readonly asset: NamedNode
  readonly since: string
  readonly source: NamedNode | null
}

export function serviceOnRetiredAsset(
  service: NamedNode,
  { asset, since, source }: Retirement,
  atRisk: number,
): Gap {
  const inputs = [fractionInput('value at risk', atRisk, service), nodeInput('retired on', since, asset)]
  if (source !== null) inputs.push(nodeInput('source', source.name, source))
  const seen = source === null ? 'no source sees it' : `the source ${source.name} stopped seeing it`
  return gap('SERVICE_ON_RETIRED_ASSET', service, asset, atRisk, inputs, {
    found: `${service.name} depends on ${asset.name}, which is retired since ${since}: ${seen}.`,
    toDo: 'Remove the dependency or point it at what took the place of the asset; if the asset still runs, repair its source.',
  })
}

export function serviceOnRetiredService(service: NamedNode, retired: NamedNode, atRisk: number): Gap {
  const inputs = [fractionInput('value at risk', atRisk, service), nodeInput('lifecycle', 'RETIRED', retired)]
  return gap('SERVICE_ON_RETIRED_SERVICE', service, retired, atRisk, inputs, {
    found: `${service.name} is live and depends on ${retired.name}, which is retired: what ${retired.name} runs on is not seen below ${service.name}.`,
    toDo: 'Point the dependency at what took its place; if the service still runs, make it live again.',
  })
}

/** A redundancy group and how many of its members are live. */
export interface GroupBelowMinimum extends NamedNode {
  readonly minAvailable: number
  readonly live: number
}

export function redundancyNotMet(service: NamedNode, group: GroupBelowMinimum, atRisk: number): Gap {
  const inputs = [
    fractionInput('value at risk', atRisk, service),
    nodeInput('minimum available', group.minAvailable, group),
    nodeInput('live members', group.live, group),
  ]
  return gap('REDUNDANCY_NOT_MET', service, group, atRisk, inputs, {
    found: `Redundancy group ${group.name} of ${service.name} needs ${counted(group.minAvailable, 'member')} available and has ${group.live} live.`,
    toDo: 'Add members that are live, or lower the minimum if the service holds with fewer.',
  })
}

/** @param carries whether something leans on it all the same, e.g. another asset */
export function assetWithoutService(asset: NamedNode, cost: MonthlyCost | null, carries: boolean): Gap {
  const inputs = cost === null ? [] : [nodeInput('cost per month', cost.amount, asset, cost.currency)]
  const price =
    cost === null ? 'its cost is not known' : `it costs ${money(cost.amount, cost.currency)} per month`
  return {
    ...gap('ASSET_WITHOUT_SERVICE', asset, null, null, inputs, {
      found: `No service leans on ${asset.name}, directly or through other assets; ${price}.`,
      toDo: carries
        ? 'Map it, or what leans on it, to the service that needs them.'
        : 'Map it to the service that needs it, or switch it off.',
    }),
    cost,
  }
}

/** A gap with its explanation. */
export function gap(
  kind: GapKind,
  subject: NamedNode,
  related: NamedNode | null,
  weight: number | null,
  inputs: readonly ExplanationInput[],
  words: { found: string; toDo: string },
): Gap {
  const reasons = [
    { code: kind, text: words.found },
    { code: 'WHAT_TO_DO', text: words.toDo },
  ]
  const explanation = {
    formula: 'gap',
    version: 1,
    source: 'gap report over objectives, services and assets',
    inputs,
    reasons,
  }
  const named = ({ type, id, name }: NamedNode): NamedNode => ({ type, id, name })
  return {
    kind,
    subject: named(subject),
    related: related === null ? null : named(related),
    weight,
    cost: null,
    explanation,
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
