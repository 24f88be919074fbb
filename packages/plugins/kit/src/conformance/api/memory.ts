import { errorCodeOf } from '../../errors.ts'
import { jsonProblem } from '../../json.ts'
import { type NeutralRecord, parseRecord } from '../../records/record.ts'
import type { Stream } from '../../stream.ts'
import { mapped } from '../listing.ts'

/** A record as it is kept, with the raw record it came from. */
export interface Kept {
  readonly stream: string
  readonly scope: string
  readonly primaryKey: string
  /** As JSON text. */
  readonly raw: string
  readonly record: NeutralRecord
}

/** A stored position. */
export interface KeptCursor {
  readonly version: number
  /** As JSON text. */
  readonly text: string
  /** Whether the listing that left it ended cleanly. */
  readonly complete: boolean
}

/** What was found wrong with what a plugin yielded, in words. */
export interface Complaints {
  /** Raw records that cannot be stored. */
  readonly unstorable: string[]
  /** Records that are not valid, or of another type than the stream declares. */
  readonly invalid: string[]
  /** Two raw records that were mapped to one external id. */
  readonly clashes: string[]
}

/** What a source holds: the tables of the real runner, in memory. Everything in it went through JSON. */
export class Memory {
  readonly cursors = new Map<string, KeptCursor>()
  readonly complaints: Complaints = { unstorable: [], invalid: [], clashes: [] }
  readonly #records = new Map<string, Kept>()
  /** What the listing that is going on has named so far, for each scope of a stream. */
  readonly #named = new Map<string, Set<string>>()

  get records(): readonly Kept[] {
    return [...this.#records.values()]
  }

  /**
   * Stores one page: a record replaces the one of the same stream and external id; what a raw record meant before
   * and does not mean now goes.
   */
  store(stream: Stream, scope: string, raws: readonly unknown[]): void {
    for (const raw of raws) {
      const found = jsonProblem(raw)
      if (found !== undefined) {
        this.complaints.unstorable.push(
          `A raw record of ${stream.name} ${found.problem} at ${found.path.join('.')}`,
        )
      }
      const text = JSON.stringify(raw) ?? 'null'
      const stored: unknown = JSON.parse(text)
      const primaryKey = stream.primaryKey(stored)
      this.#namedIn(stream.name, scope).add(primaryKey)
      this.#place({ stream: stream.name, scope, primaryKey, raw: text }, this.#recordsOf(stream, stored))
    }
  }

  /** A listing begins anew: nothing is named yet. */
  begin(stream: string, scope: string): void {
    this.#named.delete(keyOf(stream, scope))
  }

  /** What a scope has named since its listing began. */
  named(stream: string, scope: string): ReadonlySet<string> {
    return this.#namedIn(stream, scope)
  }

  /** Of a scope, only these are left. */
  retireAllBut(stream: string, scope: string, identities: ReadonlySet<string>): void {
    for (const [key, kept] of this.#records) {
      if (kept.stream === stream && kept.scope === scope && !identities.has(kept.primaryKey)) {
        this.#records.delete(key)
      }
    }
  }

  /** What a raw record means; nothing where the plugin says that it cannot be used. */
  #recordsOf(stream: Stream, raw: unknown): readonly NeutralRecord[] {
    let records: readonly NeutralRecord[]
    try {
      records = mapped(stream, raw)
    } catch (error) {
      if (errorCodeOf(error) !== 'BAD_RECORD') throw error
      return []
    }
    return records.filter((record) => {
      const problem = problemOf(stream, record)
      if (problem !== undefined) this.complaints.invalid.push(problem)
      return problem === undefined
    })
  }

  #place(origin: Omit<Kept, 'record'>, records: readonly NeutralRecord[]): void {
    const ids = new Set(records.map(({ externalId }) => externalId))
    for (const [key, kept] of this.#records) {
      if (kept.stream !== origin.stream) continue
      const same = kept.primaryKey === origin.primaryKey
      if (same && !ids.has(kept.record.externalId)) this.#records.delete(key)
      if (!same && ids.has(kept.record.externalId)) {
        this.complaints.clashes.push(
          `${origin.stream} yields ${kept.record.externalId} for both ${kept.primaryKey} and ${origin.primaryKey}`,
        )
      }
    }
    for (const record of records) {
      this.#records.set(keyOf(origin.stream, record.externalId), { ...origin, record })
    }
  }

  #namedIn(stream: string, scope: string): Set<string> {
    const key = keyOf(stream, scope)
    const named = this.#named.get(key) ?? new Set<string>()
    this.#named.set(key, named)
    return named
  }
}

/** The key of what belongs to one part of a stream. */
export function keyOf(stream: string, part: string): string {
  return `${stream}\n${part}`
}

function problemOf(stream: Stream, record: NeutralRecord): string | undefined {
  try {
    parseRecord(record)
  } catch (error) {
    return `${stream.name}: ${error instanceof Error ? error.message : String(error)}`
  }
  if (record.type === stream.record) return undefined
  return `${stream.name} declares ${stream.record} records and yields the ${record.type} ${record.externalId}`
}
