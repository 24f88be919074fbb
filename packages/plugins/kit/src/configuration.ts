/** A source as `throughline.config.ts` writes it: a plugin with its settings, under a name. */
export interface SourceConfiguration {
  /** Lower-case letters, digits and . _ -; it stays. */
  readonly name: string
  /** The id of the plugin; it stays. */
  readonly plugin: string
  /** The settings of the plugin. Secrets stand in it as references: `env:NAME` or `file:/path`. */
  readonly config?: Readonly<Record<string, unknown>>
  /** When it is read, as a cron expression of five fields; left out, only when asked to. */
  readonly schedule?: string | null
  /** The time zone of the schedule, such as `Europe/Oslo` (UTC). */
  readonly timeZone?: string
  /** Where sources disagree about an attribute, the smaller number comes first: 1 to 1000 (100). */
  readonly precedence?: number
  /** A path as seen from the file, or an address: what is read, for a plugin that reads files. */
  readonly input?: string | null
  /** Lets its plugin call addresses of private networks (false). */
  readonly allowPrivateHosts?: boolean
  /** Seconds for which what is missing from a complete listing is waited for before its claim ends (0). */
  readonly retirementGraceSeconds?: number
  /** Seconds between two deletion checks of an incremental stream (a day). */
  readonly deletionCheckIntervalSeconds?: number
}

/** What an installation is made of. */
export interface Configuration {
  /** Plugins beside the built-in ones: names of packages, or paths as seen from the file. */
  readonly plugins?: readonly string[]
  /** Sources that this file owns: nobody else may change them. */
  readonly sources?: readonly SourceConfiguration[]
}

/** What the default export of `throughline.config.ts` must be, checked while it is written. */
export function defineConfig(configuration: Configuration): Configuration {
  return configuration
}
