import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import { DEFAULT_CRITICALITY_THRESHOLDS } from '../reasoning/criticality.ts'
import { SETTINGS } from '../settings/settings.ts'
import { unsupportedObjectives } from './coverage.ts'
import { loadGroups, loadOwned, loadRetirements, objectivesOutsidePeriod } from './gap-rows-store.ts'
import { type GapOptions, openSurvey, type Survey, type SurveyedKind } from './gap-survey-store.ts'
import {
  assetWithoutService,
  type Finding,
  GAP_KINDS,
  type Gap,
  type GapCursor,
  type GapKind,
  isWithin,
  objectiveOutsidePeriod,
  objectiveWithoutService,
  redundancyNotMet,
  serviceOnRetiredAsset,
  serviceOnRetiredService,
  serviceWithoutAsset,
  serviceWithoutObjective,
  serviceWithoutOwner,
  serviceWithoutSurvey,
} from './gaps.ts'
import { keyResultWithoutValue } from './key-results/stale.ts'
import { surveyedDays } from './key-results/stale-store.ts'
import { shareWithoutEffect } from './link-gaps.ts'
import { promiseGap, serviceWithoutSlo } from './promise-gaps.ts'
import { countUnmappedAssets, loadUnmappedAssets } from './unmapped-assets-store.ts'

/** {@link GapOptions}, with defaults for the settings of the organisation. */
type Asked = Pick<GapOptions, 'on' | 'team' | 'minWeight'> &
  Partial<GapOptions> & {
    /** Scores of surveys are published as of then. Without it, those count that were published before. */
    readonly now?: Date
  }

export interface GapPageOptions extends Asked {
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
export async function gaps(db: Kysely<Database>, options: GapPageOptions): Promise<GapPage> {
  const { kinds } = options
  const asksKeyResults = kinds === undefined || kinds.includes('KEY_RESULT_WITHOUT_VALUE')
  const whole = await withDefaults(db, options, asksKeyResults)
  return inSnapshot(db, (snapshot) => readGaps(snapshot, { ...options, ...whole }))
}

async function readGaps(db: Kysely<Database>, options: GapPageOptions & GapOptions): Promise<GapPage> {
  const { after, before, backward = false, limit } = options
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
      // These gaps have no weight.
      if (options.minWeight !== undefined) continue
      const assets = await loadUnmappedAssets(db, range, {
        on: options.on,
        limit: missing,
        teams: await teamsOf(db, options),
      })
      found += assets.length
      read.push(...assets.map(({ cost, carries, ...asset }) => assetWithoutService(asset, cost, carries)))
    } else {
      survey ??= await openSurvey(db, options)
      const inside = (await survey.findings(kind)).filter((finding) => isWithin(finding, range))
      const next = (backward ? inside.reverse() : inside).slice(0, missing)
      found += next.length
      read.push(...(await spellOut(db, survey, kind, next)))
    }
  }
  const page = read.slice(0, limit)
  return { gaps: backward ? page.reverse() : page, hasMore: found > limit }
}

/** How many gaps of each kind there are, in one snapshot. */
export async function gapCounts(db: Kysely<Database>, options: Asked): Promise<Record<GapKind, number>> {
  const whole = await withDefaults(db, options, true)
  return inSnapshot(db, (snapshot) => countGaps(snapshot, whole))
}

async function countGaps(db: Kysely<Database>, options: GapOptions): Promise<Record<GapKind, number>> {
  const survey = await openSurvey(db, options)
  const counts: [GapKind, number][] = []
  for (const kind of GAP_KINDS) {
    if (kind !== 'ASSET_WITHOUT_SERVICE') counts.push([kind, (await survey.findings(kind)).length])
    else if (options.minWeight !== undefined) counts.push([kind, 0])
    else counts.push([kind, await countUnmappedAssets(db, await teamsOf(db, options))])
  }
  return Object.fromEntries(counts) as Record<GapKind, number>
}

/** What surveys publish is stored when it is first asked for, so it is read before the snapshot. */
async function withDefaults(
  db: Kysely<Database>,
  options: Asked,
  asksKeyResults: boolean,
): Promise<GapOptions> {
  const whole = {
    thresholds: DEFAULT_CRITICALITY_THRESHOLDS,
    timeZone: 'UTC',
    freshDays: SETTINGS.keyResultFreshDays.fallback,
    ...options,
  }
  return { ...whole, surveyed: asksKeyResults ? await surveyedDays(db, whole, options.now) : new Map() }
}

async function teamsOf(db: Kysely<Database>, { team }: Asked): Promise<readonly string[] | null> {
  return team === undefined ? null : (await loadOwned(db, team)).teams
}

type Words = (finding: Finding) => Gap | undefined

