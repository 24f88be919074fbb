import { percent } from '../../graph/figures.ts'
import { epochAt } from './epochs.ts'
import { entryDay, type LedgerEntry } from './ledger-entries.ts'
import type { Period } from './period.ts'
import type { DayFlow, FlowNetwork } from './services.ts'
import { type Bucket, bucketOf, NO_SERVICE, serviceOf, targetOf } from './targets.ts'
import type { Timeline } from './timeline.ts'
import type { Subject } from './work.ts'

const BUCKET_WORDS: Readonly<Record<Bucket, string>> = {
  NO_OBJECTIVE: 'no objective',
  INACTIVE_OBJECTIVE: 'an objective that does not count',
  RUN: 'a duty that no objective names',
}

/** Steps that a path names before it goes straight to its end. */
const MOST_STEPS = 6

/**
 * How a piece of work came to a cell, such as "Kubernetes platform → Checkout → “Win back customers”": of several ways
 * the one that carries most.
 */
export function pathText(
  cell: number,
  subject: Subject,
  { network, flow }: { readonly network: FlowNetwork; readonly flow: DayFlow },
): string {
  const { model } = network
  const target = targetOf(cell)
  const bucket = bucketOf(target)
  const end = bucket === undefined ? titled(model.objectives[target]?.title) : BUCKET_WORDS[bucket]
  return [...entrance(cell, subject, network), ...waysOn(serviceOf(cell), target, network, flow), end].join(
    ' → ',
  )
}

/** Up to the service that the work entered by. */
function entrance(cell: number, { objective, services, assets }: Subject, network: FlowNetwork): string[] {
  const { model, objectiveAt } = network
  const named = objective === null ? undefined : objectiveAt.get(objective)
  if (named !== undefined) {
    return named === targetOf(cell)
      ? ['named by the work']
      : [`${titled(model.objectives[named]?.title)}, named by the work`]
  }
  const place = serviceOf(cell)
  const service = model.services[place]
  if (place === NO_SERVICE || service === undefined) {
    if (services.length > 0) return ['the part that is stated for no service']
    return assets.length > 0
      ? ['an asset that no live service needs']
      : ['without service, asset and objective']
  }
  if (services.length > 1) {
    const share = services.find(({ id }) => id === service.id)?.share ?? null
    return [
      share === null
        ? `${service.name} (one of ${services.length} services)`
        : `${service.name} (${percent(share)})`,
    ]
  }
  return services.length === 1
    ? [service.name]
    : [assets.length > 1 ? `${assets.length} assets` : 'its asset', service.name]
}

function waysOn(place: number, target: number, { model }: FlowNetwork, flow: DayFlow): string[] {
  const steps: string[] = []
  const seen = new Set([place])
  let next = place === NO_SERVICE ? undefined : flow.towards(place, target)
  while (next !== undefined && !seen.has(next)) {
    if (steps.length === MOST_STEPS) return [...steps, '…']
    seen.add(next)
    steps.push(model.services[next]?.name ?? '')
    next = flow.towards(next, target)
  }
  return steps
}

function titled(title: string | undefined): string {
  return `“${title ?? ''}”`
}

/** How a piece of work came to a row: by the largest of its cells there; others are counted. */
export function entryPath(
  { work, cells }: LedgerEntry,
  {
    network,
    timeline,
    period,
    timeZone,
  }: { readonly network: FlowNetwork; readonly timeline: Timeline } & {
    readonly period: Period
    readonly timeZone: string
  },
): string {
  const size = (amount: bigint) => (amount < 0n ? -amount : amount)
  const [largest, ...others] = cells.toSorted(
    (a, b) => Number(size(b.amount) - size(a.amount)) || a.cell - b.cell,
  )
  if (largest === undefined) return ''
  const epoch = epochAt(timeline.epochs, entryDay(period, timeZone, work))
  const text = pathText(largest.cell, work.subject, { network, flow: timeline.flow(epoch) })
  return others.length === 0
    ? text
    : `${text}, and ${others.length} more ${others.length === 1 ? 'way' : 'ways'}`
}
