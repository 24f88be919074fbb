export type ChangeKind = 'CREATED' | 'UPDATED' | 'DELETED'

/** A change of one row; or, with MANY and without an id, of an unknown number of rows of the type. */
export type NodeChange =
  | { readonly type: string; readonly change: ChangeKind; readonly id: string }
  | { readonly type: string; readonly change: 'MANY'; readonly id: null }

/** What a notice says. */
export interface ChangeNotice {
  readonly table: string
  readonly change: ChangeKind | 'MANY'
  /** UUIDs; empty for MANY. */
  readonly ids: readonly string[]
}

const KINDS: readonly string[] = ['CREATED', 'UPDATED', 'DELETED', 'MANY'] satisfies ChangeNotice['change'][]

/** Reads a notice of the function `notify_node_change`; undefined if it is none. */
export function parseNotice(payload: string): ChangeNotice | undefined {
  const [table, change, ids = ''] = payload.split(' ')
  if (table === undefined || change === undefined || !KINDS.includes(change)) return undefined
  return {
    table,
    change: change as ChangeNotice['change'],
    ids: ids === '' ? [] : ids.split(','),
  }
}

/**
 * Changes that wait for the reader of one stream, the oldest first. Several changes of one row become one; if more
 * rows of a type wait than fit, they become one change MANY of the type. So nothing is lost, and the size is bounded.
 */
export class ChangeQueue {
  readonly #most: number
  readonly #waiting = new Map<string, NodeChange>()

  constructor(most = 1_000) {
    this.#most = most
  }

  get size(): number {
    return this.#waiting.size
  }

  add(change: NodeChange): void {
    const all = `${change.type} `
    if (this.#waiting.has(all)) return
    if (change.change === 'MANY') {
      for (const [key, { type }] of this.#waiting) if (type === change.type) this.#waiting.delete(key)
      this.#waiting.set(all, change)
      return
    }
    const key = `${all}${change.id}`
    const before = this.#waiting.get(key)
    if (before === undefined && this.#waiting.size >= this.#most) {
      this.add({ type: change.type, change: 'MANY', id: null })
      return
    }
    this.#waiting.set(key, before === undefined ? change : merged(before, change))
  }

  take(): NodeChange | undefined {
    const [first] = this.#waiting
    if (first === undefined) return undefined
    this.#waiting.delete(first[0])
    return first[1]
  }
}

/** A row that the reader has not heard of stays new to it until it is deleted. */
function merged(before: NodeChange, after: NodeChange): NodeChange {
  return before.change === 'CREATED' && after.change === 'UPDATED' ? before : after
}
