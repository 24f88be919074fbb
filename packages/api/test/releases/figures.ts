/** Asks the API for an answer of the shape that the query has. @throws where it answers with errors. */
export type Get = <T>(query: string, variables?: Record<string, unknown>) => Promise<T>

/**
 * What the product says of a home, in words of its own: the names and values are those of release 0.1.0, entities are
 * named by the uuids of the database. When the API renames something, only the queries below and the lines that read
 * their answers change, never a recorded file.
 */
export interface Figures {
  /** By service: name, level and value at risk. */
  readonly services: Readonly<Record<string, Criticality>>
  readonly assets: Readonly<Record<string, Criticality>>
  /** By service or asset: what its failure reaches. */
  readonly impact: Readonly<Record<string, ImpactFigures>>
  /** By kind, subject and related. */
  readonly gaps: Readonly<
    Record<string, { readonly weight: number | null; readonly cost: readonly [number, string] | null }>
  >
  /** By objective and key result. */
  readonly progress: Readonly<Record<string, number | null>>
  /** By metric: each bucket that has samples as start, samples and value. */
  readonly series: Readonly<Record<string, readonly (readonly [string, number, number | null])[]>>
  readonly sources: Readonly<Record<string, Facts>>
  readonly runs: Readonly<Record<string, Facts>>
  readonly duplicateTasks: Readonly<Record<string, Facts>>
  /** By asset for which sources contradict each other: all that is said of each attribute. */
  readonly provenance: Readonly<Record<string, readonly Facts[]>>
  /** By ticket: minutes of work. */
  readonly effort: Readonly<Record<string, number | null>>
}

export type Facts = Readonly<Record<string, unknown>>

export interface Criticality {
  readonly name: string
  readonly level: string
  readonly valueAtRisk: number | null
}

export interface ImpactFigures {
  readonly valueAtRisk: number | null
  /** By objective. */
  readonly objectives: Readonly<Record<string, readonly [share: number, valueAtRisk: number]>>
  /** By redundancy group: whether it fails, and which of its members do. */
  readonly groups: Readonly<Record<string, readonly [fails: boolean, members: readonly string[]]>>
  /** By service or asset. */
  readonly reached: Readonly<Record<string, number>>
}

/** The period of which series are recorded. */
const SERIES = { from: '2026-09-01T00:00:00Z', to: '2026-12-01T00:00:00Z', buckets: 91 }

/** Asks for all figures, and for the impact of those services and assets. */
export async function figuresOf(get: Get, impactOf: readonly string[]): Promise<Figures> {
  const services = await pagesOf<Judged>(get, 'services', JUDGED)
  const assets = await pagesOf<Judged & { provenance: Claimed[] }>(get, 'assets', `${JUDGED} ${PROVENANCE}`)
  const ids = new Map([...services, ...assets].map(({ id }) => [uuidOf(id), id]))
  const impact: Record<string, ImpactFigures> = {}
  for (const uuid of impactOf) impact[uuid] = await impactFigures(get, ids.get(uuid))
  return rounded({
    services: criticalities(services),
    assets: criticalities(assets),
    impact,
    gaps: await gapFigures(get),
    progress: await progressFigures(get),
    series: await seriesFigures(get),
    sources: await sourceFigures(get),
    runs: await runFigures(get),
    duplicateTasks: await taskFigures(get),
    provenance: byId(
      assets.filter(({ provenance }) => provenance.some(({ wins }) => !wins)),
      ({ provenance }) =>
        provenance.map(({ lostBecause, ...claimed }) => ({
          ...claimed,
          lostBecause: asRecorded(lostBecause?.code ?? null),
        })),
    ),
    effort: byId(
      await pagesOf<{ id: string; effortMinutes: number | null }>(get, 'tickets', 'id effortMinutes'),
      ({ effortMinutes }) => effortMinutes,
    ),
  })
}

/** With numbers to twelve digits: sums of the same numbers may differ in the last ones by their order. */
function rounded(figures: Figures): Figures {
  return JSON.parse(
    JSON.stringify(figures, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(12)) : value,
    ),
  )
}

/** The services and assets with the greatest value at risk, some of each. */
export function gravest({ services, assets }: Pick<Figures, 'services' | 'assets'>): string[] {
  return [services, assets].flatMap((judged) =>
    Object.entries(judged)
      .sort(
        ([one, { valueAtRisk: a }], [other, { valueAtRisk: b }]) =>
          (b ?? 0) - (a ?? 0) || (one < other ? -1 : 1),
      )
      .slice(0, 8)
      .map(([uuid]) => uuid),
  )
}

