import type { Ways } from './ways.ts'

/**
 * 1 for each node of a circle of ways outside of redundancy groups between nodes that `isWithin` marks: the strongly
 * connected components of more than one node (Tarjan 1972, without recursion, as chains may be long).
 */
export function circles({ offsets, grouped, to }: Ways, isWithin: Uint8Array): Uint8Array {
  const size = isWithin.length
  const circular = new Uint8Array(size)
  /** When a node was found, from 1 on; 0 before that. */
  const found = new Int32Array(size)
  /** The earliest node of its component that is known to be reached from a node. */
  const lowest = new Int32Array(size)
  const isOpen = new Uint8Array(size)
  const nextWay = Int32Array.from(offsets)
  const path: number[] = []
  const open: number[] = []
  let count = 0
  const enter = (node: number) => {
    count += 1
    found[node] = count
    lowest[node] = count
    isOpen[node] = 1
    path.push(node)
    open.push(node)
  }
  const leave = (node: number) => {
    path.pop()
    const before = path.at(-1)
    if (before !== undefined) lowest[before] = Math.min(lowest[before] ?? 0, lowest[node] ?? 0)
    if (lowest[node] !== found[node]) return
    const component = open.splice(open.lastIndexOf(node))
    for (const member of component) {
      isOpen[member] = 0
      if (component.length > 1) circular[member] = 1
    }
  }
  for (let start = 0; start < size; start++) {
    if (isWithin[start] !== 1 || found[start] !== 0) continue
    enter(start)
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const way = nextWay[node] ?? 0
      if (way >= (grouped[node] ?? 0)) {
        leave(node)
        continue
      }
      nextWay[node] = way + 1
      const far = to[way] ?? -1
      if (isWithin[far] !== 1) continue
      if (found[far] === 0) enter(far)
      else if (isOpen[far] === 1) lowest[node] = Math.min(lowest[node] ?? 0, found[far] ?? 0)
    }
  }
  return circular
}
