import { setImmediate } from 'node:timers/promises'

/** Milliseconds for which figures are computed at a stretch while mutations may wait for theirs. */
const SLICE = 20

/** All items that are computed as they are taken; other work of this thread goes on between slices of them. */
export async function inSlices<Item>(items: Iterable<Item>, signal?: AbortSignal): Promise<Item[]> {
  const taken: Item[] = []
  let end = performance.now() + SLICE
  for (const item of items) {
    taken.push(item)
    if (performance.now() < end) continue
    await setImmediate()
    if (signal?.aborted === true) break
    end = performance.now() + SLICE
  }
  return taken
}
