import { naiveWeights } from '../../reasoning/naive.fixture.ts'
import type { GraphParts } from '../../reasoning/network.ts'
import type { ModelStage, Parts } from './stages.ts'

/** An organisation with what the stages ask about beyond its graph; by id. */
export interface KnownOrganisation {
  readonly parts: GraphParts
  readonly owned: ReadonlySet<string>
  readonly valueAtRisk: ReadonlyMap<string, number>
  /** Assets that a source has confirmed in time. */
  readonly confirmed: ReadonlySet<string>
  readonly business: ReadonlySet<string>
}

/** The definitions of the stages once more, as plainly as they can be written: rows and weights. */
export function naiveHealth(known: KnownOrganisation): Map<ModelStage, { rows: Parts; weights: Parts }> {
  const { parts, owned, valueAtRisk, confirmed, business } = known
  const assets = parts.assets.filter(isLive).map(({ id }) => id)
  const services = parts.services.filter(isLive).map(({ id }) => id)
  const technical = services.filter((id) => !business.has(id))
  const leaves = naiveWeights(parts)
  const risk = (id: string) => valueAtRisk.get(id) ?? 0
  const needed = assetsNeeded(parts)
  const grounded = servicesOnAssets(parts)
  const leading = servicesWithObjective(parts)
  const links = weighedLinks(parts)
  const reached = [...leaves.keys()].filter((leaf) => linksTo(parts, leaf, links).length > 0)
  const isStated = ({ stated }: Link) => stated
  return new Map<ModelStage, { rows: Parts; weights: Parts }>([
    [
      'FOUND',
      {
        rows: count(assets, (id) => confirmed.has(id)),
        weights: add(assets, (id) => confirmed.has(id), risk),
      },
    ],
    [
      'OWNED',
      {
        rows: count([...assets, ...services], (id) => owned.has(id)),
        weights: add([...assets, ...services], (id) => owned.has(id), risk),
      },
    ],
    [
      'MAPPED',
      {
        rows: count(assets, (id) => needed.has(id)),
        weights: add(technical, (id) => grounded.has(id), risk),
      },
    ],
    [
      'LINKED',
      {
        rows: count(services, (id) => leading.has(id)),
        weights: add(
          [...leaves.keys()],
          (leaf) => isSupported(parts, leaf),
          (leaf) => leaves.get(leaf) ?? 0,
        ),
      },
    ],
    [
      'WEIGHED',
      {
        rows: count(links, isStated),
        weights: add(
          reached,
          (leaf) => linksTo(parts, leaf, links).every(isStated),
          (leaf) => leaves.get(leaf) ?? 0,
        ),
      },
    ],
  ])
}

const isLive = ({ lifecycle }: { lifecycle: string }) => lifecycle === 'LIVE'

function count<T>(rows: readonly T[], has: (row: T) => boolean): Parts {
  return { covered: rows.filter(has).length, missing: rows.filter((row) => !has(row)).length }
}

function add<T>(rows: readonly T[], has: (row: T) => boolean, weight: (row: T) => number): Parts {
  const sum = (chosen: readonly T[]) => chosen.reduce((total, row) => total + weight(row), 0)
  return { covered: sum(rows.filter(has)), missing: sum(rows.filter((row) => !has(row))) }
}

/** Adds what a rule finds until it finds nothing more. */
function closure(
  start: readonly string[],
  next: (found: ReadonlySet<string>) => readonly string[],
): Set<string> {
  const found = new Set(start)
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const id of next(found)) found.add(id)
  }
  return found
}

type Dependency = GraphParts['dependencies'][number]

const groupCarries = (parts: GraphParts, { groupId }: Dependency) =>
  groupId !== null && parts.dependencies.some((other) => other.groupId === groupId && other.strength > 0)
const carries = (parts: GraphParts, row: Dependency) => row.strength > 0 || groupCarries(parts, row)

function assetsNeeded(parts: GraphParts): Set<string> {
  const carrying = parts.dependencies.filter((row) => carries(parts, row))
  const used = closure(
    parts.services.filter(({ lifecycle }) => lifecycle !== 'RETIRED').map(({ id }) => id),
    (found) =>
      carrying.filter((row) => found.has(row.serviceId) && row.on.type === 'Service').map(({ on }) => on.id),
  )
  const relations = parts.relations.filter(({ strength }) => strength > 0)
  return closure(
    carrying.filter((row) => used.has(row.serviceId) && row.on.type === 'Asset').map(({ on }) => on.id),
    (found) =>
      relations
        .map(({ kind, fromId, toId }) => (kind === 'CONTAINS' ? [toId, fromId] : [fromId, toId]))
        .flatMap(([upper = '', lower = '']) => (found.has(upper) ? [lower] : [])),
  )
}

