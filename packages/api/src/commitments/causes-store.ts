import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type Interval, intersect, union } from '../change-windows/interval.ts'
import { inSnapshot } from '../graph/snapshot.ts'
import { anyId } from '../graph/sql-arrays.ts'
import { dependencies as reachOf } from '../reasoning/dependencies.ts'
import type { GraphNode } from '../reasoning/network.ts'
import { loadDownward } from '../reasoning/store.ts'
import { type BadEpisode, badEpisodes, possiblyBad } from './bad-time-store.ts'
import { type BudgetCauses, budgetCauses } from './budget-causes.ts'
import { Attribution, type LeftOut } from './cause-attribution.ts'
import { type CauseElements, causeElements } from './cause-elements.ts'
import { firingTimes, ownChangesOf } from './cause-facts-store.ts'
import { type BadDependency, type CausedSpan, causeTimeline } from './cause-timeline.ts'
import { correctionsOf } from './corrections-store.ts'
import { countSpans } from './counts-store.ts'
import { splitWhole } from './events.ts'
import type { SloGrid } from './grid.ts'
import { onGrid, planStatus, SPANS, type StatusPlan } from './plan.ts'
import { sampledEvents, sloRows } from './sampled-events-store.ts'
import { ruleOf, type SloRow } from './settings.ts'
import { type SloStatus, spendOf, statusOf } from './status.ts'
import { wholeSpan } from './status-store.ts'

/** A service or asset below the service, with how it is reached and when it was bad. */
export interface DependencyAtFault {
  readonly node: GraphNode
  readonly strength: number
  /** By the SLOs of a service. */
  readonly episodes: readonly (Omit<BadEpisode, 'slo'> & { readonly sloId: string })[]
  /** By alerts. */
  readonly firing: readonly Interval[]
}

/** Who spent the budget of an SLO, with what is known of its causes. */
export interface FoundCauses {
  readonly slo: SloRow
  readonly status: SloStatus
  readonly causes: BudgetCauses
  readonly dependencies: ReadonlyMap<string, DependencyAtFault>
}

export interface CausesAsked {
  readonly sloId: string
  readonly now: Date
  /** The day of the graph, YYYY-MM-DD. */
  readonly on: string
  readonly without: LeftOut
}

/**
 * Finds who spent the budget of an SLO in the window of an instant, by the graph as it is now, in one snapshot. Null if
 * there is no such SLO.
 */
export function budgetCausesOf(db: Kysely<Database>, asked: CausesAsked): Promise<FoundCauses | null> {
  return inSnapshot(db, (snapshot) => find(snapshot, asked))
}

async function find(
  db: Kysely<Database>,
  { sloId, now, on, without }: CausesAsked,
): Promise<FoundCauses | null> {
  const slo = await db.selectFrom('slo').selectAll().where('id', '=', sloId).executeTakeFirst()
  if (slo === undefined) return null
  const at = now.getTime()
  const corrections = await correctionsOf(db, [slo.service_id], wholeSpan([{ slo, at }]))
  const plan = planStatus(
    { ...slo, alerting: false },
    { now: at, corrections: corrections(slo.service_id), samplingInterval: null },
  )
  const [tallies = []] = await countSpans(db, [plan])
  const status = statusOf(plan, tallies)
  const possible = await possiblyBad(db, slo, plan.past)
  const suspected = union(possible)
  const busy = intersect(wholeSlices(suspected, plan.grid), plan.spans[SPANS.past] ?? [])
  const first = suspected[0]?.start ?? plan.past.start
  const asked = { start: first, end: suspected.at(-1)?.end ?? first }
  const ownChanges = await ownChangesOf(db, slo.service_id, asked)
  const dependencies = await atFault(db, slo, { on, suspected, asked, until: at })
  const timeline = causeTimeline(ownChanges, [...dependencies.values()].map(badDependency))
  const sampleLength = plan.grid.slice === null ? await sampleLengthOf(db, slo) : null
  const elements = causeElements(busy, timeline, {
    grid: plan.grid,
    sampleLength,
    periods: possible.map(({ start }) => start),
  })
  const spent = { target: slo.target, allowed: status.budget.allowed, removed: status.budget.removed }
  const counted = {
    good: status.budget.good,
    bad: status.budget.bad,
    total: status.budget.good + status.budget.bad,
  }
  const parts = attributed(
    await badOfElements(db, plan, elements, sampleLength),
    counted.bad,
    timeline,
    without,
    plan.past,
  )
  return { slo, status, causes: budgetCauses({ ...spent, counted }, parts), dependencies }
}

/** Spans of time with the whole of each slice that they touch. */
function wholeSlices(spans: readonly Interval[], grid: SloGrid): Interval[] {
  const { slice } = grid
  if (slice === null) return [...spans]
  return spans.map(({ start, end }) => {
    const last = onGrid(grid, end)
    return { start: onGrid(grid, start), end: last === end ? end : last + slice }
  })
}

