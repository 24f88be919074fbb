import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { DomainError } from '../../graph/errors.ts'
import { readHorizon } from '../horizon-store.ts'
import { readingProblem } from '../samples.ts'
import { Chunks, type SampledMetric } from './chunks.ts'
import { columnsFrom, type SampleColumns, samplesFromCsv } from './csv-samples.ts'
import { type Lines, LineTooLong, linesOf } from './lines.ts'
import { findMetrics } from './metric-names-store.ts'
import { type MetricName, type ReadSample, sampleFromJson } from './read-sample.ts'
import { SampleSpool } from './spool-store.ts'

export type SampleFormat = 'ndjson' | 'csv'

/** What is wrong with a line. */
export interface LineProblem {
  /** From 1; of CSV, the header is 1. */
  readonly line: number
  readonly message: string
}

/** How many lines that cannot be taken are reported. */
export const MOST_PROBLEMS = 10

/** Some lines cannot be taken. */
export class InvalidLines extends DomainError {
  readonly problems: readonly LineProblem[]

  constructor(problems: readonly LineProblem[]) {
    const [first, ...more] = problems
    const others = more.length === 0 ? '' : ` and ${more.length} more`
    super('BAD_USER_INPUT', `Nothing is stored: line ${first?.line}: ${first?.message}${others}`)
    this.problems = problems
  }
}

/** Samples that have been checked. Their owner closes the spool. */
export interface CheckedSamples {
  readonly received: number
  readonly metrics: readonly SampledMetric[]
  readonly spool: SampleSpool
}

/**
 * Reads and checks samples as they arrive.
 * @param most how many samples are taken
 * @throws InvalidLines with the first problems; what follows the last of these is read and not checked
 * @throws DomainError PAYLOAD_TOO_LARGE for more samples than that, and what reading the body throws
 */
export async function readSamples(
  db: Kysely<Database>,
  body: AsyncIterable<Uint8Array>,
  format: SampleFormat,
  most: number,
): Promise<CheckedSamples> {
  const reader = new SampleReader(db, format, most, await readHorizon(db))
  try {
    for await (const lines of linesOf(body)) await reader.take(lines)
    return await reader.end()
  } catch (error) {
    await reader.spool.close()
    throw error instanceof LineTooLong
      ? new InvalidLines([{ line: error.line, message: error.message }])
      : error
  }
}

class SampleReader {
  readonly spool = new SampleSpool()
  readonly #db: Kysely<Database>
  readonly #format: SampleFormat
  readonly #most: number
  readonly #horizon: number | null
  readonly #chunks = new Chunks()
  readonly #known = new Map<string, SampledMetric | string>()
  readonly #problems: LineProblem[] = []
  #columns: SampleColumns | undefined
  #isEmpty = true
  #received = 0

  constructor(db: Kysely<Database>, format: SampleFormat, most: number, horizon: number | null) {
    this.#db = db
    this.#format = format
    this.#most = most
    this.#horizon = horizon
  }

  async take({ first, texts }: Lines): Promise<void> {
    if (this.#problems.length >= MOST_PROBLEMS || this.#hasNoColumns()) return
    const lines = texts.flatMap((text, index) => (text.trim() === '' ? [] : [{ text, line: first + index }]))
    if (lines.length > 0) this.#isEmpty = false
    if (this.#format === 'csv' && this.#columns === undefined) {
      const header = lines.shift()
      if (header === undefined || !this.#readHeader(header)) return
    }
    this.#received += lines.length
    if (this.#received > this.#most) {
      const message = `A request takes at most ${this.#most} samples; send the rest with another. Nothing is stored.`
      throw new DomainError('PAYLOAD_TOO_LARGE', message)
    }
    const samples = this.#read(lines.map(({ text }) => text))
    await this.#findMetrics(samples)
    for (const [index, sample] of samples.entries()) {
      const problem = typeof sample === 'string' ? sample : await this.#add(sample)
      if (problem !== null) this.#refuse(lines[index]?.line ?? 0, problem)
    }
  }

  /** @throws InvalidLines */
  async end(): Promise<CheckedSamples> {
    if (this.#isEmpty) this.#refuse(1, 'there are no samples; the body is empty')
    if (this.#problems.length > 0) throw new InvalidLines(this.#problems)
    const rest = this.#chunks.end()
    if (rest !== undefined) await this.spool.add(rest)
    const named = [...this.#known.values()].filter((metric) => typeof metric !== 'string')
    // One metric may have several names.
    const metrics = [...new Map(named.map((metric) => [metric.id, metric])).values()]
    return { received: this.#received, metrics, spool: this.spool }
  }

  /** A header that cannot be read says nothing of the lines below. */
  #hasNoColumns(): boolean {
    return this.#format === 'csv' && this.#columns === undefined && this.#problems.length > 0
  }

  #readHeader({ text, line }: { readonly text: string; readonly line: number }): boolean {
    const columns = columnsFrom(text)
    if (typeof columns === 'string') this.#refuse(line, columns)
    else this.#columns = columns
    return typeof columns !== 'string'
  }

  #read(lines: readonly string[]): (ReadSample | string)[] {
    return this.#columns === undefined ? lines.map(sampleFromJson) : samplesFromCsv(this.#columns, lines)
  }

  async #findMetrics(samples: readonly (ReadSample | string)[]): Promise<void> {
    const wanted = new Map<string, MetricName>()
    for (const sample of samples) {
      if (typeof sample !== 'string' && !this.#known.has(sample.name.key))
        wanted.set(sample.name.key, sample.name)
    }
    if (wanted.size === 0) return
    for (const [key, metric] of await findMetrics(this.#db, [...wanted.values()]))
      this.#known.set(key, metric)
  }

  /** Keeps a sample, or says what is wrong with it. */
  async #add({ name, at, value, total }: ReadSample): Promise<string | null> {
    const metric = this.#known.get(name.key)
    if (metric === undefined || typeof metric === 'string') return metric ?? 'no metric has this name'
    const problem = readingProblem(metric.kind, at, value, total, this.#horizon)
    if (problem !== null) return problem
    const chunk = this.#chunks.add(metric, at, value, total)
    if (chunk !== undefined) await this.spool.add(chunk)
    return null
  }

  #refuse(line: number, message: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ line, message })
  }
}
