import { canonicalJson } from '@throughline/plugin-kit'
import type { FieldSpec } from './kind.ts'
import { isObject } from './kinds/parts.ts'

/** A field that differs. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  /** The source that supplies the value before. What is entered takes precedence over it. */
  readonly instead?: string
}

/** Whether two values of a file are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson((a ?? null) as never) === canonicalJson((b ?? null) as never)
}

/** The declared values that differ from the stored ones. */
export function changedFields(
  declared: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
  specs: Readonly<Record<string, FieldSpec>>,
): FieldChange[] {
  return Object.entries(declared).flatMap(([field, after]) => {
    const before = stored[field]
    const spec = specs[field]
    if (after === undefined) return []
    if (spec?.byKey === true && isObject(after) && isObject(before)) {
      return Object.entries(after)
        .filter(([key, value]) => !isSame(before[key], value))
        .map(([key, value]) => ({ field: `${field}.${key}`, before: before[key], after: value }))
    }
    return isSame(spec?.write?.(before) ?? before, spec?.write?.(after) ?? after)
      ? []
      : [{ field, before, after }]
  })
}

/** The values of the stated fields that differ. */
export function changedValues(
  declared: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return Object.entries(declared)
    .filter(([field, after]) => !isSame(stored[field], after))
    .map(([field, after]) => ({ field, before: stored[field], after }))
}
