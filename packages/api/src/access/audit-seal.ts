import { createHash } from 'node:crypto'

/** Before the first seal of all: 32 bytes of zero. */
export const GENESIS = Buffer.alloc(32)

/** The seal of an event: SHA-256 of the seal before it (32 bytes) and the digest of the event (32 bytes). */
export function sealOf(previous: Uint8Array, digest: Uint8Array): Buffer {
  return createHash('sha256').update(previous).update(digest).digest()
}

/** One link of the chain as it is stored, with the digest of its event as it is now. */
export interface StoredSeal {
  readonly number: number
  readonly eventId: string
  readonly hash: Uint8Array
  /** Null where the event is gone. */
  readonly digest: Uint8Array | null
}

/** Where a chain stands: the last number, and its hash. */
export interface Head {
  readonly number: number
  readonly hash: Uint8Array
}

export interface AuditFinding {
  /**
   * CHANGED: an event, or its seal, is not as it was sealed. REMOVED: an event is gone that no checkpoint covers.
   * SEAL_REMOVED: numbers of the chain are missing. INSERTED: an event that was written without waiting for its
   * seal. BACKDATED: an event whose time is more than a day before that of an event that was sealed before it.
   */
  readonly kind: 'CHANGED' | 'REMOVED' | 'SEAL_REMOVED' | 'INSERTED' | 'BACKDATED'
  /** Number in the chain; null for an event outside it. */
  readonly number: number | null
  /** uuid; null where only the number is known. */
  readonly eventId: string | null
}

/**
 * What is wrong with the next links of a chain. Each is checked against the hash that is stored before it, so
 * one that is wrong does not accuse those after it.
 */
export function checkSeals(from: Head, seals: readonly StoredSeal[]): AuditFinding[] {
  const findings: AuditFinding[] = []
  let last = from
  for (const seal of seals) {
    const { number, eventId, hash, digest } = seal
    if (number !== last.number + 1) {
      findings.push({ kind: 'SEAL_REMOVED', number: last.number + 1, eventId: null })
    } else if (digest !== null && !sealOf(last.hash, digest).equals(hash)) {
      findings.push({ kind: 'CHANGED', number, eventId })
    }
    if (digest === null) findings.push({ kind: 'REMOVED', number, eventId })
    last = seal
  }
  return findings
}
