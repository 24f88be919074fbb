import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { significant } from '../graph/figures.ts'
import { type Criticality, criticalityLevel } from '../reasoning/criticality.ts'
import { bareImpact } from '../reasoning/impact.ts'
import type { ImpactGraph } from '../reasoning/network.ts'
import { loadServiceGraph } from '../reasoning/store.ts'
import type { CriticalityThresholds } from '../settings/settings.ts'
import { isInUse, servicesWithoutAsset, servicesWithoutObjective, unsupportedObjectives } from './coverage.ts'
import {
  dependenciesOnRetiredAssets,
  dependenciesOnRetiredServices,
  type FiguredService,
  groupsBelowMinimum,
  loadOwned,
  loadServiceFacts,
  loadShareLinks,
  type Owned,
  objectivesOutsidePeriod,
  servicesOnLiveAssets,
  servicesWithoutSurvey,
} from './gap-rows-store.ts'
import { compareFindings, type Finding, type GapKind } from './gaps.ts'
import type { StaleKeyResult } from './key-results/stale.ts'
import { type SurveyedDays, staleKeyResults } from './key-results/stale-store.ts'
import { type IdleShare, sharesWithoutEffect } from './link-gaps.ts'
import { type PromiseFacts, promiseFacts } from './promise-gaps-store.ts'

/** What decides which gaps there are. */
export interface GapOptions {
  /** The day that is asked about, YYYY-MM-DD: it decides which contributions count. */
  readonly on: string
  readonly thresholds: CriticalityThresholds
  /** Time zone of the organisation, in which days are shown. */
  readonly timeZone: string
  /** How many days old the value of a key result may be. */
  readonly freshDays: number
  /** When key results that are read from surveys were last measured. */
  readonly surveyed: SurveyedDays
  /** Only gaps of what this team, or one below it, owns (uuid). */
  readonly team?: string | undefined
  /** Only gaps with a weight of at least this, 0 to 1. */
  readonly minWeight?: number | undefined
}

/** A kind of which all gaps are found at once; assets are read page by page instead. */
export type SurveyedKind = Exclude<GapKind, 'ASSET_WITHOUT_SERVICE'>

/** What the kinds of gap are found in, read when it is first needed. */
export class Survey {
  readonly options: GapOptions
  readonly graph: ImpactGraph
  readonly services: readonly FiguredService[]
  readonly #db: Kysely<Database>
  readonly #figures = new Map<string, { valueAtRisk: number; level: Criticality }>()
  readonly #byId: ReadonlyMap<string, FiguredService>
  #links: ReturnType<typeof loadShareLinks> | undefined
  #stale: Promise<ReadonlyMap<string, StaleKeyResult>> | undefined
  #owned: Promise<Owned> | undefined
  #promises: Promise<PromiseFacts> | undefined

  constructor(
    db: Kysely<Database>,
    options: GapOptions,
    read: { readonly graph: ImpactGraph; readonly services: readonly FiguredService[] },
  ) {
    this.#db = db
    this.options = options
    this.graph = read.graph
    this.services = read.services
    this.#byId = new Map(read.services.map((service) => [service.id, service]))
  }

  /** What failure of a service alone puts at risk: the kept figures, computed only if there are none yet. */
  figuresOf(serviceId: string): { readonly valueAtRisk: number; readonly level: Criticality } {
    const known = this.#byId.get(serviceId)?.kept ?? this.#figures.get(serviceId)
    if (known) return known
    const { valueAtRisk, objectives } = bareImpact(this.graph, [{ type: 'Service', id: serviceId }])
    const { level } = criticalityLevel(this.graph, valueAtRisk, objectives, this.options.thresholds)
    const figures = { valueAtRisk, level }
    this.#figures.set(serviceId, figures)
    return figures
  }

  /** Weight of an objective; null where it does not count. */
  weightOf(objectiveId: string): number | null {
    return this.graph.weights.get(objectiveId)?.weight ?? null
  }

  async idleShares(): Promise<readonly IdleShare[]> {
    this.#links ??= loadShareLinks(this.#db)
    const { links, objectives } = await this.#links
    const leaves = [...this.graph.weights].filter(([, { leaf }]) => leaf).map(([id]) => id)
    return sharesWithoutEffect(links, objectives, leaves, this.options.on)
  }

  /**
   * Services that something leans on, although they support no objective that counts: a process, a service that is not
   * retired, or an objective by a link that is not over. No advice to retire one of them may be given.
   */
  async servicesInUse(): Promise<ReadonlySet<string>> {
    this.#links ??= loadShareLinks(this.#db)
    const { links } = await this.#links
    const linked = links.filter(({ validTo }) => validTo === null || validTo >= this.options.on)
    const used = this.services.filter(({ id }) => isInUse(this.graph, id))
    return new Set([...linked.map(({ subject }) => subject.id), ...used.map(({ id }) => id)])
  }

