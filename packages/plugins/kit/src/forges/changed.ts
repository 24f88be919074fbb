import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { TransientError } from '../errors.ts'
import type { Page, TimedCursorSpec } from '../stream.ts'

/** One page of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[]
  /** Whether there is a next page; a page may be short without being the last. */
  readonly more: boolean
}

const instant = z.iso.datetime({ offset: true })

/**
 * Everything that changed before `since` was read. So many entries may have changed in that very second that they fill
 * more than a page: then `page` is the next page of those since then, and `after` the entry that page before ended with.
 */
const positionSchema = z.strictObject({
  since: instant,
  page: z.int().min(2).exactOptional(),
  after: z.string().exactOptional(),
})
export type Position = z.infer<typeof positionSchema>

export const changedCursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ since }) => new Date(since),
    at: (moment) => ({ since: toSeconds(moment) }),
  },
}

/** How often a page may turn out to have shifted before the listing is given up for now. */
const MAX_SHIFTS = 20

/** For a list that is read to its very end, whatever changes meanwhile: that goes to the end and is met again there. */
export const END_OF_TIME = new Date(8_640_000_000_000_000)

/** A list in the order in which its entries changed, earliest first. */
export interface ChangedList<Item> {
  /** A page of what changed at `since` or later, from 1 on. */
  read(since: string | undefined, page: number): Promise<Listed<Item>>
  key(item: Item): string
  changedAt(item: Item): string
}

/**
 * Reads such a list to its end, or to the first entry that changed after `until`: what changes while it is read goes
 * to the end of the list, so that the list may never end by itself.
 *
 * Each call asks for what changed since the last entry read, and takes the first page: entries that leave their place
 * then shift nothing. Only entries of one and the same second are gone through page by page, and there each page is
 * taken once the page before was seen to be where it was.
 */
export async function* inOrderOfChange<Item>(
  list: ChangedList<Item>,
  from: Position | null,
  until: Date,
): AsyncGenerator<Page<Item, Position>> {
  let position = from ?? undefined
  let known = new Map<string, Item>()
  for (let shifts = 0; ; ) {
    const { items, more } = await list.read(position?.since, position?.page ?? 1)
    if (position?.page !== undefined && (await hasShifted(list, position, position.page))) {
      if (++shifts > MAX_SHIFTS) throw new TransientError('The list changes faster than it can be read')
      position = { since: position.since }
      known = new Map()
      continue
    }
    const last = items.at(-1)
    if (last === undefined) return
    const next = positionAfter(list, last, position, more)
    const fresh = items.filter((item) => !isDeepStrictEqual(known.get(list.key(item)), item))
    if (fresh.length > 0) yield { raw: fresh, next }
    else if (position?.page !== undefined) throw new TransientError('The list repeats itself')
    if (!more || new Date(list.changedAt(last)) > until) return
    if (next.since !== position?.since) known = new Map()
    for (const item of items) known.set(list.key(item), item)
    position = next
  }
}

function positionAfter<Item>(
  list: ChangedList<Item>,
  last: Item,
  position: Position | undefined,
  more: boolean,
): Position {
  const since = list.changedAt(last)
  if (position === undefined || Date.parse(since) > Date.parse(position.since)) return { since }
  if (!more) return { since: position.since }
  return { since: position.since, page: (position.page ?? 1) + 1, after: list.key(last) }
}

/** Whether the page before no longer ends as it did: something left it, and what followed moved up. */
async function hasShifted<Item>(
  list: ChangedList<Item>,
  { since, after }: Position,
  page: number,
): Promise<boolean> {
  const last = (await list.read(since, page - 1)).items.at(-1)
  return last === undefined || list.key(last) !== after
}

/** The coarsest of the forges counts in seconds; an earlier moment only reads a little more. */
function toSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}
