/**
 * The p values of several tests as Holm (1979) corrects them, in the order given: each at least as large as it was, so
 * that all of them can be compared with one threshold.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p)
  const corrected = new Array<number>(values.length)
  let highest = 0
  for (const [rank, { p, place }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (values.length - rank)))
    corrected[place] = highest
  }
  return corrected
}
