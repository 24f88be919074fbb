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

/** Epochs with the length of time in each. */
type Times = readonly (readonly [epoch: number, length: bigint])[]

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
  readonly #routes = new Map<Times, Map<string, Route>>()
  readonly #times = new Map<string, Times>()
  readonly #epochs: Times[] = []

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
      return this.#divided(amount.units, factor, this.#route(subject, this.#within(epoch)))
    }
    const { period, months } = this.#cuts[when.unit]
    const inPeriod = partWithin(amount.units, when.span, period, months)
    const times = this.#timesOf(when.span, when.unit)
    if (inPeriod === 0n || times.length === 0) return { amount: 0n, cells: [], parts: [] }
    return this.#divided(inPeriod, factor, this.#route(subject, times))
  }

  /** The epochs that a span has a part in, with the length of it; the same list for the same span. */
  #timesOf(span: Stretch, unit: 'INSTANTS' | 'DAYS'): Times {
    const key = `${unit} ${span.start} ${span.end}`
    const known = this.#times.get(key)
    if (known !== undefined) return known
    const times = this.#cuts[unit].epochs.flatMap((epoch, place) => {
      const length = overlap(span, epoch)
      return length > 0 ? [[place, BigInt(length)] as const] : []
    })
    this.#times.set(key, times)
    return times
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

  #within(epoch: number): Times {
    this.#epochs[epoch] ??= [[epoch, 1n]]
    return this.#epochs[epoch]
  }

  #route(subject: Subject, times: Times): Route {
    const [only] = times
    const at = times.length === 1 && only !== undefined ? this.#within(only[0]) : times
    let routes = this.#routes.get(at)
    if (routes === undefined) {
      routes = new Map()
      this.#routes.set(at, routes)
    }
    const key = keyOf(subject)
    const known = routes.get(key)
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
    routes.set(key, made)
    return made
  }
}

function keyOf({ objective, services, assets }: Subject): string {
  if (objective !== null) return `o${objective}`
  return services.length > 0
    ? services.map(({ id, share }) => `s${id}${share ?? ''}`).join()
    : `a${assets.join()}`
}
