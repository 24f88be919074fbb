import type { Argument, Variables } from './argument.ts'
import { decodeCursor } from './cursor.ts'
import { InvalidInput } from './errors.ts'
import type { Ordering } from './order.ts'
import { literalText } from './values.ts'

/** How many rows a page has when nothing is said, and how many it may have. */
export const PAGE = { default: 20, most: 100 } as const

/** Relay's page arguments, sorted out by what is present. */
export interface PageArguments {
  readonly backward: boolean
  readonly size: Argument | undefined
  readonly after: Argument | undefined
  readonly before: Argument | undefined
}

/** @throws InvalidInput when both ends are asked for at once. */
export function pageArguments(argument: (name: string) => Argument): PageArguments {
  const present = (name: string) => {
    const found = argument(name)
    return found.value === undefined || found.value === null ? undefined : found
  }
  const first = present('first')
  const last = present('last')
  if (first !== undefined && last !== undefined) {
    throw InvalidInput.at(last.path, 'cannot be asked together with first; take a page from one end')
  }
  return {
    backward: last !== undefined,
    size: last ?? first,
    after: present('after'),
    before: present('before'),
  }
}

/** @throws InvalidInput when the size is negative or above what a page may have. */
export function limitOf(page: PageArguments, variables: Variables): number {
  if (page.size === undefined) return PAGE.default
  const size = Number(page.size.read(variables))
  if (size < 0) throw InvalidInput.at(page.size.path, `is ${size}; a page has 0 to ${PAGE.most} rows`)
  if (size > PAGE.most) {
    throw InvalidInput.at(
      page.size.path,
      `is ${size}; a page has at most ${PAGE.most} rows, follow pageInfo for more`,
    )
  }
  return size
}

/** One order key's value in the cursor of a request. */
export function cursorValue(
  cursor: Argument,
  variables: Variables,
  ordering: Ordering,
  index: number,
): string {
  const values = decodeCursor(
    String(cursor.read(variables)),
    ordering.signature,
    ordering.keys.length,
    cursor.path,
  )
  const key = ordering.keys[index]
  const value = values[index]
  if (key === undefined || value === undefined || !literalText(value, key.type)) {
    throw InvalidInput.at(cursor.path, 'is damaged; take a fresh one from pageInfo or from an edge')
  }
  return value
}
