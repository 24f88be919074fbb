/** How a command ended, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line or what it names cannot be used. */
  usage: 2,
  /** Done, but something waits for a person: a retirement was refused or records were set aside. */
  attention: 3,
  /** Nothing has the name, ID or reference that was asked for. */
  notFound: 4,
  /** Ended by Ctrl-C: 128 and the number of the signal, as shells count. */
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const

/** The lines of --help that tell what the exit codes mean. */
export const EXIT_HELP = `
Exit codes: 0 done; 1 failed; 2 wrong usage or unusable input; 3 done, but something waits for a person;
4 nothing found under this name; 130 interrupted with Ctrl-C.
`

/** A command ends for a stated reason. */
export class CommandError extends Error {
  readonly code: string
  /** One of {@link EXIT}. */
  readonly exit: number
  /** What --json adds to the error. */
  readonly details: object
  /** What people read below the message, such as a list of the details. */
  readonly more: string

  constructor(
    code: string,
    message: string,
    exit: number = EXIT.failed,
    { details = {}, more = '' }: { readonly details?: object; readonly more?: string } = {},
  ) {
    super(message)
    this.code = code
    this.exit = exit
    this.details = details
    this.more = more
  }
}

/** The command line cannot be followed as it is. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super('USAGE', message, EXIT.usage)
  }
}

/** A run ended without success; what it failed with. */
export class RunFailed extends CommandError {
  constructor(code: string, message: string) {
    super(code, message)
    this.name = 'RunFailed'
  }
}
