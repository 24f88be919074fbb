import type { JsonObject, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { z } from 'zod'

const rowSchema = z.record(z.string(), z.json())

const standingSchema = z.object({
  row: rowSchema,
  /** Whether a source told of it. */
  claimed: z.boolean(),
})

const keptSchema = z.object({
  /** Both as they were. */
  survivor: standingSchema,
  duplicate: standingSchema,
  /** What moved, column by column, in the order in which it did. */
  rows: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      moved: z.array(rowSchema),
      aside: z.array(rowSchema),
    }),
  ),
  /** Records of relations that were put aside. */
  orphaned: z.array(z.object({ record: z.string(), relation: z.string() })),
  /** What a person said of the duplicate, and what of it the survivor took over. */
  user: z.object({ claim: rowSchema.nullable(), lent: rowSchema }),
  /** Tasks that were open, and records that waited for them. */
  tasks: z.array(z.string()),
  pending: z.array(rowSchema),
})

/** All that it takes to undo a merge. */
export type MergeSnapshot = z.infer<typeof keptSchema>

/** What was kept, as it is stored. */
export function parseSnapshot(stored: JsonValue): MergeSnapshot {
  return keptSchema.parse(stored)
}

/** What is to be kept, as it is to be stored. */
export function serializeSnapshot(kept: MergeSnapshot): ReturnType<typeof json> {
  return json(JSON.parse(JSON.stringify(kept)) as JsonValue)
}

/** A row without what only JavaScript knows. */
export function plainRow(row: object): JsonObject {
  return JSON.parse(JSON.stringify(row)) as JsonObject
}