  promises(): Promise<PromiseFacts> {
    this.#promises ??= promiseFacts(this.#db, this.options.on, this.options.timeZone)
    return this.#promises
  }

  staleKeyResults(): Promise<ReadonlyMap<string, StaleKeyResult>> {
    const { surveyed, freshDays } = this.options
    this.#stale ??= staleKeyResults(this.#db, this.options, surveyed, freshDays)
    return this.#stale
  }

  /** All findings of a kind that the options ask for, with their weights, in the order of the report. */
  async findings(kind: SurveyedKind): Promise<Finding[]> {
    const { team, minWeight } = this.options
    if (team !== undefined) this.#owned ??= loadOwned(this.#db, team)
    const owned = (await this.#owned)?.ids
    const isAsked = ({ subject, weight }: Finding) =>
      (owned === undefined || owned.has(subject)) &&
      (minWeight === undefined || (weight !== null && significant(weight) >= significant(minWeight)))
    return (await this.#find(kind)).filter(isAsked).sort(compareFindings)
  }

  async #find(kind: SurveyedKind): Promise<Finding[]> {
    const { graph, services } = this
    const db = this.#db
    const ofService = (subject: string, related: string | null = null): Finding => ({
      kind,
      subject,
      related,
      weight: this.figuresOf(subject).valueAtRisk,
    })
    const withoutWeight = (subject: string): Finding => ({ kind, subject, related: null, weight: null })
    switch (kind) {
      case 'OBJECTIVE_WITHOUT_SERVICE':
        return unsupportedObjectives(graph, services).map(({ id, weight }) => ({
          ...withoutWeight(id),
          weight,
        }))
      case 'OBJECTIVE_OUTSIDE_PERIOD':
        return [...(await objectivesOutsidePeriod(db, this.options.on)).keys()].map(withoutWeight)
      case 'SHARE_WITHOUT_EFFECT':
        return (await this.idleShares()).map(({ subject, objective }) => ({
          kind,
          subject: subject.id,
          related: objective.id,
          weight: this.weightOf(objective.id),
        }))
      case 'KEY_RESULT_WITHOUT_VALUE':
        return [...(await this.staleKeyResults()).values()].map(({ id, objective }) => ({
          kind,
          subject: id,
          related: objective.id,
          weight: this.weightOf(objective.id),
        }))
      case 'SERVICE_WITHOUT_OBJECTIVE':
        return servicesWithoutObjective(graph, services).map(withoutWeight)
      case 'SERVICE_WITHOUT_OWNER':
        return services
          .filter(({ lifecycle, ownerId }) => lifecycle === 'LIVE' && ownerId === null)
          .map(({ id }) => ofService(id))
      case 'SERVICE_WITHOUT_SURVEY':
        return (await servicesWithoutSurvey(db))
          .filter((id) => ['CRITICAL', 'HIGH'].includes(this.figuresOf(id).level))
          .map((id) => ofService(id))
      case 'SERVICE_WITHOUT_SLO': {
        const { withSlo } = await this.promises()
        return services
          .filter(({ id, lifecycle }) => lifecycle === 'LIVE' && !withSlo.has(id))
          .filter(({ id }) => ['CRITICAL', 'HIGH'].includes(this.figuresOf(id).level))
          .map(({ id }) => ofService(id))
      }
      case 'SERVICE_WITHOUT_ASSET':
        return servicesWithoutAsset(graph, services, await servicesOnLiveAssets(db)).map((id) =>
          ofService(id),
        )
      case 'SERVICE_ON_RETIRED_ASSET':
        return (await dependenciesOnRetiredAssets(db)).map((row) => ofService(row.subject, row.related))
      case 'SERVICE_ON_RETIRED_SERVICE':
        return (await dependenciesOnRetiredServices(db)).map((row) => ofService(row.subject, row.related))
      case 'REDUNDANCY_NOT_MET':
        return (await groupsBelowMinimum(db)).map((row) => ofService(row.subject, row.related))
      case 'PROMISE_NOT_POSSIBLE':
      case 'AGREEMENT_NOT_ACKNOWLEDGED':
      case 'SLO_WITHOUT_SAMPLES':
        return (await this.promises()).gaps
          .filter((found) => found.kind === kind)
          .map(({ service, promise }) => ofService(service, promise.id))
    }
  }
}

/** Reads what all kinds of gap are found in. */
export async function openSurvey(db: Kysely<Database>, options: GapOptions): Promise<Survey> {
  const graph = await loadServiceGraph(db, { on: options.on })
  return new Survey(db, options, { graph, services: await loadServiceFacts(db) })
}
