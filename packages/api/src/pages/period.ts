/** The quarter that a day lies in, such as 2026-Q4. */
export function quarterOf(day: Date): string {
  return `${day.getFullYear()}-Q${Math.floor(day.getMonth() / 3) + 1}`
}
