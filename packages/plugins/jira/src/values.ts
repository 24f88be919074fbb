import { filled } from '@throughline/plugin-kit'
import { plainText } from './adf.ts'

/** Longest prose a record may hold. */
const PROSE = 20_000

/** What a field with prose holds: a document of Atlassian's format, or a text. */
export function proseOf(value: unknown): string | null {
  return value === null || value === undefined ? null : filled(plainText(value), PROSE)
}

/** A member of an object that is none of ours. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

/**
 * The words a field's value consists of, whatever its type: a text, an option (`value`), a component, a team or a
 * version (`name`), a person (`displayName`), or a list of such.
 */
export function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf)
  if (typeof value === 'number') return [String(value)]
  const text =
    typeof value === 'string'
      ? value
      : (member(value, 'value') ?? member(value, 'name') ?? member(value, 'displayName'))
  const word = filled(text, 300)
  return word === null ? [] : [word]
}

/**
 * Jira's instants, such as `2026-03-01T12:00:00.000+0100`, and its days, and a number of seconds or milliseconds since 1970, as ISO 8601 in
 * UTC; null for anything else.
 */
export function instantOf(value: unknown): string | null {
  if (typeof value === 'number') return instantOf(new Date(value < 1e11 ? value * 1000 : value).toISOString())
  if (typeof value !== 'string') return null
  const at = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
