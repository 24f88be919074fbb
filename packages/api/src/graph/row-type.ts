import type { FieldRef } from '@pothos/core'
import type { TableName } from '@throughline/db'
import type { Types } from './builder.ts'
import type { RowRef } from './connection-types.ts'
import type { FilterPlan, NodeDeclaration } from './declaration.ts'
import type { filterType, orderType } from './filter-types.ts'
import type { RoleSet } from './roles.ts'

export type OutputField = FieldRef<Types, unknown, 'Object'>
export type FilterInput = ReturnType<typeof filterType>

/** A type that stands on a table, as far as fields that lead to it or stand on it need to know. */
export interface RowType<T extends TableName> {
  readonly ref: RowRef
  readonly declaration: NodeDeclaration & { readonly table: T }
  readonly filter: FilterInput
  readonly order: ReturnType<typeof orderType>
  readonly connection: RowRef
  /** Calls back with the field's name once it is known. */
  whenNamed(field: OutputField, then: (name: string) => void): void
  addFilter(name: string, plan: FilterPlan, type: FilterInput, description: string, visibleTo?: RoleSet): void
}
