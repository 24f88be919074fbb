/** A stream that can be ended from outside, also while its reader waits for the next value. */
export interface Endable<Value, Reason> {
  /** Ends the stream with one last value. */
  readonly end: (reason: Reason) => void
  /** The values of a source until it is ended, or until `end` is called. `closed` is called once in either case. */
  readonly over: (source: AsyncIterable<Value>, closed: () => void) => AsyncIterableIterator<Value>
}

/** @param last makes the last value of the reason for the end */
export function endable<Value, Reason>(last: (reason: Reason) => Value): Endable<Value, Reason> {
  let ended: { readonly value: Value } | undefined
  let interrupt: (() => void) | undefined
  return {
    end(reason) {
      ended ??= { value: last(reason) }
      interrupt?.()
    },
    over(source, closed) {
      const iterator = source[Symbol.asyncIterator]()
      let waiting: PromiseWithResolvers<IteratorResult<Value>> | undefined
      let done = false
      const close = () => {
        if (done) return
        done = true
        closed()
        // The reader is not to wait until the source has cleaned up.
        void iterator.return?.()?.catch(() => undefined)
      }
      interrupt = () => {
        if (done || waiting === undefined || ended === undefined) return
        close()
        waiting.resolve({ value: ended.value, done: false })
      }
      return {
        async next() {
          if (done) return { value: undefined, done: true }
          const current = Promise.withResolvers<IteratorResult<Value>>()
          waiting = current
          interrupt?.()
          if (!done) {
            iterator.next().then(
              (result) => {
                if (result.done === true) close()
                current.resolve(result)
              },
              (error: unknown) => {
                close()
                current.reject(error)
              },
            )
          }
          return current.promise
        },
        async return() {
          close()
          return { value: undefined, done: true }
        },
        [Symbol.asyncIterator]() {
          return this
        },
      }
    },
  }
}
