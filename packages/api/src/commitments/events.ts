import type { Cover, Interval } from '../change-windows/interval.ts'

/** Sums of the events of a span; `start` equal to `end` stands for one instant. A total of 0 is no traffic. */
export interface Bucket extends Interval {
  readonly good: number
  readonly total: number
}

/** A count of events, good and bad. */
export interface Counts {
  readonly good: number
  readonly bad: number
  readonly total: number
}

/** How a sample is compared with the threshold of its indicator, as OpenSLO names it in capitals. */
export type Operator = 'LT' | 'LTE' | 'GT' | 'GTE'

/** Whether a sample of a threshold indicator is good, by exactly that operator. */
export function isGood(value: number, operator: Operator, threshold: number): boolean {
  switch (operator) {
    case 'LT':
      return value < threshold
    case 'LTE':
      return value <= threshold
    case 'GT':
      return value > threshold
    case 'GTE':
      return value >= threshold
  }
}

/**
 * Divides an amount in proportion to whole weights (milliseconds). A whole amount is divided into whole parts by largest
 * remainder, of equal remainders the earlier first, in exact arithmetic: the parts add up to it. Weights that are all 0
 * give everything to the first.
 */
export function splitWhole(amount: number, weights: readonly number[]): number[] {
  const only = weights.findIndex((weight) => weight > 0)
  if (weights.every((weight, place) => weight === 0 || place === only))
    return weights.map((_, place) => (place === Math.max(0, only) ? amount : 0))
  if (!Number.isInteger(amount)) {
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return weights.map((weight) => (amount * weight) / sum)
  }
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const parts = products.map((product) => Number(product / sum))
  const remainders = products.map((product) => Number(product % sum))
  const rest = amount - parts.reduce((total, part) => total + part, 0)
  const order = weights
    .map((_, place) => place)
    .sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b)
  for (const place of order.slice(0, rest)) parts[place] = (parts[place] ?? 0) + 1
  return parts
}

/** Divides the events of a bucket over parts of it in proportion to their lengths, good and bad ones each by itself. */
export function divideBucket(bucket: Bucket, weights: readonly number[]): Counts[] {
  const good = splitWhole(bucket.good, weights)
  const bad = splitWhole(bucket.total - bucket.good, weights)
  return weights.map((_, place) => {
    const [ofGood, ofBad] = [good[place] ?? 0, bad[place] ?? 0]
    return { good: ofGood, bad: ofBad, total: ofGood + ofBad }
  })
}

/** A bucket divided by what corrections cover of it. */
export interface CutBucket {
  /** The time that is left, in ascending order; empty where nothing is. */
  readonly spans: readonly Interval[]
  readonly counted: Counts
  readonly removed: Counts
}

/** Cuts corrections out of the events of a bucket, by the time that they cover. */
export function cutBucket(bucket: Bucket, corrections: Cover): CutBucket {
  const { start, end, good, total } = bucket
  const touched = start === end ? corrections.has(start) : corrections.within(bucket) > 0
  if (!touched) return { spans: [bucket], counted: { good, bad: total - good, total }, removed: NONE }
  const spans = start === end ? [] : corrections.uncovered(bucket)
  const left = spans.reduce((sum, span) => sum + (span.end - span.start), 0)
  const [counted = NONE, removed = NONE] = divideBucket(bucket, [left, Math.max(1, end - start) - left])
  return { spans, counted, removed }
}

/** The sum of counts. */
export function sumOf(counts: Iterable<Counts>): Counts {
  let [good, bad] = [0, 0]
  for (const count of counts) {
    good += count.good
    bad += count.bad
  }
  return { good, bad, total: good + bad }
}

const NONE: Counts = { good: 0, bad: 0, total: 0 }

/** The part of each bucket that lies in a span, divided by time. */
export function clip(buckets: Iterable<Bucket>, span: Interval): Bucket[] {
  const result: Bucket[] = []
  for (const bucket of buckets) {
    const { start, end } = bucket
    const inside = start >= span.start && (start === end ? start < span.end : end <= span.end)
    if (inside) result.push(bucket)
    if (inside || end <= span.start || start >= span.end) continue
    const [from, to] = [Math.max(start, span.start), Math.min(end, span.end)]
    const [, within = NONE] = divideBucket(bucket, [from - start, to - from, end - to])
    result.push({ start: from, end: to, good: within.good, total: within.total })
  }
  return result
}
