import { ConfigError, MAX_SAMPLES } from '@throughline/plugin-kit'
import type { Series } from './client.ts'
import { idOf, type Query } from './config.ts'
import { type Labels, seriesName } from './labels.ts'

/** A sample as Prometheus gives it: seconds since 1970, the value as text, and for a ratio the total as text. */
export type Point = readonly [number, string] | readonly [number, string, string]

/** Samples of one series as they are listed and stored, with what the configuration says of it. */
export interface SampleBatch {
  readonly id: string
  readonly metric: Pick<Query, 'metric' | 'unit' | 'kind' | 'subject'>
  /** The labels that tell this series apart. */
  readonly labels: Labels
  readonly points: readonly Point[]
}

/**
 * The sample batches of the response to a query, each of at most 1,000 samples. For a ratio, the samples of both queries are joined
 * by labels and instant; what only one of them has is left out.
 *
 * @throws ConfigError when two series cannot be told apart by the labels that are kept.
 */
export function sampleBatches(
  query: Query,
  good: readonly Series[],
  total: readonly Series[],
): SampleBatch[] {
  const totals = query.total === undefined ? undefined : byLabels(query, total)
  return [...byLabels(query, good)].flatMap(([name, { labels, values }]) => {
    const points = totals === undefined ? values : joined(values, totals.get(name)?.values ?? [])
    const { metric, unit, kind, subject } = query
    return inChunks(points).map((chunk) => ({
      id: idOf(query),
      metric: { metric, unit, kind, subject },
      labels,
      points: chunk,
    }))
  })
}

function byLabels(query: Query, all: readonly Series[]): Map<string, Series> {
  const found = new Map<string, Series>()
  for (const { labels, values } of all) {
    const kept = keptLabels(query, labels)
    const name = seriesName(idOf(query), kept)
    if (found.has(name)) {
      throw new ConfigError(
        `The query ${idOf(query)} gives two series with the labels ${name}: keep more labels, or sum the others up in the query`,
      )
    }
    found.set(name, { labels: kept, values })
  }
  return found
}

/** The label that tells the subject belongs to what tells the series apart. */
function keptLabels({ labels: wanted, subject }: Query, labels: Labels): Labels {
  const telling =
    'serviceLabel' in subject
      ? subject.serviceLabel
      : 'assetLabel' in subject
        ? subject.assetLabel
        : undefined
  const isKept = (label: string) =>
    wanted === undefined ? label !== '__name__' : wanted.includes(label) || label === telling
  return Object.fromEntries(Object.entries(labels).filter(([label]) => isKept(label)))
}

function joined(good: Series['values'], total: Series['values']): Point[] {
  const totals = new Map(total)
  return good.flatMap(([at, value]) => {
    const all = totals.get(at)
    return all === undefined ? [] : [[at, value, all] as const]
  })
}

function inChunks(points: readonly Point[]): (readonly Point[])[] {
  const chunks: (readonly Point[])[] = []
  for (let start = 0; start < points.length; start += MAX_SAMPLES) {
    chunks.push(points.slice(start, start + MAX_SAMPLES))
  }
  return chunks
}
