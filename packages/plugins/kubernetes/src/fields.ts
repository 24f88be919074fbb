import type { JsonValue } from '@throughline/plugin-kit'

/** An object of a manifest whose members may be anything. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is an object with members, not a list and not null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path of members; undefined when any part of the path is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    if (!isFields(here) || !Object.hasOwn(here, key)) return undefined
    here = here[key]
  }
  return here
}

/** The object at a path; an empty one when there is none. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = at(value, ...path)
  return isFields(found) ? found : {}
}

/** The list at a path; an empty one when there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The text at a path; undefined when there is none or it is empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The whole number, 0 or more, at a path. */
export function countAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined
}

/** The yes or no at a path. */
export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path)
  return typeof found === 'boolean' ? found : undefined
}

/** The texts of a list, in its order. */
export function textsAt(value: unknown, ...path: readonly string[]): string[] {
  return listAt(value, ...path).flatMap((item) => (typeof item === 'string' && item !== '' ? [item] : []))
}

/** The members of an object that are texts: labels, selectors, the data of a ConfigMap. */
export function textFieldsAt(value: unknown, ...path: readonly string[]): Record<string, string> {
  const texts = Object.entries(fieldsAt(value, ...path)).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text] as const] : [],
  )
  return Object.fromEntries(texts)
}

/** An object without the members that are undefined. */
export function compact(members: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  const present: Record<string, JsonValue> = {}
  for (const [key, member] of Object.entries(members)) if (member !== undefined) present[key] = member
  return present
}