function servicesOnAssets(parts: GraphParts): Set<string> {
  const lives = new Set(parts.assets.filter(isLive).map(({ id }) => id))
  const standing = new Set(
    parts.services.filter(({ lifecycle }) => lifecycle !== 'RETIRED').map(({ id }) => id),
  )
  return closure(
    parts.dependencies
      .filter(({ serviceId, on, strength }) => standing.has(serviceId) && lives.has(on.id) && strength > 0)
      .map(({ serviceId }) => serviceId),
    (found) =>
      parts.dependencies
        .filter((row) => standing.has(row.serviceId) && found.has(row.on.id) && carries(parts, row))
        .map(({ serviceId }) => serviceId),
  )
}

/** Objectives that count, or have one below them that does. */
function weighted(parts: GraphParts): Set<string> {
  return new Set([...naiveWeights(parts).keys()].flatMap((leaf) => lineOf(parts, leaf)))
}

function lineOf(parts: GraphParts, id: string | null): string[] {
  if (id === null) return []
  return [id, ...lineOf(parts, parts.objectives.find((row) => row.id === id)?.parentId ?? null)]
}

function directlyOn(parts: GraphParts, objectives: ReadonlySet<string>): string[] {
  const processes = parts.processObjectives
    .filter(({ objectiveId, share }) => objectives.has(objectiveId) && (share ?? 1) > 0)
    .map(({ processId }) => processId)
  return [
    ...parts.contributions
      .filter(({ objectiveId, share }) => objectives.has(objectiveId) && share > 0)
      .map(({ serviceId }) => serviceId),
    ...parts.processServices
      .filter(({ processId, strength }) => processes.includes(processId) && (strength ?? 0.5) > 0)
      .map(({ serviceId }) => serviceId),
  ]
}

function servicesWithObjective(parts: GraphParts): Set<string> {
  const standing = new Set(
    parts.services.filter(({ lifecycle }) => lifecycle !== 'RETIRED').map(({ id }) => id),
  )
  return closure(directlyOn(parts, weighted(parts)), (found) =>
    parts.dependencies
      .filter((row) => row.on.type === 'Service' && found.has(row.serviceId) && standing.has(row.serviceId))
      .filter(({ strength }) => strength > 0)
      .map(({ on }) => on.id),
  )
}

function isSupported(parts: GraphParts, leaf: string): boolean {
  const line = new Set(lineOf(parts, leaf))
  return parts.services.some((row) => isLive(row) && directlyOn(parts, line).includes(row.id))
}

interface Link {
  readonly stated: boolean
  readonly objectives: readonly string[]
}

/** The fixture gives no link a rationale, so a share of 1 of a service is not stated. */
function weighedLinks(parts: GraphParts): Link[] {
  const objectives = weighted(parts)
  const lives = new Set(parts.services.filter(isLive).map(({ id }) => id))
  const ofProcess = parts.processObjectives.filter(({ objectiveId }) => objectives.has(objectiveId))
  const supported = (process: string) =>
    ofProcess.filter(({ processId }) => processId === process).map(({ objectiveId }) => objectiveId)
  return [
    ...parts.contributions
      .filter(({ objectiveId, serviceId }) => objectives.has(objectiveId) && lives.has(serviceId))
      .map(({ objectiveId, share }) => ({ stated: share !== 1, objectives: [objectiveId] })),
    ...ofProcess.map(({ objectiveId, share }) => ({ stated: share !== null, objectives: [objectiveId] })),
    ...parts.processServices
      .filter(({ processId, serviceId }) => supported(processId).length > 0 && lives.has(serviceId))
      .map(({ processId, strength }) => ({ stated: strength !== null, objectives: supported(processId) })),
  ]
}

function linksTo(parts: GraphParts, leaf: string, links: readonly Link[]): Link[] {
  const line = lineOf(parts, leaf)
  return links.filter(({ objectives }) => objectives.some((id) => line.includes(id)))
}
