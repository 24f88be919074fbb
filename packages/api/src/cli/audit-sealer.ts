import type { Db } from '@throughline/db'
import type { Logger } from 'pino'
import { sealAudit } from '../access/audit-seal-store.ts'

/** How often a process looks for events to seal, in ms. */
const EVERY = 2_000

/** Seals the audit trail every two seconds, unless another process does; gives what ends it. */
export function startSealing({ kysely }: Db, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let current = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    current = sealAudit(kysely, stopping.signal)
      // What fails now is tried again at the next turn.
      .catch((error: unknown) => log.warn({ err: error }, 'the audit trail could not be sealed'))
      .then(() => {
        busy = false
      })
  }, EVERY)
  return {
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await current
    },
  }
}
