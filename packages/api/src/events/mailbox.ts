/**
 * The events of one stream, taken one at a time by its reader. What waits for the reader stands in a queue of the
 * owner, which bounds it. Unlike a generator it ends at once, also while its reader waits.
 */
export class Mailbox<Event> implements AsyncIterableIterator<Event> {
  readonly #take: () => Event | undefined
  readonly #closed: () => void
  #waiting: PromiseWithResolvers<IteratorResult<Event>> | undefined
  /** How it ends once its queue is empty. */
  #end: { readonly error?: Error } | undefined
  #left = false

  /**
   * @param take the next event of the queue; undefined if it is empty
   * @param closed called once, when there will be no more events
   */
  constructor(take: () => Event | undefined, closed: () => void) {
    this.#take = take
    this.#closed = closed
  }

  /** Tells the reader that the queue is not empty any more. */
  wake(): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    const value = this.#left ? undefined : this.#take()
    if (value !== undefined) {
      this.#waiting = undefined
      waiting.resolve({ value, done: false })
    } else if (this.#end !== undefined) {
      this.#waiting = undefined
      if (this.#end.error === undefined) waiting.resolve({ value: undefined, done: true })
      else waiting.reject(this.#end.error)
      this.#end = {}
    }
  }

  /** Ends the stream after what is in the queue, with an error if one is given. */
  end(error?: Error): void {
    if (this.#end !== undefined) return
    this.#end = error === undefined ? {} : { error }
    this.#closed()
    this.wake()
  }

  /** The next event, one for each turn of the event loop: a long queue keeps neither requests nor other streams waiting. */
  next(): Promise<IteratorResult<Event>> {
    this.#waiting = Promise.withResolvers()
    const { promise } = this.#waiting
    setImmediate(() => this.wake())
    return promise
  }

  /** The reader leaves: nothing that waits is read any more. */
  return(): Promise<IteratorResult<Event>> {
    this.#left = true
    this.end()
    this.wake()
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
