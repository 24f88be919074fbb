import type { AuditFinding, Head } from '../../access/audit-seal.ts'
import { verifyAudit } from '../../access/audit-seal-store.ts'
import type { OpenDatabase } from '../database.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { Output } from '../output.ts'

const SAYS: Record<AuditFinding['kind'], string> = {
  CHANGED: 'is not as it was sealed',
  REMOVED: 'is gone, and no checkpoint covers it',
  SEAL_REMOVED: 'has no seal',
  BACKDATED: 'is dated more than a day before an event that was sealed before it',
  INSERTED: 'was inserted without waiting for its seal',
}

/** Compares the audit trail with its seals, and gives the exit code. */
export async function auditVerify(
  { db }: OpenDatabase,
  output: Output,
  expected: Head | undefined,
): Promise<number> {
  const { sealed, unsealed, head, checkpoint, findings, hashAt } = await verifyAudit(
    db.kysely,
    expected?.number,
  )
  const continues =
    expected === undefined || (hashAt !== undefined && Buffer.from(hashAt).equals(expected.hash))
  for (const { kind, number, eventId } of findings) {
    const which = [number === null ? [] : [`number ${number}`], eventId === null ? [] : [`event ${eventId}`]]
    output.say(`${kind.padEnd(12)}  ${which.flat().join(', ')} ${SAYS[kind]}`)
  }
  if (!continues) {
    output.say(`REPLACED      number ${expected?.number} does not have the expected hash: not the same trail`)
  }
  output.say(
    findings.length === 0 && continues
      ? `The audit trail is intact: ${sealed} events are sealed, ${unsealed} are not sealed yet.`
      : `The audit trail is NOT intact: ${sealed} events are sealed, ${unsealed} are not sealed yet.`,
  )
  if (checkpoint !== null) output.say(`Purged up to  ${written(checkpoint)}`)
  output.say(`Head          ${written(head)}`)
  output.result({
    intact: findings.length === 0 && continues,
    sealed,
    unsealed,
    head: written(head),
    checkpoint: checkpoint === null ? null : written(checkpoint),
    continuesExpected: expected === undefined ? null : continues,
    findings,
  })
  return findings.length === 0 && continues ? EXIT.done : EXIT.attention
}

function written({ number, hash }: Head): string {
  return `${number}:${Buffer.from(hash).toString('hex')}`
}

/** @throws UsageError for anything but a number and a hash, as `audit verify` prints a head. */
export function headFrom(text: string): Head {
  const [, number = '', hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (hash !== '') return { number: Number(number), hash: Buffer.from(hash, 'hex') }
  throw new UsageError(`--expect ${text}: number:hash, as "throughline audit verify" prints its head`)
}
