import { createHash } from 'node:crypto'
import type { JsonValue } from '@throughline/db'
import {
  canonicalJson,
  errorCodeOf,
  InvalidRecordError,
  type NeutralRecord,
  parseRecord,
  type Stream,
  textProblem,
} from '@throughline/plugin-kit'

/** A record as it came out of a plugin, ready to be stored. */
export interface MappedRecord {
  readonly primaryKey: string
  /** The raw record, as JSON text. */
  readonly raw: string
  readonly record: NeutralRecord
  /** SHA-256 over the raw record and what it was mapped to: a better mapping counts as a change. */
  readonly hash: Buffer
}

/** A record that cannot be used, and why. */
export interface RejectedRecord {
  readonly primaryKey: string | undefined
  readonly raw: string
  readonly reason: string
}

/** A page, mapped. Of raw records with the same identity, and of records with the same external id, the last counts. */
export interface MappedPage {
  readonly records: readonly MappedRecord[]
  readonly rejected: readonly RejectedRecord[]
  /**
   * Identities under which the source says these records and no others: what it said under them before is taken back.
   * None where a complete listing tells what is gone.
   */
  readonly whole?: readonly string[]
}

/** What of a stream it takes to map its pages. */
type Mapping = Pick<Stream, 'name' | 'record' | 'mode' | 'primaryKey' | 'map'>

/** Maps what a plugin read. A record whose mapping throws is set aside; the rest goes on. */
export function mapPage(stream: Mapping, raws: readonly unknown[]): MappedPage {
  const records = new Map<string, MappedRecord>()
  const rejected: RejectedRecord[] = []
  const whole = new Set<string>()
  for (const raw of raws) {
    let text = 'null'
    let primaryKey: string | undefined
    try {
      text = JSON.stringify(raw) ?? 'null'
      primaryKey = identityOf(stream, raw)
      // All that a raw record says is taken, or nothing of it.
      const said = neutralRecords(stream, raw)
      if (whole.has(primaryKey)) forget(records, primaryKey)
      whole.add(primaryKey)
      for (const mapped of said) {
        records.set(mapped.externalId, { primaryKey, raw: text, record: mapped, hash: hashOf(raw, mapped) })
      }
    } catch (error) {
      rejected.push({ primaryKey, raw: text, reason: reasonOf(error) })
    }
  }
  const mapped = { records: [...records.values()], rejected }
  return stream.mode === 'snapshot' ? mapped : { ...mapped, whole: [...whole] }
}

/** Takes out what an earlier raw record of the page said. */
function forget(records: Map<string, MappedRecord>, primaryKey: string): void {
  for (const [externalId, record] of records) if (record.primaryKey === primaryKey) records.delete(externalId)
}

const IDENTITY_LENGTH = 1000

function identityOf(stream: Mapping, raw: unknown): string {
  const primaryKey: unknown = stream.primaryKey(raw)
  if (typeof primaryKey !== 'string' || primaryKey === '' || primaryKey.length > IDENTITY_LENGTH) {
    throw new InvalidRecordError(
      `The stream ${stream.name} must name each record by a text of 1 to ${IDENTITY_LENGTH} characters.`,
    )
  }
  const problem = textProblem(primaryKey)
  if (problem !== undefined) throw new InvalidRecordError(`What the source calls the record ${problem}.`)
  return primaryKey
}

function neutralRecords(stream: Mapping, raw: unknown): NeutralRecord[] {
  return [stream.map(raw)].flat().map((record) => {
    const parsed = parseRecord(record)
    if (parsed.type === stream.record) return parsed
    throw new InvalidRecordError(
      `The stream ${stream.name} yields ${stream.record} records, but this is a ${parsed.type}.`,
    )
  })
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
