import type { JsonValue } from '@throughline/db'
import { z } from 'zod'

const partsSchema = z.array(z.object({ stream: z.string(), scope: z.string().exactOptional() })).nullable()

/** A part of a source that is to be read: a stream, or one scope of it. */
export interface ScopeSelection {
  readonly stream: string
  readonly scope?: string
}

/** The parts as a run keeps them; null is everything. */
export function selectionFrom(kept: JsonValue | null): readonly ScopeSelection[] | null {
  return partsSchema.parse(kept)
}

/** Whether a stream, or a scope of it, is among the parts that are to be read; null is everything. */
export function isSelected(parts: readonly ScopeSelection[] | null, stream: string, scope?: string): boolean {
  if (parts === null) return true
  return parts.some(
    (part) =>
      part.stream === stream && (scope === undefined || part.scope === undefined || part.scope === scope),
  )
}
