import type { Clock } from './clock.ts'

/** One signal for everything that may end a call early: its own time and the caller's signal. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Milliseconds left. */
  remaining(): number
  /** Waits, unless the signal comes first: then it rejects with the signal's reason. */
  wait(milliseconds: number): Promise<void>
  /** Settles as `work` does, unless the signal comes first: then it rejects with the signal's reason. */
  race<Result>(work: Promise<Result>): Promise<Result>
  /** Lets go of the timer and of the caller's signal. */
  close(): void
}

/** Begins counting. `expired` makes the reason to reject with once the time is up. */
export function openDeadline(
  clock: Clock,
  timeout: number,
  outer: AbortSignal | undefined,
  expired: () => Error,
): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  const end = clock.now() + timeout
  const cancelTimer = clock.after(timeout, () => controller.abort(expired()))
  const forward = () => controller.abort(outer?.reason)
  if (outer?.aborted) forward()
  else outer?.addEventListener('abort', forward, { once: true })

  function race<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
    })
  }

  return {
    signal,
    race,
    remaining: () => end - clock.now(),
    async wait(milliseconds) {
      let cancel = () => {}
      try {
        await race(
          new Promise<void>((resolve) => {
            cancel = clock.after(milliseconds, resolve)
          }),
        )
      } finally {
        cancel()
      }
    },
    close() {
      cancelTimer()
      outer?.removeEventListener('abort', forward)
    },
  }
}
