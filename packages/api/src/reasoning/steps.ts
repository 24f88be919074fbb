/** A computation that stops after each step, so that other work can have its turn. */
export type Steps<Result> = Generator<undefined, Result>

/** Does all steps at a stretch. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/**
 * Does the steps in slices, with a pause after each.
 * @param slice milliseconds after which a slice ends
 * @param pause lets other work have its turn; what it throws ends the computation
 */
export async function inSlices<Result>(
  steps: Steps<Result>,
  slice: number,
  pause: () => Promise<unknown>,
): Promise<Result> {
  for (;;) {
    const end = performance.now() + slice
    let step = steps.next()
    while (step.done !== true && performance.now() < end) step = steps.next()
    if (step.done === true) return step.value
    await pause()
  }
}

/** Takes items that are computed as they are taken, one at a step. @param signal ends it with what was taken so far */
export function* collected<Item>(items: Iterable<Item>, signal?: AbortSignal): Steps<Item[]> {
  const taken: Item[] = []
  for (const item of items) {
    taken.push(item)
    if (signal?.aborted === true) break
    yield
  }
  return taken
}
