/** What JSON can hold; what raw records and attributes are made of. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** JSON text with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    indent,
  )
}

/** JSON text in which some whole number may have more digits than a number of JavaScript holds. */
const LONG_NUMBER = /\d{16}/

/**
 * Reads JSON without rounding: a whole number beyond 2^53 becomes the text of its digits.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown, { source }: { source?: string } = {}) =>
    typeof value === 'number' && isRounded(value) && source !== undefined && /^-?\d+$/.test(source)
      ? source
      : value,
  )
}

/** Whether a number stands for several whole numbers, of which only one may have been meant. */
function isRounded(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value)
}

/** Nesting beyond this is refused, so that no walk over a value can exhaust the stack. */
export const MAX_JSON_DEPTH = 32

/** Why a value cannot be kept, and where in it. */
export interface JsonProblem {
  /** Keys and indexes from the root; empty for the value itself. */
  readonly path: readonly (string | number)[]
  readonly problem: string
}

/** Why a text cannot be kept, or undefined when it can: databases refuse NUL and text that is not Unicode. */
export function textProblem(text: string): string | undefined {
  if (text.includes('\u0000')) return 'contains a NUL character'
  if (!text.isWellFormed()) return 'contains half of a surrogate pair, which is not a character'
  return undefined
}

/**
 * The first thing in a value that JSON or a database cannot keep: NUL characters, lone surrogates, NaN and
 * Infinity, whole numbers beyond 2^53, undefined, functions, dates and other objects of a class, nesting deeper than `MAX_JSON_DEPTH`.
 */
export function jsonProblem(value: unknown): JsonProblem | undefined {
  return problemAt(value, [])
}

function problemAt(value: unknown, path: readonly (string | number)[]): JsonProblem | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'string') return asProblem(path, textProblem(value))
  if (typeof value === 'number') return asProblem(path, numberProblem(value))
  if (typeof value !== 'object') return { path, problem: `is of the type ${typeof value}` }
  if (path.length >= MAX_JSON_DEPTH)
    return { path, problem: `is nested deeper than ${MAX_JSON_DEPTH} levels` }
  if (Array.isArray(value)) return firstProblem(value.entries(), path)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    return { path, problem: 'is an object of a class, not plain data' }
  }
  return firstProblem(Object.entries(value), path)
}

function numberProblem(value: number): string | undefined {
  if (!Number.isFinite(value)) return `is ${value}`
  if (isRounded(value))
    return 'is a whole number beyond 2^53, which would be rounded; give it as text, in quotes'
  return undefined
}

function firstProblem(
  entries: Iterable<readonly [string | number, unknown]>,
  path: readonly (string | number)[],
): JsonProblem | undefined {
  for (const [key, child] of entries) {
    const here = [...path, key]
    const badKey = typeof key === 'string' ? asProblem(here, textProblem(key)) : undefined
    const found = badKey ?? problemAt(child, here)
    if (found !== undefined) return found
  }
  return undefined
}

function asProblem(path: readonly (string | number)[], problem: string | undefined): JsonProblem | undefined {
  return problem === undefined ? undefined : { path, problem }
}
