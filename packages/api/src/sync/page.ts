import { createHash } from 'node:crypto'
import type { JsonValue } from '@throughline/db'
import { errorCodeOf, type NeutralRecord, parseRecord, type Stream } from '@throughline/plugin-kit'
import { canonicalJson } from '../assets/claims.ts'

/** A record as it came out of a plugin, ready to be stored. */
export interface MappedRecord {
  readonly identity: string
  /** The raw record, as JSON text. */
  readonly raw: string
  readonly record: NeutralRecord
  /** SHA-256 over the raw record and what it was mapped to: a better mapping counts as a change. */
  readonly hash: Buffer
}

/** A record that cannot be used, and why. */
export interface RejectedRecord {
  readonly identity: string | undefined
  readonly raw: string
  readonly reason: string
}

/** A page, mapped. Of records with the same external id the last one counts. */
export interface MappedPage {
  readonly records: readonly MappedRecord[]
  readonly rejected: readonly RejectedRecord[]
}

/** Maps what a plugin read. A record whose mapping throws is set aside; the rest goes on. */
export function mapPage(
  stream: Pick<Stream, 'name' | 'record' | 'identity' | 'map'>,
  raws: readonly unknown[],
): MappedPage {
  const records = new Map<string, MappedRecord>()
  const rejected: RejectedRecord[] = []
  for (const raw of raws) {
    const text = JSON.stringify(raw) ?? 'null'
    let identity: string | undefined
    try {
      identity = stream.identity(raw)
      for (const record of [stream.map(raw)].flat()) {
        const parsed = parseRecord(record)
        if (parsed.type !== stream.record) {
          throw new Error(
            `the stream ${stream.name} yields ${stream.record} records, but this is a ${parsed.type}`,
          )
        }
        records.set(parsed.externalId, { identity, raw: text, record: parsed, hash: hashOf(raw, parsed) })
      }
    } catch (error) {
      rejected.push({ identity, raw: text, reason: reasonOf(error) })
    }
  }
  return { records: [...records.values()], rejected }
}

function hashOf(raw: unknown, record: NeutralRecord): Buffer {
  return createHash('sha256')
    .update(canonicalJson(raw as JsonValue))
    .update('\n')
    .update(canonicalJson(JSON.parse(JSON.stringify(record)) as JsonValue))
    .digest()
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return errorCodeOf(error) === undefined ? `the plugin failed on it: ${message}` : message
}