interface Judged {
  readonly id: string
  readonly name: string
  readonly criticality: { readonly level: string; readonly valueAtRisk: number | null }
}

interface Claimed extends Facts {
  readonly wins: boolean
  readonly lostBecause: { readonly code: string } | null
}

const JUDGED = 'id name criticality { level valueAtRisk }'
const PROVENANCE =
  'provenance { attribute source externalId value rule precedence wins: isEffective stale lostBecause: overriddenReason { code } }'

function criticalities(judged: readonly Judged[]): Record<string, Criticality> {
  return byId(judged, ({ name, criticality }) => ({ name, ...criticality }))
}

async function impactFigures(get: Get, of: string | undefined): Promise<ImpactFigures> {
  const { impact } = await get<{
    impact: {
      valueAtRisk: number | null
      objectives: { objective: Node; reach: number; valueAtRisk: number }[]
      groups: { group: Node; fails: boolean; hit: Node[] }[]
      reached: { edges: { node: Node; reach: number }[] }
    }
  }>(
    `query ($of: [NodeRef!]!) { impact(of: $of) {
      valueAtRisk objectives { objective { id } reach: loss valueAtRisk }
      groups { group { id } fails hit: affectedMembers { id } }
      reached: affected(first: 100) { edges { node { id } reach: impactFactor } }
    } }`,
    { of: [{ id: of }] },
  )
  return {
    valueAtRisk: impact.valueAtRisk,
    objectives: ordered(
      impact.objectives.map(({ objective, reach, valueAtRisk }) => [
        uuidOf(objective.id),
        [reach, valueAtRisk],
      ]),
    ),
    groups: ordered(
      impact.groups.map(({ group, fails, hit }) => [
        uuidOf(group.id),
        [fails, hit.map(({ id }) => uuidOf(id)).sort()],
      ]),
    ),
    reached: ordered(impact.reached.edges.map(({ node, reach }) => [uuidOf(node.id), reach])),
  }
}

async function gapFigures(get: Get): Promise<Figures['gaps']> {
  const gaps = await pagesOf<{
    kind: string
    subject: Node | null
    related: Node | null
    weight: number | null
    cost: { amount: string; currency: string } | null
  }>(get, 'gaps', 'kind subject { id } related { id } weight cost { amount currency }')
  return ordered(
    gaps.map(({ kind, subject, related, weight, cost }) => [
      [kind, subject, related].map((part) => (typeof part === 'string' ? part : uuidOf(part?.id))).join(' '),
      { weight, cost: cost === null ? null : [Number(cost.amount), cost.currency] },
    ]),
  )
}

async function progressFigures(get: Get): Promise<Figures['progress']> {
  const objectives = await pagesOf<{
    id: string
    progress: { value: number | null }
    keyResults: { nodes: { id: string; progress: { value: number | null } }[] }
  }>(get, 'objectives', 'id progress { value } keyResults(first: 50) { nodes { id progress { value } } }')
  return byId(
    objectives.flatMap((objective) => [objective, ...objective.keyResults.nodes]),
    ({ progress }) => progress.value,
  )
}

/** UUIDs of the counters: their mean, which was recorded of all metrics, is refused since 0.2.0. */
export async function countersOf(get: Get): Promise<ReadonlySet<string>> {
  const metrics = await pagesOf<{ id: string; kind: string }>(get, 'metrics', 'id kind')
  return new Set(metrics.flatMap(({ id, kind }) => (kind === 'COUNTER' ? [uuidOf(id)] : [])))
}

async function seriesFigures(get: Get): Promise<Figures['series']> {
  const counters = await countersOf(get)
  const metrics = await pagesOf<{
    id: string
    series: { start: string; samples: number; value: number | null }[]
  }>(
    get,
    'metrics',
    `id series(from: "${SERIES.from}", to: "${SERIES.to}", buckets: ${SERIES.buckets}) {
      start samples value
    }`,
  )
  return byId(
    metrics.filter(({ id }) => !counters.has(uuidOf(id))),
    ({ series }) =>
      series
        .filter(({ samples }) => samples > 0)
        .map(({ start, samples, value }) => [new Date(start).toISOString(), samples, value]),
  )
}

