/** `edges[offsets[n] … offsets[n + 1]]` are the positions of the edges at node n. */
export interface Adjacency {
  readonly offsets: Int32Array
  readonly edges: Int32Array
}

/** @param ends per edge the node that it is listed at */
export function adjacency(nodes: number, ends: Int32Array): Adjacency {
  const offsets = new Int32Array(nodes + 1)
  for (const node of ends) offsets[node + 1] = (offsets[node + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node++) offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0)
  const next = offsets.slice()
  const edges = new Int32Array(ends.length)
  ends.forEach((node, position) => {
    const place = next[node] ?? 0
    edges[place] = position
    next[node] = place + 1
  })
  return { offsets, edges }
}

/** Positions of the edges that are listed at a node. */
export function edgesAt({ offsets, edges }: Adjacency, node: number): Int32Array {
  return edges.subarray(offsets[node] ?? 0, offsets[node + 1] ?? 0)
}
