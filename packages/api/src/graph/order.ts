import type { Argument } from './argument.ts'
import { isRecord } from './argument.ts'
import { columnOf, type NodeDeclaration, type SideTable } from './declaration.ts'
import { InvalidInput } from './errors.ts'
import type { JoinedRow } from './joined-row.ts'
import { literal } from './statement.ts'

/** One column of an ordering, with the name of the key that it belongs to. */
export interface OrderKey {
  readonly name: string
  readonly column: string
  /** The table of the column, where it is another than the row's. */
  readonly side: SideTable | undefined
  /** PostgreSQL's name of the column's type, for casts. */
  readonly type: string
  readonly descending: boolean
  /** What stands in for an absent value, as PostgreSQL writes it. */
  readonly absent: string | undefined
}

/** A total order: the columns of the keys asked for, then the id. */
export interface Ordering {
  readonly keys: readonly OrderKey[]
  /** As cursors carry it: `NAME:ASC,ID:ASC`. */
  readonly signature: string
}

const MOST_KEYS = 4

/** Stands in for an instant that is absent, so that it is ordered after all others. */
export const NEVER = '9999-12-31 23:59:59+00'

/** The ordering that an `orderBy` argument asks for, or the type's own. */
export function orderingOf(node: NodeDeclaration, orderBy: Argument): Ordering {
  const asked = Array.isArray(orderBy.value) ? orderBy.value : []
  if (asked.length > MOST_KEYS) {
    throw InvalidInput.at(orderBy.path, `takes at most ${MOST_KEYS} keys`)
  }
  const keys: OrderKey[] = []
  for (const [index, entry] of asked.entries()) {
    if (!isRecord(entry)) continue
    const name = String(entry.field)
    if (keys.some((key) => key.name === name)) {
      throw InvalidInput.at(orderBy.at(index).path, `names ${name} a second time`)
    }
    keys.push(...orderKeys(node, name, entry.direction === 'DESC'))
  }
  if (keys.length === 0) keys.push(...orderKeys(node, node.defaultOrder.key, node.defaultOrder.descending))
  if (!keys.some(({ column, side }) => column === 'id' && side === undefined)) keys.push(idKey(keys))
  const names = new Map(keys.map(({ name, descending }) => [name, descending]))
  const signature = [...names].map(([name, descending]) => `${name}:${descending ? 'DESC' : 'ASC'}`).join(',')
  return { keys, signature }
}

/** The columns of a key. */
function orderKeys(node: NodeDeclaration, name: string, descending: boolean): OrderKey[] {
  const plan = node.orders.get(name)
  if (plan === undefined) throw new Error(`${node.name} has no order key ${name}`)
  return plan.columns.map(({ column, absent, side }) => {
    const { type } = columnOf(side?.table ?? node.table, column)
    return { name, column, side, type, descending, absent }
  })
}

/**
 * The id as the last key. Where all others are columns of one side table, it is read there: a row comparison can use
 * an index only if all of its columns are of one table.
 */
function idKey(keys: readonly OrderKey[]): OrderKey {
  const side = keys[0]?.side
  const inSide = side?.everyRow && side.by === 'id' && keys.every((key) => key.side === side)
  return {
    name: 'ID',
    column: inSide ? side.key : 'id',
    side: inSide ? side : undefined,
    type: 'uuid',
    descending: keys.at(-1)?.descending ?? false,
    absent: undefined,
  }
}

/** What a key compares: its column, or what stands in for it where it is absent. */
export function keySql(key: OrderKey, row: JoinedRow): string {
  const column = row.column(key.column, key.side)
  return key.absent === undefined ? column : `coalesce(${column}, ${literal(key.absent)}::${key.type})`
}

/** The ORDER BY list for rows; reversed for a page that is read from its end. */
export function orderSql(ordering: Ordering, row: JoinedRow, reversed: boolean): string {
  return ordering.keys
    .map((key) => `${keySql(key, row)} ${key.descending !== reversed ? 'desc' : 'asc'}`)
    .join(', ')
}

/**
 * The condition that a row lies strictly beyond a cursor, in the direction of reading. Where all keys point
 * one way it is a row comparison, which an index answers at once; else it is spelled out key by key.
 * @param values the places of the cursor's values, one for each key
 */
export function beyondSql(
  ordering: Ordering,
  row: JoinedRow,
  values: readonly string[],
  reversed: boolean,
): string {
  const { keys } = ordering
  const column = (key: OrderKey) => keySql(key, row)
  const operator = (key: OrderKey) => (key.descending !== reversed ? '<' : '>')
  const first = keys[0]
  if (first !== undefined && keys.every((key) => key.descending === first.descending)) {
    return `(${keys.map(column).join(', ')}) ${operator(first)} (${values.join(', ')})`
  }
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => `${column(earlier)} = ${values[at]}`)
    return `(${[...equal, `${column(key)} ${operator(key)} ${values[index]}`].join(' and ')})`
  })
  return `(${alternatives.join(' or ')})`
}