/** Everything below the service that was bad by an SLO or an alert. */
async function atFault(
  db: Kysely<Database>,
  slo: SloRow,
  question: {
    readonly on: string
    readonly suspected: readonly Interval[]
    readonly asked: Interval
    readonly until: number
  },
): Promise<ReadonlyMap<string, DependencyAtFault>> {
  const { on, suspected, asked, until } = question
  const self = { type: 'Service', id: slo.service_id } as const
  const graph = await loadDownward(db, { services: [slo.service_id] }, { on })
  const below = reachOf(graph, [self]).affected.filter(
    ({ node }) => node.id !== slo.service_id && node.lifecycle === 'LIVE',
  )
  const idsOf = (type: GraphNode['type']) =>
    below.flatMap(({ node }) => (node.type === type ? [node.id] : []))
  const slos = await db
    .selectFrom('slo')
    .selectAll()
    .where('service_id', '=', anyId(idsOf('Service')))
    .orderBy('id')
    .execute()
  const episodes = Map.groupBy(
    await badEpisodes(db, slos, suspected, until),
    (episode) => slos[episode.slo]?.service_id,
  )
  const firing = await firingTimes(db, { services: idsOf('Service'), assets: idsOf('Asset') }, asked)
  const found = below.map(
    ({ node, reach }): DependencyAtFault => ({
      node,
      strength: reach,
      episodes: (episodes.get(node.id) ?? []).flatMap(({ slo: place, ...episode }) => {
        const sloId = slos[place]?.id
        return sloId === undefined ? [] : [{ ...episode, sloId }]
      }),
      firing: firing.get(node.id) ?? [],
    }),
  )
  const bad = found.filter(({ episodes: own, firing: fired }) => own.length > 0 || fired.length > 0)
  return new Map(bad.map((one) => [one.node.id, one]))
}

function badDependency({ node, strength, episodes, firing }: DependencyAtFault): BadDependency {
  return {
    id: node.id,
    name: node.name,
    strength,
    periods: [
      ...episodes.map(({ start, end, bad, total }) => ({ start, end, badness: bad / total })),
      ...firing.map((time) => ({ ...time, badness: 1 })),
    ],
  }
}

/** Milliseconds that a sample of its indicator stands for; null if for its instant, or for growth since the sample before. */
async function sampleLengthOf(db: Kysely<Database>, slo: SloRow): Promise<number | null> {
  const metric = await db
    .selectFrom('metric')
    .select(['sample_seconds as seconds', 'kind'])
    .where('id', '=', slo.metric_id)
    .executeTakeFirst()
  return metric === undefined || metric.seconds === null || metric.kind === 'COUNTER'
    ? null
    : metric.seconds * 1000
}

interface BadElement {
  readonly spans: readonly Interval[]
  readonly bad: number
}

async function badOfElements(
  db: Kysely<Database>,
  plan: StatusPlan,
  { counted, single }: CauseElements,
  sampleLength: number | null,
): Promise<BadElement[]> {
  const rule = ruleOf(plan.slo)
  const [tallies = []] = await countSpans(db, [{ slo: plan.slo, grid: plan.grid, spans: counted }])
  // The last sample of a span stands for time after it, where the same causes hold.
  const longer = sampleLength === null ? 0 : sampleLength - 1
  const leftOf = ({ start, end }: Interval) =>
    plan.corrections.uncovered({ start, end: Math.min(end, plan.past.end) })
  const whole = counted.map((spans, place) => ({
    spans: spans.flatMap(({ start, end }) => leftOf({ start, end: end + longer })),
    bad: spendOf(rule, tallies[place]).bad,
  }))
  if (single.length === 0 || sampleLength === null) return whole
  const { rows } = await sql<{ at: number; bad: number }>`
    with slo as materialized (${sloRows([plan])}),
    piece as (
      select 0 as no, 0 as span, starts, ends
      from unnest(${single.map(({ start }) => start)}::int8[], ${single.map(({ end }) => end)}::int8[]) s (starts, ends)
    ),
    ${sampledEvents(sql`piece`)}
    select extract(epoch from at)::float8 * 1000 as at, sum(total) - greatest(0, least(sum(good), sum(total))) as bad
    from event group by at order by at`.execute(db)
  return [
    ...whole,
    ...rows.map(({ at, bad }) => ({ spans: leftOf({ start: at, end: at + sampleLength }), bad })),
  ]
}

/**
 * The parts of the bad events that were counted. Where good and bad events come from two metrics, some are counted as bad
 * in one element and as good in another: the elements then share the number that was counted for the whole.
 */
function attributed(
  elements: readonly BadElement[],
  bad: number,
  timeline: readonly CausedSpan[],
  without: LeftOut,
  whole: Interval,
) {
  const sum = elements.reduce((total, element) => total + element.bad, 0)
  const agrees = Math.abs(sum - bad) <= 1e-9 * Math.max(1, bad)
  const shares = agrees
    ? elements.map((element) => element.bad)
    : splitWhole(
        bad,
        elements.map((element) => Math.round(element.bad)),
      )
  const attribution = new Attribution(timeline, without)
  if (elements.length === 0 && bad > 0) attribution.add(bad, [whole])
  for (const [place, { spans }] of elements.entries()) {
    const share = shares[place] ?? 0
    if (share > 0) attribution.add(share, spans)
  }
  return attribution.parts()
}
