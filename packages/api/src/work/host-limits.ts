import { PLUGIN_ATTEMPTS } from '../sync/runs/plugin-attempts.ts'

/**
 * What a process that runs a plugin may use before it is ended. Times are the process's own (`own-time.ts`): a busy
 * machine does not use them up.
 */
export interface HostLimits {
  /** Megabytes of memory, all together. */
  readonly memory: number
  /** Milliseconds until it must be loaded. */
  readonly load: number
  /** Milliseconds without a sign of life: it computes, and never comes to an end. */
  readonly silence: number
  /** Milliseconds without anything stored: it waits for something that does not come. */
  readonly stall: number
  /** How many attempts in a row a plugin may fail by itself before its source is quarantined. */
  readonly attempts: number
}

export const HOST_LIMITS: HostLimits = {
  memory: 1024,
  load: 30_000,
  silence: 30_000,
  stall: 10 * 60_000,
  attempts: PLUGIN_ATTEMPTS,
}
