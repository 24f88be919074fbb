import DataLoader from 'dataloader'

/** The batches of one request: what is asked for in one tick is answered by one call. */
export class Loaders {
  readonly #loaders = new Map<unknown, DataLoader<string, unknown>>()

  /**
   * The loader that goes by this key in this request, made at its first use. `load` answers in the order of
   * its keys; an Error in a place is that key's alone.
   */
  for<Value>(
    key: unknown,
    load: (keys: readonly string[]) => Promise<readonly (Value | Error)[]>,
  ): DataLoader<string, Value> {
    const known = this.#loaders.get(key)
    if (known !== undefined) return known as DataLoader<string, Value>
    const made = new DataLoader<string, Value>(load, { maxBatchSize: 10_000 })
    this.#loaders.set(key, made as DataLoader<string, unknown>)
    return made
  }

  /** Begins anew: what was answered before is asked again. For a request that gives many answers over time. */
  forget(): void {
    this.#loaders.clear()
  }
}
