import { isObject } from './kinds/parts.ts'
import type { PlacedStep } from './planned.ts'

/** What one request of `applyMutations` takes, with room. */
const MOST = { steps: 2_000, ids: 2_000, bytes: 700_000 } as const
/** Assets that one mutation links. */
const LINKED = 500

/** The steps in as few batches as possible, in their order: each is one transaction. */
export function batchesOf(steps: readonly PlacedStep[]): PlacedStep[][] {
  const batches: PlacedStep[][] = []
  let size = { steps: 0, ids: 0, bytes: 0 }
  for (const one of merged(steps)) {
    const ids = Object.values(one.step.input).reduce<number>(
      (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
      0,
    )
    const bytes = Buffer.byteLength(JSON.stringify(one.step))
    const next = { steps: size.steps + 1, ids: size.ids + ids, bytes: size.bytes + bytes }
    const fits =
      one.joined === true || (next.steps <= MOST.steps && next.ids <= MOST.ids && next.bytes <= MOST.bytes)
    const last = batches.at(-1)
    if (last !== undefined && fits) last.push(one)
    else batches.push([one])
    size = last !== undefined && fits ? next : { steps: 1, ids, bytes }
  }
  return batches
}

/** Neighbours that differ only in their assets become one mutation. */
function merged(steps: readonly PlacedStep[]): PlacedStep[] {
  const result: PlacedStep[] = []
  for (const one of steps) {
    const before = result.at(-1)
    const { assets: ids, ...rest } = one.step.input
    const { assets: others, ...same } = before?.step.input ?? {}
    const isLike = before?.step.name === one.step.name && JSON.stringify(rest) === JSON.stringify(same)
    if (
      before !== undefined &&
      isLike &&
      Array.isArray(ids) &&
      Array.isArray(others) &&
      others.length < LINKED
    ) {
      const step = { ...before.step, input: { ...rest, assets: [...others, ...ids] } }
      result[result.length - 1] = { ...before, step }
    } else result.push(one)
  }
  return result
}

/** An input with the IDs of what exists in place of their keys; other keys stay for the batch. */
export function withKnownIds(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withKnownIds(one, known))
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withKnownIds(one, known)]))
  }
  return typeof value === 'string' && value.startsWith('$') ? (known.get(value.slice(1)) ?? value) : value
}
