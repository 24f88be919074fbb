import { decodeText } from '../bytes.ts'
import type { SourceFiles } from '../context.ts'

/** Input that the plugin must understand. */
export interface ListingFixture {
  /** Shown in the names of the checks. */
  readonly name: string
  /** Opens the input anew for each listing; left out for a plugin that reads no files. */
  readonly files?: () => SourceFiles
  /** Path of a JSON file with the records expected; written when the variable UPDATE_GOLDEN is 1. */
  readonly golden?: string
}

/** Input that the plugin must refuse as a whole, with an InputError. */
export interface BrokenFixture {
  readonly name: string
  readonly files: () => SourceFiles
  /** What the message must say: the file, the line, a word of the hint. */
  readonly mentions?: readonly string[]
}

/** Input of which the plugin must take everything but the parts that cannot be used. */
export interface FlawedFixture {
  readonly name: string
  readonly files: () => SourceFiles
  /** The keys of the dead letters, each with what its message must contain. */
  readonly rejects: Readonly<Record<string, readonly string[]>>
  /** External ids of records that must be taken. */
  readonly takes: readonly string[]
  /** Names of the streams whose listing must say that it is partial. Defaults to none. */
  readonly partial?: readonly string[]
}

/** An input before and after something was removed from it. */
export interface RemovalFixture {
  readonly name: string
  readonly before: () => SourceFiles
  readonly after: () => SourceFiles
  /** External ids of the records that go, those of relations too; no others may. */
  readonly gone: readonly string[]
}

/** What a plugin's own test hands to `conformance`. */
export interface ConformanceFixtures {
  /** The configuration as a person writes it. */
  readonly config: unknown
  /** Where `env:` secrets of that configuration come from. */
  readonly env?: Readonly<Record<string, string>>
  /** At least one. */
  readonly listings: readonly ListingFixture[]
  readonly broken?: readonly BrokenFixture[]
  readonly flawed?: readonly FlawedFixture[]
  /** At least one. */
  readonly removals?: readonly RemovalFixture[]
  /** Strings that stand in the fixtures where secrets do: none may reach a raw record, a record, a log or an error. */
  readonly canaries?: readonly string[]
}

/** One promise of the contract, held against one fixture. `run` rejects when the plugin breaks it. */
export interface NamedCheck {
  readonly name: string
  run(): Promise<void>
}

/** Files that exist only in a test: texts or bytes by their paths, in the order given. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): SourceFiles {
  return {
    async *[Symbol.asyncIterator]() {
      for (const [path, content] of Object.entries(contents)) {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
        yield { path, bytes: async () => bytes, text: async () => decodeText(path, bytes) }
      }
    },
  }
}

/** The same files, last first. */
export function reversed(files: SourceFiles): SourceFiles {
  return {
    async *[Symbol.asyncIterator]() {
      yield* (await collect(files)).reverse()
    },
  }
}

/** Everything an iterable yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
