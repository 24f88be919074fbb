/** A sample as it was recorded; `at` in ms since 1970. */
export interface NaiveSample {
  readonly at: number
  readonly value: number
  readonly total: number | null
}

export type Aggregate = 'AVG' | 'MIN' | 'MAX' | 'SUM' | 'LAST' | 'COUNT' | 'INCREASE'

export interface NaivePoint {
  readonly start: string
  readonly end: string
  readonly value: number | null
  readonly samples: number
}

/** The series of a metric, worked out the simplest way there is: bucket after bucket, sample after sample. */
export function naiveSeries(
  kind: 'GAUGE' | 'COUNTER' | 'RATIO',
  samples: readonly NaiveSample[],
  asked: {
    readonly from: number
    readonly to: number
    readonly buckets: number
    readonly aggregate: Aggregate
  },
): NaivePoint[] {
  const { from, to, buckets, aggregate } = asked
  const upToEnd = samples.filter(({ at }) => at < to).sort((a, b) => a.at - b.at)
  // The first whole millisecond of each bucket, so that no sample is left out or counted twice.
  const edge = (index: number) => from + Math.ceil((index * (to - from)) / buckets)
  return Array.from({ length: buckets }, (_, index) => {
    const [start, end] = [edge(index), edge(index + 1)]
    const inside = upToEnd.filter(({ at }) => at >= start && at < end)
    const earlier = upToEnd.some(({ at }) => at < start)
    return {
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      value:
        inside.length === 0
          ? withoutSamples(aggregate, earlier)
          : aggregated(kind, aggregate, inside, upToEnd),
      samples: inside.length,
    }
  })
}

function withoutSamples(aggregate: Aggregate, earlier: boolean): number | null {
  if (aggregate === 'COUNT') return 0
  return aggregate === 'INCREASE' && earlier ? 0 : null
}

function aggregated(
  kind: string,
  aggregate: Aggregate,
  inside: readonly NaiveSample[],
  upToEnd: readonly NaiveSample[],
): number | null {
  const readings = inside
    .map(({ value, total }) =>
      kind === 'RATIO' ? (total === null || total === 0 ? null : value / total) : value,
    )
    .filter((reading) => reading !== null)
  const good = sum(inside.map(({ value }) => value))
  switch (aggregate) {
    case 'COUNT':
      return inside.length
    case 'SUM':
      return good
    case 'MIN':
      return readings.length === 0 ? null : Math.min(...readings)
    case 'MAX':
      return readings.length === 0 ? null : Math.max(...readings)
    case 'LAST':
      return readings.at(-1) ?? null
    case 'AVG': {
      if (kind !== 'RATIO') return good / inside.length
      const all = sum(inside.map(({ total }) => total ?? 0))
      return all === 0 ? null : good / all
    }
    case 'INCREASE': {
      const steps = inside.flatMap((sample) => {
        const earlier = upToEnd[upToEnd.indexOf(sample) - 1]
        if (earlier === undefined) return []
        return [sample.value >= earlier.value ? sample.value - earlier.value : sample.value]
      })
      return steps.length === 0 ? null : sum(steps)
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
