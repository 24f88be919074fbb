/** How a command ended, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line or what it names cannot be used. */
  usage: 2,
  /** Done, but something waits for a person: a retirement was refused or records were set aside. */
  attention: 3,
} as const

/** The lines of --help that tell what the exit codes mean. */
export const EXIT_HELP = `
Exit codes: 0 done; 1 failed; 2 wrong usage or unusable input; 3 done, but something waits for a person.
`

/** The command line cannot be followed as it is. */
export class UsageError extends Error {
  readonly code = 'USAGE'
}

/** A run ended without success; what it failed with. */
export class RunFailed extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'RunFailed'
    this.code = code
  }
}
