/** At most `most` of the numbers from 0 to `count` - 1, evenly spread, the first and the last among them. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index)
  const step = (count - 1) / Math.max(1, most - 1)
  return [...new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)))]
}
