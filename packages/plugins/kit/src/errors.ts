/**
 * What went wrong, as far as the runner has to know it. The code, not the class, decides, so that a plugin
 * which carries its own copy of the kit is still understood.
 *
 * - `CONFIG_ERROR`, `AUTH_ERROR`: the source is paused until somebody changes its configuration.
 * - `RATE_LIMITED`: tried again after `retryAfter`.
 * - `TRANSIENT`: tried again with growing pauses.
 * - `BAD_RECORD`: this record is set aside, its last good value stays, the rest goes on.
 * - `SCOPE_GONE`: the scope is marked as gone, the others go on.
 * - `INPUT_ERROR`: what a person handed in cannot be read; nothing of it is taken.
 * - `PLUGIN_ERROR`: the plugin itself is wrong and is not loaded.
 */
export const ERROR_CODES = [
  'CONFIG_ERROR',
  'AUTH_ERROR',
  'RATE_LIMITED',
  'TRANSIENT',
  'BAD_RECORD',
  'SCOPE_GONE',
  'INPUT_ERROR',
  'PLUGIN_ERROR',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The base of every error a plugin throws on purpose. Messages say where and what to do, never a secret. */
export abstract class SyncError extends Error {
  abstract readonly code: ErrorCode

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** The configuration cannot work: a missing setting, a secret that does not resolve, an unknown option. */
export class ConfigError extends SyncError {
  readonly code = 'CONFIG_ERROR'
}

/** The other side refused who we are or what we may read. */
export class AuthError extends SyncError {
  readonly code = 'AUTH_ERROR'
}

/** The other side knows who we are and refuses this call: a permission is missing. It has the code of its base class. */
export class ForbiddenError extends AuthError {}

/** The other side asked for a pause. */
export class RateLimitedError extends SyncError {
  readonly code = 'RATE_LIMITED'
  /** Seconds to wait before the next call; undefined when the other side did not say. */
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter?: number, options?: ErrorOptions) {
    super(message, options)
    this.retryAfter = retryAfter
  }
}

/** It may work later without anybody doing anything: a reset, a timeout, a status 503. */
export class TransientError extends SyncError {
  readonly code = 'TRANSIENT'
}

/** One record cannot be used. Thrown by `map` and by `parseRecord`. */
export class InvalidRecordError extends SyncError {
  readonly code = 'BAD_RECORD'
}

/** The project, account or cluster that was to be read does not exist any more. */
export class ScopeNotFoundError extends SyncError {
  readonly code = 'SCOPE_GONE'
}

/** The plugin breaks the contract, seen when it is loaded. */
export class PluginError extends SyncError {
  readonly code = 'PLUGIN_ERROR'
}

/** Where in a person's input something is wrong, and what to do about it. */
export interface InputProblem {
  /** The path as it was given, or `standard input`. */
  readonly file: string
  /** 1-based number of the document in a file that holds several. */
  readonly document?: number | undefined
  /** 1-based line in the file. */
  readonly line?: number | undefined
  /** 1-based column in the line. */
  readonly column?: number | undefined
  /** What is wrong, a clause without a full stop. */
  readonly problem: string
  /** What to do, a sentence. */
  readonly hint: string
}

/** A file, a stream or a document in it cannot be used. */
export class InputError extends SyncError {
  readonly code = 'INPUT_ERROR'
  readonly file: string
  readonly document: number | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly hint: string

  constructor(where: InputProblem, options?: ErrorOptions) {
    super(`${describePlace(where)}: ${where.problem}. ${where.hint}`, options)
    this.file = where.file
    this.document = where.document
    this.line = where.line
    this.column = where.column
    this.hint = where.hint
  }
}

/** A place in a person's input as messages name it: `shop.yaml, document 2, line 14`. */
export function describePlace(place: Pick<InputProblem, 'file' | 'document' | 'line' | 'column'>): string {
  const parts = [place.file]
  if (place.document !== undefined) parts.push(`document ${place.document}`)
  if (place.line !== undefined) parts.push(`line ${place.line}`)
  if (place.column !== undefined) parts.push(`column ${place.column}`)
  return parts.join(', ')
}

/** The code of an error thrown by a plugin, whichever copy of the kit made it; undefined for any other error. */
export function errorCodeOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return ERROR_CODES.find((code) => code === error.code)
}
