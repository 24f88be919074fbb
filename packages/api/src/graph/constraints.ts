import { type DomainError, InvalidInput, NotFound, postgresCode, violatedConstraint } from './errors.ts'
import { missingId } from './missing-id.ts'

/** What to tell a caller whose input breaks a constraint of the database. */
interface Wording {
  readonly path: readonly string[]
  /** Undefined for a reference: what it refers to is not there. */
  readonly message: string | undefined
}

const wordings = new Map<string, Wording[]>()

/**
 * Words a constraint in the terms of the input; the feature that owns the table does it, with its mutations. Where
 * several inputs may break it under different names, each is worded, and the caller gets the one whose field was given.
 */
export function wordConstraint(constraint: string, path: readonly string[], message: string): void {
  add(constraint, path, message)
}

/** Says where an input has the ID, or the list of IDs, that a foreign key checks. */
export function wordReference(constraint: string, ...path: readonly string[]): void {
  add(constraint, path, undefined)
}

function add(constraint: string, path: readonly string[], message: string | undefined): void {
  const others = (wordings.get(constraint) ?? []).filter((other) => other.path.join('.') !== path.join('.'))
  wordings.set(constraint, [...others, { path, message }])
}

/**
 * The caller's mistake behind a PostgreSQL error: a broken constraint (class 23) or a value that cannot be
 * stored (class 22). Undefined for any other error.
 * @param input what the caller gave
 */
export function constraintProblem(error: unknown, input: object): DomainError | undefined {
  const code = postgresCode(error)
  if (code === undefined) return undefined
  if (code.startsWith('22')) return new InvalidInput('A value is outside what can be stored.')
  if (!code.startsWith('23')) return undefined
  const constraint = violatedConstraint(error)
  const candidates = constraint === undefined ? [] : (wordings.get(constraint) ?? [])
  const wording =
    candidates.find(({ path }) => path[0] !== undefined && path[0] in input) ?? candidates.at(-1)
  if (wording?.message !== undefined) return InvalidInput.at(wording.path, wording.message)
  if (wording !== undefined) return missingId(error, input, wording.path)
  if (code === '23503')
    return new NotFound('Something that the input refers to is not there, or is still in use.')
  return new InvalidInput(`The input breaks the rule ${constraint ?? 'of a column'}.`)
}
