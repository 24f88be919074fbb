import { inCommonUnits } from './decimals.ts'
import { certain, type Distribution, mix, moved } from './distribution.ts'
import type { DayFlow } from './services.ts'
import { cellOf, NO_OBJECTIVE, NO_SERVICE } from './targets.ts'
import type { Subject } from './work.ts'

/** What routes are found in on the days of one epoch. */
export interface RouteFinder {
  readonly flow: DayFlow
  readonly serviceAt: ReadonlyMap<string, number>
  readonly objectiveAt: ReadonlyMap<string, number>
  /** Undefined if no work is on assets. */
  readonly ofAsset: ((asset: string) => Distribution) | undefined
}

const NOWHERE = certain(cellOf(NO_SERVICE, NO_OBJECTIVE))

/** How a piece of work divides over the cells of the ledger: figures.md 13, steps 1 and 2. */
export function routeOf(subject: Subject, finder: RouteFinder): Distribution {
  const { flow, serviceAt, objectiveAt, ofAsset } = finder
  const named = subject.objective === null ? undefined : objectiveAt.get(subject.objective)
  if (named !== undefined) return moved(flow.ofObjective(named), (target) => cellOf(NO_SERVICE, target))
  const by = (place: number | undefined) =>
    place === undefined || place === NO_SERVICE
      ? NOWHERE
      : moved(flow.ofService(place), (target) => cellOf(place, target))
  if (subject.services.length > 0) {
    const { parts, rest } = partsOf(subject.services.map(({ share }) => share))
    return mix([
      ...subject.services.map(({ id }, at) => ({ weight: parts[at] ?? 0n, of: by(serviceAt.get(id)) })),
      { weight: rest, of: NOWHERE },
    ])
  }
  if (subject.assets.length === 0 || ofAsset === undefined) return NOWHERE
  const entered = subject.assets.map((asset) => ({ weight: 1n, of: ofAsset(asset) }))
  const services = mix(entered)
  return mix([...services.parts].map(([place, weight]) => ({ weight, of: by(place) })))
}

/**
 * The parts of services in whole numbers, and what is left for none. Services without a stated share divide what the
 * stated ones leave in equal parts.
 */
function partsOf(shares: readonly (number | null)[]): { parts: bigint[]; rest: bigint } {
  const open = BigInt(shares.filter((share) => share === null).length)
  const [one = 1n, ...given] = inCommonUnits([1, ...shares.map((share) => share ?? 0)])
  const left = given.reduce((so, part) => so - part, one)
  const rest = left < 0n ? 0n : left
  if (open === 0n) return { parts: given, rest }
  return { parts: shares.map((share, at) => (share === null ? rest : (given[at] ?? 0n) * open)), rest: 0n }
}
