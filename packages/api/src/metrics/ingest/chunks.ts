import { SampleRows } from './sample-rows.ts'

/** A metric that samples are stored of. */
export interface SampledMetric {
  /** UUID. */
  readonly id: string
  readonly kind: string
  /** The 16 bytes of the UUID. */
  readonly bytes: Buffer
}

/** How many samples of a metric there are, and of which time, in milliseconds since 1970. */
export interface Tally {
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Samples that are stored with one statement, in the order in which they were sent. */
export interface SampleChunk {
  /** In the binary format of COPY. */
  readonly rows: Buffer
  readonly count: number
  /** Of the metrics, by UUID. */
  readonly tallies: ReadonlyMap<string, Tally>
  /** The starts of the months that they lie in, as ISO 8601. */
  readonly months: ReadonlySet<string>
}

/** About 2.5 MB: much more takes memory of PostgreSQL, much less costs a statement too often. */
const CHUNK = 50_000

/** Collects samples into chunks. */
export class Chunks {
  readonly #size: number
  readonly #rows: SampleRows
  #tallies = new Map<string, { count: number; first: number; last: number }>()
  #months = new Set<string>()
  /** The bounds of the month that the latest sample lies in; most samples lie in the same. */
  #month = { start: 0, end: 0 }

  constructor(size = CHUNK) {
    this.#size = size
    this.#rows = new SampleRows(size)
  }

  /** Adds a sample, and returns the chunk that is full with it. @param at milliseconds since 1970 */
  add(metric: SampledMetric, at: number, value: number, total: number | null): SampleChunk | undefined {
    this.#rows.add(metric.bytes, at, value, total)
    const tally = this.#tallies.get(metric.id)
    if (tally === undefined) this.#tallies.set(metric.id, { count: 1, first: at, last: at })
    else {
      tally.count += 1
      if (at < tally.first) tally.first = at
      if (at > tally.last) tally.last = at
    }
    if (at < this.#month.start || at >= this.#month.end) this.#enter(at)
    return this.#rows.count === this.#size ? this.end() : undefined
  }

  /** Returns what is left, if anything. */
  end(): SampleChunk | undefined {
    const { count } = this.#rows
    if (count === 0) return undefined
    const chunk = { rows: this.#rows.bytes(), count, tallies: this.#tallies, months: this.#months }
    this.#rows.clear()
    this.#tallies = new Map()
    this.#months = new Set()
    this.#month = { start: 0, end: 0 }
    return chunk
  }

  #enter(at: number): void {
    const date = new Date(at)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    this.#month = { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) }
    this.#months.add(new Date(this.#month.start).toISOString())
  }
}
