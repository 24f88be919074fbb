import { InputError, InvalidRecordError } from './errors.ts'

/** A part of an input that cannot be used, listed in the place of its raw record. */
export interface Unusable {
  /** Key of the raw record that it would be; the place in the input if that cannot be determined. */
  readonly primaryKey: string
  /** Why it cannot be used, with its place and what to do. Never quotes the input. */
  readonly unusable: string
}

/** A part of an input that cannot be used. The key defaults to the place that the error names. */
export function unusable(error: InputError, primaryKey?: string): Unusable {
  return { primaryKey: primaryKey ?? placeOf(error), unusable: error.message }
}

/** A primary key has at most 1,000 characters. */
function placeOf({ file, document, line }: InputError): string {
  const parts = [document === undefined ? line : `document ${document}`].filter((part) => part !== undefined)
  return [file.slice(-900), ...parts].join(', ')
}

/** Runs a step, and returns an InputError instead of throwing it. @throws any other error of the step. */
export function orInputError<T>(step: () => T): T | InputError {
  try {
    return step()
  } catch (error) {
    return inputErrorOf(error)
  }
}

/** Returns an InputError, for a `catch` that goes on with it. @throws any other error. */
export function inputErrorOf(error: unknown): InputError {
  if (error instanceof InputError) return error
  throw error
}

function isUnusable<Raw>(raw: Raw | Unusable): raw is Unusable {
  return typeof raw === 'object' && raw !== null && 'unusable' in raw && typeof raw.unusable === 'string'
}

/** The `primaryKey` of a stream that lists unusable parts of its input among its raw records. */
export function keyed<Raw>(primaryKey: (raw: Raw) => string): (raw: Raw | Unusable) => string {
  return (raw) => (isUnusable(raw) ? raw.primaryKey : primaryKey(raw))
}

/**
 * The `map` of such a stream: an unusable part becomes a dead letter, and the record that is stored under its key
 * stays in effect.
 */
export function usable<Raw, Mapped>(map: (raw: Raw) => Mapped): (raw: Raw | Unusable) => Mapped {
  return (raw) => {
    if (isUnusable(raw)) throw new InvalidRecordError(raw.unusable)
    return map(raw)
  }
}
