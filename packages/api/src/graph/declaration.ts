import type { Column, TableName } from '@throughline/db'
import { tables } from '@throughline/db'
import type { GraphQLField } from 'graphql'
import type { Argument } from './argument.ts'
import type { RoleSet } from './roles.ts'
import type { Statement } from './statement.ts'

/** How rows of one table lead to rows of another. */
export type Link =
  /** The other table has a column that points here. */
  | { readonly kind: 'children'; readonly by: string }
  /** A table between the two has a column for each end. */
  | { readonly kind: 'through'; readonly table: TableName; readonly from: string; readonly to: string }

/** What an expression field is given to write its SQL. */
export interface ExpressionContext {
  readonly statement: Statement
  /** The alias of the row that the field stands on. */
  readonly row: string
  argument(name: string): Argument
}

/**
 * What the compiler knows of a field; it rides in the field's extensions, so that whatever else is done to the
 * schema cannot part the two.
 */
export type FieldPlan =
  /** Read from these columns of the row, once they are selected. */
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  /** The id of the row as callers see it, read from {@link GLOBAL_ID}. */
  | { readonly kind: 'global-id' }
  /** The one row of another type that a column points to. */
  | { readonly kind: 'related'; readonly target: NodeDeclaration; readonly by: string }
  /** A page of rows of another type. */
  | { readonly kind: 'connection'; readonly target: NodeDeclaration; readonly link: Link }
  /** A scalar SQL expression that may use the field's arguments. */
  | { readonly kind: 'expression'; readonly sql: (context: ExpressionContext) => string }
  /** On Query: a page of all rows of a type. */
  | { readonly kind: 'root-connection'; readonly target: NodeDeclaration }
  /** On Query: one row by id or by external reference. */
  | { readonly kind: 'root-one'; readonly target: NodeDeclaration }
  /** On Query: one row of whatever type the id says. */
  | { readonly kind: 'root-node' }
  /** On any other object: one row whose id the object holds. */
  | { readonly kind: 'entity'; readonly target: NodeDeclaration }
  /** On a connection, its edges and its page. */
  | { readonly kind: 'edges' | 'nodes' | 'node' | 'cursor' | 'page-info' | 'total-count' }
  /** On an edge, a column of the table between. */
  | { readonly kind: 'link-column'; readonly table: TableName; readonly column: string }

/** A table that holds at most one row for each row of a type, joined where a list is filtered or ordered by its columns. */
export interface SideTable {
  readonly table: TableName
  /** Its unique column, and the column of the row that it equals. */
  readonly key: string
  readonly by: string
  /** Whether each row of the type has one. */
  readonly everyRow: boolean
  /** What its rows for this type hold in a column: with it, an index that begins with that column can be used. */
  readonly only?: { readonly column: string; readonly value: string }
}

/** A filter field: over a column of the row, or over the rows that a relation leads to. */
export type FilterPlan =
  /** With `nodeType` the operands are ids of that type; `any` takes those of every type. */
  | {
      readonly kind: 'column'
      readonly column: string
      readonly nodeType?: string
      /** The table of the column, where it is another than the row's. */
      readonly side?: SideTable
      /** True for a computed fraction from 0 to 1, which is compared as it is shown. */
      readonly fraction?: boolean
    }
  /** An amount of money, whose two columns are null together. */
  | { readonly kind: 'money'; readonly amount: string; readonly currency: string }
  | { readonly kind: 'related'; readonly target: NodeDeclaration; readonly by: string }
  | { readonly kind: 'connection'; readonly target: NodeDeclaration; readonly link: Link }

/** One column to order by. It is never null, so that a page boundary is always comparable. */
export interface OrderColumn {
  readonly column: string
  /** For a column that may be null: the value that stands in for that, as PostgreSQL writes it. */
  readonly absent?: string
  /** The table of the column, where it is another than the row's. */
  readonly side?: SideTable
}

/** One key to order by: by its first column, of equals by the next. All go in the direction that is asked for. */
export interface OrderPlan {
  readonly columns: readonly [OrderColumn, ...OrderColumn[]]
}

/** A type that stands on a table: everything the compiler needs to know of it. */
export interface NodeDeclaration {
  readonly name: string
  readonly table: TableName
  /** Who may read its rows, with their filters, orders and cursors. */
  readonly visibleTo: RoleSet
  /** Who may count its rows. */
  readonly countVisibleTo: RoleSet
  readonly filters: Map<string, FilterPlan>
  readonly orders: Map<string, OrderPlan>
  /** The order of a list for which nothing is asked; the id follows as the last key. */
  readonly defaultOrder: { readonly key: string; readonly descending: boolean }
  /** The column of external_reference that points to this table, where it has one. */
  readonly externalReference: string | undefined
}

/** Where the id of a row as callers see it is on the row. */
export const GLOBAL_ID = '.global_id'

const EXTENSION = 'throughline'

/** What a field says of itself in its extensions. */
export function fieldExtension(plan: FieldPlan): Record<string, unknown> {
  return { [EXTENSION]: plan }
}

/** Undefined for a field that the compiler has no part in. */
export function fieldPlan(field: GraphQLField<unknown, unknown>): FieldPlan | undefined {
  const plan = field.extensions[EXTENSION]
  return plan === undefined ? undefined : (plan as FieldPlan)
}

/** The definition of a column; a wrong name is a mistake of ours and ends the start. */
export function columnOf(table: TableName, column: string): Column {
  const columns: Readonly<Record<string, Column>> = tables[table]
  const found = columns[column]
  if (found === undefined) throw new Error(`table ${table} has no column ${column}`)
  return found
}