/** Findings of one kind in words. In the transaction of a mutation, a row may have gone since it was found: it is left out. */
async function spellOut(
  db: Kysely<Database>,
  survey: Survey,
  kind: SurveyedKind,
  found: readonly Finding[],
): Promise<Gap[]> {
  if (found.length === 0) return []
  const words = await wordsFor(db, survey, kind, found)
  return found.flatMap((finding) => words(finding) ?? [])
}

async function wordsFor(
  db: Kysely<Database>,
  survey: Survey,
  kind: SurveyedKind,
  found: readonly Finding[],
): Promise<Words> {
  const { graph, options } = survey
  const node = (type: 'Objective' | 'Service', id: string | null) =>
    graph.nodes[graph.position({ type, id: id ?? '' }) ?? -1]
  const subject = ({ subject }: Finding) =>
    node(kind.startsWith('OBJECTIVE') ? 'Objective' : 'Service', subject)
  const related = found.flatMap((finding) => finding.related ?? [])
  const weight = (finding: Finding) => finding.weight ?? 0
  const level = (finding: Finding) => survey.figuresOf(finding.subject).level
  const pair = ({ subject, related }: { subject: string; related: string | null }) => `${subject} ${related}`
  switch (kind) {
    case 'OBJECTIVE_WITHOUT_SERVICE': {
      const notLive = new Map(
        unsupportedObjectives(graph, survey.services).map((row) => [row.id, row.notLive]),
      )
      return both(subject, (objective, finding) =>
        objectiveWithoutService(objective, weight(finding), notLive.get(objective.id) ?? 0),
      )
    }
    case 'OBJECTIVE_OUTSIDE_PERIOD': {
      const periods = await objectivesOutsidePeriod(db, options.on)
      return both(subject, (objective) => {
        const period = periods.get(objective.id)
        return period && objectiveOutsidePeriod(objective, period, options.on)
      })
    }
    case 'SHARE_WITHOUT_EFFECT': {
      const shares = new Map(
        (await survey.idleShares()).map((share) => [
          pair({ subject: share.subject.id, related: share.objective.id }),
          share,
        ]),
      )
      return both(
        (finding) => shares.get(pair(finding)),
        (share, finding) => shareWithoutEffect(share, finding.weight),
      )
    }
    case 'KEY_RESULT_WITHOUT_VALUE': {
      const stale = await survey.staleKeyResults()
      return both(
        (finding) => stale.get(finding.subject),
        (keyResult, finding) => keyResultWithoutValue(keyResult, finding.weight, options.freshDays),
      )
    }
    case 'SERVICE_WITHOUT_OBJECTIVE': {
      const inUse = await survey.servicesInUse()
      return both(subject, (service) => serviceWithoutObjective(service, inUse.has(service.id)))
    }
    case 'SERVICE_WITHOUT_OWNER':
      return both(subject, (service, finding) =>
        serviceWithoutOwner(service, weight(finding), level(finding)),
      )
    case 'SERVICE_WITHOUT_SURVEY':
      return both(subject, (service, finding) =>
        serviceWithoutSurvey(service, weight(finding), level(finding)),
      )
    case 'SERVICE_WITHOUT_SLO':
      return both(subject, (service, finding) => serviceWithoutSlo(service, weight(finding), level(finding)))
    case 'SERVICE_WITHOUT_ASSET':
      return both(subject, (service, finding) => serviceWithoutAsset(service, weight(finding)))
    case 'SERVICE_ON_RETIRED_ASSET': {
      const retirements = await loadRetirements(db, related, options.timeZone)
      return both(subject, (service, finding) => {
        const retirement = retirements.get(finding.related ?? '')
        return retirement && serviceOnRetiredAsset(service, retirement, weight(finding))
      })
    }
    case 'SERVICE_ON_RETIRED_SERVICE':
      return both(subject, (service, finding) => {
        const retired = node('Service', finding.related)
        return retired && serviceOnRetiredService(service, retired, weight(finding))
      })
    case 'REDUNDANCY_NOT_MET': {
      const groups = await loadGroups(db, related)
      return both(subject, (service, finding) => {
        const group = groups.get(finding.related ?? '')
        return group && redundancyNotMet(service, group, weight(finding))
      })
    }
    case 'PROMISE_NOT_POSSIBLE':
    case 'AGREEMENT_NOT_ACKNOWLEDGED':
    case 'SLO_WITHOUT_SAMPLES': {
      const { gaps: wrong } = await survey.promises()
      const byPair = new Map(
        wrong.map((each) => [`${each.kind} ${each.service} ${each.promise.id}`, each] as const),
      )
      return both(subject, (service, finding) => {
        const about = byPair.get(`${kind} ${finding.subject} ${finding.related}`)
        return about && promiseGap(service, about, weight(finding))
      })
    }
  }
}

/** Words for what a finding is about; none where it is not there any more. */
function both<About>(
  about: (finding: Finding) => About | undefined,
  words: (about: About, finding: Finding) => Gap | undefined,
): Words {
  return (finding) => {
    const found = about(finding)
    return found === undefined ? undefined : words(found, finding)
  }
}
