import { decodeCursor, encodeCursor } from './cursor.ts'
import { InvalidInput } from './errors.ts'
import { PAGE } from './page-arguments.ts'

/** Relay's page arguments as they come. */
export interface ArrayPageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

/** A page of a list that is worked out as a whole. */
export interface ArrayPage<T> {
  readonly edges: readonly { readonly cursor: string; readonly item: T }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

/**
 * Cuts a page out of a computed list. A cursor names its row by a key of the row's own, so that it still points
 * to the right place when the list has grown meanwhile.
 * @param key what names an item in the list, unique and stable
 */
export function arrayPage<T>(
  items: readonly T[],
  args: ArrayPageArguments,
  list: string,
  key: (item: T) => string,
): ArrayPage<T> {
  const { first, last } = args
  if (typeof first === 'number' && typeof last === 'number') {
    throw InvalidInput.at(['last'], 'cannot be asked together with first; take a page from one end')
  }
  const position = (cursor: string | null | undefined, name: string): number | undefined => {
    if (cursor === null || cursor === undefined) return undefined
    const [wanted] = decodeCursor(cursor, list, 1, [name])
    const found = items.findIndex((item) => key(item) === wanted)
    if (found < 0)
      throw InvalidInput.at([name], 'points to a row that is no longer in the list; start again without it')
    return found
  }
  const after = position(args.after, 'after')
  const before = position(args.before, 'before')
  let start = after === undefined ? 0 : after + 1
  let end = before ?? items.length
  if (typeof last === 'number') start = Math.max(start, end - size(last, 'last'))
  else end = Math.min(end, start + size(first ?? PAGE.default, 'first'))
  const edges = items
    .slice(start, Math.max(start, end))
    .map((item) => ({ cursor: encodeCursor([list, key(item)]), item }))
  return {
    edges,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  }
}

function size(asked: number, name: string): number {
  if (asked >= 0 && asked <= PAGE.most) return asked
  throw InvalidInput.at([name], `is ${asked}; a page has 0 to ${PAGE.most} rows`)
}
