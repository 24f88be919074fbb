/**
 * Divides a whole number in proportion to weights: each part is rounded down, and what is left goes one by one to the
 * largest remainders, of equal ones to the earlier weight. A negative number is divided by its absolute value.
 * @param weights not negative, their sum above 0 @returns parts in the order of the weights that add up to the number
 */
export function byLargestRemainder(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  const size = whole < 0n ? -whole : whole
  const remainders: bigint[] = []
  let left = size
  const parts = weights.map((weight) => {
    const exact = size * weight
    const part = exact / total
    remainders.push(exact - part * total)
    left -= part
    return part
  })
  if (left > 0n) {
    const first = weights
      .map((_, place) => place)
      .sort((a, b) => {
        const [one = 0n, other = 0n] = [remainders[a], remainders[b]]
        return one === other ? a - b : one > other ? -1 : 1
      })
      .slice(0, Number(left))
    for (const place of first) parts[place] = (parts[place] ?? 0n) + 1n
  }
  return whole < 0n ? parts.map((part) => -part) : parts
}
