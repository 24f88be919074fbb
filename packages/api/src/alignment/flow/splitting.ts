import { type Distribution, mix } from './distribution.ts'
import { epochAt } from './epochs.ts'
import { byLargestRemainder } from './largest-remainder.ts'
import { type RouteFinder, routeOf } from './routes.ts'
import { overlap, partWithin, type Stretch } from './spans.ts'
import type { Timeline } from './timeline.ts'
import type { Subject, Work } from './work.ts'

/** What a piece of work has in the period, and how that divides over the cells of the ledger. */
export interface Split {
  /** In the unit of the ledger. */
  readonly amount: bigint
  readonly cells: readonly number[]
  /** In the order of the cells; they add up to the amount. */
  readonly parts: readonly bigint[]
}

/** The days and instants that work is cut by. */
export interface Cuts {
  readonly period: Stretch
  /** Where calendar months begin, of all that any span reaches to. */
  readonly months: readonly number[]
  readonly epochs: readonly Stretch[]
}

/** Amounts of one route whose division is kept: tickets of 15, 30 or 60 minutes are many. */
const KEPT_AMOUNTS = 64

interface Route {
  readonly cells: readonly number[]
  readonly weights: readonly bigint[]
  readonly kept: Map<bigint, readonly bigint[]>
}

/** Divides work over cells; routes that several rows share are found once. */
export class Splitter {
  readonly #timeline: Timeline
  readonly #finder: Omit<RouteFinder, 'flow'>
  readonly #cuts: { readonly INSTANTS: Cuts; readonly DAYS: Cuts }
  readonly #routes = new Map<string, Route>()

  constructor(
    timeline: Timeline,
    finder: Omit<RouteFinder, 'flow'>,
    cuts: { readonly INSTANTS: Cuts; readonly DAYS: Cuts },
  ) {
    this.#timeline = timeline
    this.#finder = finder
    this.#cuts = cuts
  }

  /** @param digits decimal places of the ledger, at least those of the work */
  split(work: Work, digits: number): Split {
    const { when, subject, amount } = work
    const factor = 10n ** BigInt(digits - amount.digits)
    if ('day' in when) {
      const epoch = epochAt(this.#timeline.epochs, when.day)
      return this.#divided(amount.units, factor, this.#route(subject, [[epoch, 1n]]))
    }
    const { period, months, epochs } = this.#cuts[when.unit]
    const inPeriod = partWithin(amount.units, when.span, period, months)
    const times = epochs.flatMap((epoch, place) => {
      const length = overlap(when.span, epoch)
      return length > 0 ? [[place, BigInt(length)] as const] : []
    })
    if (inPeriod === 0n || times.length === 0) return { amount: 0n, cells: [], parts: [] }
    return this.#divided(inPeriod, factor, this.#route(subject, times))
  }

  #divided(units: bigint, factor: bigint, route: Route): Split {
    const { cells, weights, kept } = route
    let parts = kept.get(units)
    if (parts === undefined) {
      parts = cells.length === 1 ? [units] : byLargestRemainder(units, weights)
      if (kept.size < KEPT_AMOUNTS) kept.set(units, parts)
    }
    return {
      amount: units * factor,
      cells,
      parts: factor === 1n ? parts : parts.map((part) => part * factor),
    }
  }

  #route(subject: Subject, times: readonly (readonly [epoch: number, weight: bigint])[]): Route {
    const key = `${keyOf(subject)} ${times.length === 1 ? times[0]?.[0] : times.join(';')}`
    const known = this.#routes.get(key)
    if (known !== undefined) return known
    const distribution: Distribution = mix(
      times.map(([epoch, weight]) => ({
        weight,
        of: routeOf(subject, { ...this.#finder, flow: this.#timeline.flow(epoch) }),
      })),
    )
    const inOrder = [...distribution.parts].sort(([a], [b]) => a - b)
    const made = {
      cells: inOrder.map(([cell]) => cell),
      weights: inOrder.map(([, weight]) => weight),
      kept: new Map<bigint, readonly bigint[]>(),
    }
    this.#routes.set(key, made)
    return made
  }
}

function keyOf({ objective, services, assets }: Subject): string {
  if (objective !== null) return `o${objective}`
  return services.length > 0
    ? services.map(({ id, share }) => `s${id}${share ?? ''}`).join()
    : `a${assets.join()}`
}
