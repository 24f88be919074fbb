import type { NodeDeclaration, OrderColumn } from '../../../src/graph/declaration.ts'
import { InvalidInput } from '../../../src/graph/errors.ts'
import { compareValues } from './compare.ts'
import { checkFilter, holds } from './filter.ts'
import { type Memory, type TextRow, typeOf, valueIn } from './memory.ts'

/** A row in a list, with the row of the table between where there is one. */
export interface Entry {
  readonly row: TextRow
  readonly between: TextRow | undefined
}

/** A page as Relay has it. */
export interface NaivePage {
  readonly node: NodeDeclaration
  readonly entries: readonly Entry[]
  readonly total: number
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  cursorOf(entry: Entry): string
}

/** The arguments of a list, as GraphQL hands them to a resolver. */
export interface PageArgs {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
  readonly filter?: object | null
  readonly orderBy?: readonly { readonly field: string; readonly direction: string }[] | null
}

interface Key extends OrderColumn {
  readonly name: string
  readonly descending: boolean
}

/** What a cursor of this ordering begins with. */
export function signatureOf(node: NodeDeclaration, orderBy: PageArgs['orderBy']): string {
  const named = keysOf(node, orderBy).map((key) => `${key.name}:${key.descending ? 'DESC' : 'ASC'}`)
  // A key may have several columns.
  return [...new Set(named)].join(',')
}

function keysOf(node: NodeDeclaration, orderBy: PageArgs['orderBy']): Key[] {
  const asked = orderBy ?? []
  const { key, descending } = node.defaultOrder
  const named =
    asked.length > 0
      ? asked.map((entry) => ({ name: entry.field, descending: entry.direction === 'DESC' }))
      : [{ name: key, descending }]
  const keys = named.flatMap((entry) =>
    (node.orders.get(entry.name)?.columns ?? []).map((column) => ({ ...entry, ...column })),
  )
  return [...keys, { name: 'ID', column: 'id', descending: keys.at(-1)?.descending ?? false }]
}

/** Everything in the arguments of a list that has to be refused. */
export function checkPage(node: NodeDeclaration, args: PageArgs): void {
  const { first, last, orderBy } = args
  if (present(first) && present(last)) throw new InvalidInput('first and last')
  const size = last ?? first ?? 20
  if (size < 0 || size > 100) throw new InvalidInput('the size of the page')
  const names = (orderBy ?? []).map(({ field }) => field)
  if (names.length > 4 || new Set(names).size < names.length) throw new InvalidInput('the order')
  for (const cursor of [args.after, args.before]) if (present(cursor)) cursorValues(node, args, cursor)
  checkFilter(node, args.filter)
}

/** The page that the arguments ask for. */
export function pageOf(
  memory: Memory,
  node: NodeDeclaration,
  all: readonly Entry[],
  args: PageArgs,
): NaivePage {
  const keys = keysOf(node, args.orderBy)
  const place = (row: TextRow) => keys.map((key) => valueIn(memory, row, key) ?? key.absent ?? '')
  const compare = (a: readonly string[], b: readonly string[]) => {
    for (const [index, key] of keys.entries()) {
      const order = compareValues(typeOf(node, key), a[index], b[index])
      if (order !== 0) return key.descending ? -order : order
    }
    return 0
  }
  const matching = all
    .filter(({ row }) => holds(memory, node, row, args.filter))
    .sort((a, b) => compare(place(a.row), place(b.row)))
  const [after, before] = [args.after, args.before].map((cursor) =>
    present(cursor) ? cursorValues(node, args, cursor) : undefined,
  )
  const isAfter = ({ row }: Entry) => after === undefined || compare(place(row), after) > 0
  const isBefore = ({ row }: Entry) => before === undefined || compare(place(row), before) < 0
  const between = matching.filter((entry) => isAfter(entry) && isBefore(entry))
  const backward = present(args.last)
  const size = args.last ?? args.first ?? 20
  const cut = between.length > size
  return {
    node,
    entries: backward ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size),
    total: matching.length,
    hasNextPage: backward ? !matching.every(isBefore) : cut,
    hasPreviousPage: backward ? cut : !matching.every(isAfter),
    cursorOf: ({ row }) =>
      Buffer.from(JSON.stringify([signatureOf(node, args.orderBy), ...place(row)])).toString('base64url'),
  }
}

function cursorValues(node: NodeDeclaration, args: PageArgs, cursor: string): string[] {
  const keys = keysOf(node, args.orderBy)
  const parts = parsed(cursor)
  const good = parts.length === keys.length + 1 && parts[0] === signatureOf(node, args.orderBy)
  if (!good) throw new InvalidInput('that is no cursor of this list')
  return parts.slice(1)
}

function parsed(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts.map(String) : []
  } catch {
    // Any text may come where a cursor belongs.
    return []
  }
}

function present<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}
