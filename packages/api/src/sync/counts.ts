/** What a run did with the records of one type. */
export interface Counts {
  readonly found: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly retired: number
  readonly rejected: number
}

/** By record type: asset, relation. */
export type CountsByType = Readonly<Record<string, Counts>>

export const NOTHING: Counts = { found: 0, added: 0, changed: 0, unchanged: 0, retired: 0, rejected: 0 }

/** Both together. */
export function addCounts(a: CountsByType, type: string, more: Partial<Counts>): CountsByType {
  const before = a[type] ?? NOTHING
  const sum: Counts = {
    found: before.found + (more.found ?? 0),
    added: before.added + (more.added ?? 0),
    changed: before.changed + (more.changed ?? 0),
    unchanged: before.unchanged + (more.unchanged ?? 0),
    retired: before.retired + (more.retired ?? 0),
    rejected: before.rejected + (more.rejected ?? 0),
  }
  return { ...a, [type]: sum }
}

/** Whether a run left everything as it was. */
export function nothingChanged(counts: CountsByType): boolean {
  return Object.values(counts).every(({ added, changed, retired }) => added + changed + retired === 0)
}
