import { type Logger, pino } from 'pino'

/** Bytes of log that are kept while they cannot be written; more are dropped. */
const BACKLOG = 1_000_000

/** Members of what is logged that never show. */
export const REDACTED = ['authorization', '*.authorization', '*.token', '*.password']

/** Opens the log on standard error. It never throws: a full disk must not end a server that answers requests. */
export function openLog(level: string): Logger {
  const destination = pino.destination({ fd: 2, sync: true, maxLength: BACKLOG })
  // Without a listener, a failed write throws in the place that logs.
  destination.on('error', () => undefined)
  destination.on('drop', () => {
    try {
      destination.flushSync()
    } catch {
      // Still not possible; the next line tries again.
    }
  })
  return pino({ level, redact: REDACTED }, destination)
}
