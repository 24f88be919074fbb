import { createHmac } from 'node:crypto'

/** Where a server proves to the command line that it is the one that has left its address in its home. */
export const PROOF_PATH = '/explorer/proof'

/** What only a process that has the key can answer to a challenge. It gives nothing away of the key. */
export function proofOf(key: string, challenge: string): string {
  return createHmac('sha256', key).update(`throughline proof ${challenge}`).digest('base64url')
}
