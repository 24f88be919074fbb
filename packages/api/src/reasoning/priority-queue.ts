/**
 * The nodes that wait to be settled: a binary heap that gives out the one with the largest reach, among equals
 * the one with the fewest steps. Numbers in three parallel arrays, as a search pushes once per edge.
 */
export class PriorityQueue {
  readonly #reach: number[] = []
  readonly #steps: number[] = []
  readonly #node: number[] = []

  push(reach: number, steps: number, node: number): void {
    let place = this.#node.length
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!this.#comesBefore(reach, steps, above)) break
      this.#copy(above, place)
      place = above
    }
    this.#set(place, reach, steps, node)
  }

  /** Takes out the node that comes first; undefined when none waits. */
  pop(): number | undefined {
    const first = this.#node[0]
    const reach = this.#reach.pop() ?? 0
    const steps = this.#steps.pop() ?? 0
    const node = this.#node.pop()
    const size = this.#node.length
    if (node === undefined || size === 0) return first
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= size) break
      const other = below + 1
      if (other < size && this.#comesBefore(this.#reach[other] ?? 0, this.#steps[other] ?? 0, below))
        below = other
      if (this.#comesBefore(reach, steps, below)) break
      this.#copy(below, place)
      place = below
    }
    this.#set(place, reach, steps, node)
    return first
  }

  #comesBefore(reach: number, steps: number, place: number): boolean {
    const there = this.#reach[place] ?? 0
    return reach === there ? steps < (this.#steps[place] ?? 0) : reach > there
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#reach[from] ?? 0, this.#steps[from] ?? 0, this.#node[from] ?? -1)
  }

  #set(place: number, reach: number, steps: number, node: number): void {
    this.#reach[place] = reach
    this.#steps[place] = steps
    this.#node[place] = node
  }
}
