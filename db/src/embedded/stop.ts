import { setTimeout as pause } from 'node:timers/promises'
import { EmbeddedError } from './errors.ts'
import { isAlive, readPidFile } from './pid-file.ts'
import type { Place } from './place.ts'

const step = 10
const limit = 60_000

/**
 * Stops the server in the fast way (transactions are rolled back, clients get 57P01, a checkpoint is written)
 * and waits until it has gone.
 */
export async function stopServer(place: Pick<Place, 'data' | 'logFile'>): Promise<void> {
  const file = readPidFile(place.data)
  if (!file || !isAlive(file.pid)) return
  try {
    process.kill(file.pid, 'SIGINT')
  } catch (cause) {
    throw new EmbeddedError(
      'STOP_FAILED',
      `PostgreSQL (process ${file.pid}) may not be stopped by this user.`,
      {
        cause,
      },
    )
  }
  for (let waited = 0; readPidFile(place.data)?.pid === file.pid && isAlive(file.pid); waited += step) {
    if (waited > limit) {
      throw new EmbeddedError(
        'STOP_FAILED',
        `PostgreSQL (process ${file.pid}) has not stopped within a minute; it may be writing. See ${place.logFile}.`,
      )
    }
    await pause(step)
  }
}