async function sourceFigures(get: Get): Promise<Figures['sources']> {
  const sources = await pagesOf<Facts & { id: string; scopes: { nodes: (Facts & { stream: string })[] } }>(
    get,
    'sources',
    `id name plugin config schedule timeZone precedence input allowPrivateHosts managedBy status statusCode statusReason
     retireAfterSeconds: retirementGraceSeconds censusEverySeconds: deletionCheckIntervalSeconds
     scopes(first: 50) { nodes { stream scope state: status records cursor errorCode } }`,
  )
  return byId(sources, ({ id: _, scopes, ...settings }) => ({
    ...settings,
    scopes: scopes.nodes.map((scope) => JSON.stringify(scope)).sort(),
  }))
}

async function runFigures(get: Get): Promise<Figures['runs']> {
  const runs = await pagesOf<
    Facts & {
      id: string
      source: { name: string }
      status: string
      mode: string
      trigger: string
      counts: (Facts & { recordType: string })[]
    }
  >(
    get,
    'syncRuns',
    `id source { name } status mode trigger actor attempt failures: consecutiveFailures errorCode errorMessage
     counts { recordType found added changed unchanged retired rejected }`,
  )
  return byId(runs, ({ id: _, source, counts, status, mode, trigger, ...run }) => ({
    status: asRecorded(status),
    mode: asRecorded(mode),
    trigger: asRecorded(trigger),
    ...run,
    source: source.name,
    counts: ordered(counts.map(({ recordType, ...count }) => [recordType, count])),
  }))
}

async function taskFigures(get: Get): Promise<Figures['duplicateTasks']> {
  const tasks = await pagesOf<{
    id: string
    state: string
    reason: string | null
    identifiers: { kind: string; value: string }[]
    assets: { nodes: Node[] }
    merges: { nodes: { winner: Node; loser: Node; undoneAt: string | null }[] }
    waitingRecords: { nodes: { source: { name: string }; externalId: string }[] }
  }>(
    get,
    'duplicateTasks',
    `id state: status reason identifiers { kind value } assets(first: 20) { nodes { id } }
     merges(first: 20) { nodes { winner: survivor { id } loser: duplicate { id } undoneAt } }
     waitingRecords: pendingRecords(first: 20) { nodes { source { name } externalId } }`,
  )
  return byId(tasks, ({ state, reason, identifiers, assets, merges, waitingRecords }) => ({
    state: asRecorded(state),
    reason,
    identifiers: identifiers.map(({ kind, value }) => `${kind} ${value}`).sort(),
    assets: assets.nodes.map(({ id }) => uuidOf(id)).sort(),
    merges: merges.nodes
      .map(({ winner, loser, undoneAt }) =>
        [uuidOf(loser.id), uuidOf(winner.id), undoneAt !== null].join(' '),
      )
      .sort(),
    waiting: waitingRecords.nodes.map(({ source, externalId }) => `${source.name} ${externalId}`).sort(),
  }))
}

/** States and codes that have another name today, by today's name: recorded figures have those of release 0.1.0. */
const RECORDED: Readonly<Record<string, string>> = {
  INCREMENTAL: 'NORMAL',
  DRY_RUN: 'DRY',
  RETRY_DEAD_LETTERS: 'DEAD_LETTERS',
  RETRY_SCHEDULED: 'WAITING',
  NEEDS_APPROVAL: 'REFUSED',
  CLI: 'COMMAND',
  MANUAL: 'REQUEST',
  OBSOLETE: 'LAPSED',
  TIE_BREAK: 'LATER_NAME',
}

function asRecorded(word: string | null): string | null {
  return word === null ? null : (RECORDED[word] ?? word)
}

interface Node {
  readonly id: string
}

/** All nodes of a list, page by page. */
export async function pagesOf<T>(get: Get, list: string, selection: string): Promise<T[]> {
  const all: T[] = []
  for (let after: string | null = null; ; ) {
    const answer: Record<
      string,
      { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
    > = await get(
      `query ($after: String) { ${list}(first: 50, after: $after) {
        nodes { ${selection} } pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    )
    const page = answer[list]
    if (page === undefined) throw new Error(`the API has no list ${list}`)
    all.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return all
    after = page.pageInfo.endCursor
  }
}

/** The uuid in an id of the API. */
function uuidOf(id: string | undefined): string {
  if (id === undefined) return '-'
  return id.slice(-36)
}

/** An object by uuid, in its order. */
export function byId<T extends Node, V>(nodes: readonly T[], value: (node: T) => V): Record<string, V> {
  return ordered(nodes.map((node) => [uuidOf(node.id), value(node)]))
}

function ordered<V>(entries: readonly (readonly [string, V])[]): Record<string, V> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
