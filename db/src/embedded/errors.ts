import { DirectoryError } from '../directory.ts'

export type EmbeddedErrorCode =
  /** There is no PostgreSQL for this system. */
  | 'UNSUPPORTED_PLATFORM'
  /** The package with the server is missing or incomplete. */
  | 'NOT_INSTALLED'
  | 'NO_PERMISSION'
  | 'DISK_FULL'
  /** The data directory belongs to another major version. */
  | 'OTHER_VERSION'
  | 'START_FAILED'
  | 'STOP_FAILED'

/** Why the embedded PostgreSQL cannot be had; the message says where and what to do. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
    this.code = code
  }
}

/** The code that fits what a server or initdb wrote before it gave up. */
export function codeFromOutput(output: string): EmbeddedErrorCode {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return 'DISK_FULL'
  if (/Permission denied|Operation not permitted|wrong ownership|Read-only file system/i.test(output))
    return 'NO_PERMISSION'
  return 'START_FAILED'
}

/** What to do about it, as a sentence to end a message with. */
export function adviceFor(code: EmbeddedErrorCode, directory: string): string {
  switch (code) {
    case 'DISK_FULL':
      return `The disk of ${directory} is full: free some space, or point THROUGHLINE_HOME at another disk.`
    case 'NO_PERMISSION':
      return `Check who owns ${directory}, or point THROUGHLINE_HOME at a directory of your own.`
    default:
      return 'Set DATABASE_URL to use a PostgreSQL of your own instead.'
  }
}

/** An error of the file system that a person can act on, told as an {@link EmbeddedError}; others as they are. */
export function explained(error: unknown, directory: string): unknown {
  if (error instanceof EmbeddedError || !(error instanceof Error)) return error
  const cause = error instanceof DirectoryError ? error.cause : error
  const found = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const code = /^(EACCES|EPERM|EROFS)$/.test(found)
    ? 'NO_PERMISSION'
    : /^(ENOSPC|EDQUOT)$/.test(found)
      ? 'DISK_FULL'
      : undefined
  if (code === undefined) return error
  return new EmbeddedError(code, `${error.message}\n${adviceFor(code, directory)}`, { cause: error })
}
