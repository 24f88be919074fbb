import { BackupError, DirectoryError, EmbeddedError, MigrationError } from '@throughline/db'
import { SyncError } from '@throughline/plugin-kit'
import { DomainError, postgresCode, toGraphQLError } from '../graph/errors.ts'
import { CommandError, EXIT } from './exit.ts'

/** What went wrong, in one message for people, with a code for scripts. */
export function explain(error: unknown): {
  readonly code: string
  readonly message: string
  readonly exit: number
  /** What --json adds to it. */
  readonly details?: object
  /** What people read below it. */
  readonly more?: string
} {
  if (error instanceof CommandError) return error
  if (error instanceof SyncError) {
    return {
      code: error.code,
      message: error.message,
      exit: error.code === 'INPUT_ERROR' || error.code === 'CONFIG_ERROR' ? EXIT.usage : EXIT.failed,
    }
  }
  if (error instanceof DomainError) {
    return {
      code: error.code,
      message: error.message,
      exit: error.code === 'BAD_USER_INPUT' || error.code === 'NOT_FOUND' ? EXIT.usage : EXIT.failed,
    }
  }
  if (error instanceof BackupError || error instanceof DirectoryError)
    return { code: error.code, message: error.message, exit: EXIT.usage }
  if (error instanceof EmbeddedError || error instanceof MigrationError) {
    return { code: error.code, message: error.message, exit: EXIT.failed }
  }
  const code = postgresCode(error)
  if (code === 'EADDRINUSE') {
    return {
      code,
      message: 'The port is in use already: stop what runs there, or choose another with PORT=4001.',
      exit: EXIT.failed,
    }
  }
  const shown = toGraphQLError(error)
  const message = messageOf(error)
  if (code === '53100') {
    return {
      code: 'UNAVAILABLE',
      message: `The disk of the database is full: make room for it (${message}).`,
      exit: EXIT.failed,
    }
  }
  if (shown?.extensions.code === 'UNAVAILABLE' || isOutOfReach(code, message)) {
    return {
      code: 'UNAVAILABLE',
      message: `The database is out of reach: check that it runs and that DATABASE_URL leads to it (${message}).`,
      exit: EXIT.failed,
    }
  }
  if (code !== undefined && /^(28|3D)/.test(code)) {
    return { code, message: `The database refuses: ${message}. Check DATABASE_URL.`, exit: EXIT.failed }
  }
  if (shown !== undefined)
    return {
      code: String(shown.extensions.code),
      message: `${shown.message} (${message})`,
      exit: EXIT.failed,
    }
  return { code: code ?? 'INTERNAL', message, exit: EXIT.failed }
}

/** The message of an error; of a connection that was tried at several addresses, what each of them said. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((each) => messageOf(each)).join('; ')
  }
  return error instanceof Error ? error.message : String(error)
}

/** Whether nothing was reached where the database should be; a connection that takes too long has no code. */
function isOutOfReach(code: string | undefined, message: string): boolean {
  if (code === undefined)
    return /^(timeout exceeded when trying to connect|Connection terminated)/.test(message)
  return ['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code)
}
