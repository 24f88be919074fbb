import type { JsonValue } from '@throughline/db'
import { z } from 'zod'

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

const countSchema = z.int().nonnegative().default(0)
const countsSchema = z.record(
  z.string(),
  z.object({
    found: countSchema,
    added: countSchema,
    changed: countSchema,
    unchanged: countSchema,
    retired: countSchema,
    rejected: countSchema,
  }),
)

/** The counts as a run keeps them. */
export function countsFrom(kept: JsonValue): CountsByType {
  return countsSchema.parse(kept)
}

export const NOTHING: Counts = { found: 0, added: 0, changed: 0, unchanged: 0, retired: 0, rejected: 0 }

/** Both together. */
export function sumOf(a: Counts, b: Partial<Counts>): Counts {
  return {
    found: a.found + (b.found ?? 0),
    added: a.added + (b.added ?? 0),
    changed: a.changed + (b.changed ?? 0),
    unchanged: a.unchanged + (b.unchanged ?? 0),
    retired: a.retired + (b.retired ?? 0),
    rejected: a.rejected + (b.rejected ?? 0),
  }
}

/** What a run did so far, and what it did with more records of a type. */
export function addCounts(a: CountsByType, type: string, more: Partial<Counts>): CountsByType {
  return { ...a, [type]: sumOf(a[type] ?? NOTHING, more) }
}

/** Whether a run left everything as it was. */
export function nothingChanged(counts: CountsByType): boolean {
  return Object.values(counts).every(({ added, changed, retired }) => added + changed + retired === 0)
}
