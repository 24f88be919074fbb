import type { Insertable, Selectable, Updateable } from 'kysely'
import type { DatabaseOf } from './columns.ts'
import type { tables } from './tables.ts'

/** Every table of the schema, for `Kysely<Database>`. An interface, so that the compiler's messages stay short. */
export interface Database extends DatabaseOf<typeof tables> {}

export type TableName = keyof typeof tables & string
export type ColumnName<T extends TableName> = keyof (typeof tables)[T] & string

/** A row as a `select` gives it. */
export type Row<T extends TableName> = Selectable<Database[T]>
/** A row as an `insert` takes it. */
export type NewRow<T extends TableName> = Insertable<Database[T]>
/** The columns an `update` may set. */
export type RowChanges<T extends TableName> = Updateable<Database[T]>
