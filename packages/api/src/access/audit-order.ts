import type { AuditFinding } from './audit-seal.ts'

/** A sealed event with its times, in milliseconds since 1970. */
export interface SealedTime {
  readonly number: number
  readonly eventId: string
  /** The time that the event states; null where the event is gone. */
  readonly at: number | null
  readonly sealedAt: number
}

/** By how much transactions and clocks may put events out of order, in milliseconds. */
const TOLERANCE = 24 * 60 * 60 * 1_000

/**
 * The events that are dated back, among the next seals of a chain. Events wait for their seal in the order of their
 * times, so also a trail that is sealed for the first time years after its events is in order. An event counts as no
 * later than its seal: one that is dated ahead accuses none of those after it.
 *
 * @param latest the latest time of an event that was sealed before, as the last call gave it
 */
export function checkOrder(
  latest: number,
  seals: readonly SealedTime[],
): { readonly findings: readonly AuditFinding[]; readonly latest: number } {
  const findings: AuditFinding[] = []
  let last = latest
  for (const { number, eventId, at, sealedAt } of seals) {
    if (at === null) continue
    if (at < last - TOLERANCE) findings.push({ kind: 'BACKDATED', number, eventId })
    last = Math.max(last, Math.min(at, sealedAt))
  }
  return { findings, latest: last }
}
