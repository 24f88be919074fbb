import type { Http } from './http/http.ts'

/** Where a plugin writes what an operator may want to know. Never put secrets or whole records in it. */
export interface PluginLog {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** One file of a person's input. */
export interface SourceFile {
  /** The path as messages should name it, or `standard input`. */
  readonly path: string
  /** @throws InputError when it cannot be read or is too large. */
  bytes(): Promise<Uint8Array>
  /** The content as text, without a byte order mark. @throws InputError also when it is not UTF-8 or UTF-16. */
  text(): Promise<string>
  /**
   * The content piece by piece, of any size, for what does not fit into memory; absent where the whole is in memory
   * anyway. @throws InputError when it cannot be read.
   */
  stream?(): AsyncIterable<Uint8Array>
}

/**
 * The files of one run, in a stable order. It may be walked any number of times; a pipe is read once and kept.
 * Walking it throws InputError when a path is missing or unreadable, or a directory holds nothing to read.
 */
export type SourceFiles = AsyncIterable<SourceFile>

/** Everything a plugin gets to work with. What it does not find here it must not reach for. */
export interface PluginContext<Config = unknown> {
  /** As the plugin's `config` schema returned it, secrets resolved. */
  readonly config: Config
  /** Aborted when the run is to stop; every stream gives up at the next page at the latest. */
  readonly signal: AbortSignal
  readonly log: PluginLog
  /** The present; injected, so that runs can be repeated. */
  readonly clock: () => Date
  /** The only way out: to the hosts the plugin declares, within its limits. */
  readonly http: Http
  /**
   * A stable stand-in for a person's name or address, different for every source and not to be traced back. What
   * tells who a respondent is must be replaced by it before it is yielded, also in raw records.
   */
  pseudonym(primaryKey: string): string
  /** Present when the plugin declares `input` and the run was given files. */
  readonly files?: SourceFiles
}
