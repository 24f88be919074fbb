/**
 * Seconds without a heartbeat after which a process counts as dead, and another process may take over the run or the
 * action that it holds.
 */
export const SILENCE = 60

/** Milliseconds between two heartbeats. */
export const HEARTBEAT = 3_000
