import { setTimeout as sleep } from 'node:timers/promises'

/** Waits, not a moment less; throws the signal's reason as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    // Timers count whole milliseconds and may be up to one early.
    await sleep(Math.ceil(milliseconds) + 1, undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** Why work was stopped that took too long. */
export class TimeoutExceeded extends Error {}

/**
 * Does work that gets a signal of its own, and stops waiting for it when time is up (TimeoutExceeded) or when the outer
 * signal is aborted (its reason), whether the work heeds the signal or not.
 */
export async function within<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted()
  const controller = new AbortController()
  const stop = () => controller.abort(outer.reason)
  outer.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => controller.abort(new TimeoutExceeded()), milliseconds)
  try {
    const stopped = new Promise<never>((_, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
    })
    return await Promise.race([work(controller.signal), stopped])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', stop)
  }
}
