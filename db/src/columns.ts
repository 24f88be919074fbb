import type { ColumnType, GeneratedAlways } from 'kysely'

/** What a JSON document may be once it is parsed. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export type JsonObject = { [key: string]: JsonValue }

declare const jsonText: unique symbol
/** JSON that is written out already, as {@link json} gives it. */
export type JsonText = string & { readonly [jsonText]: true }

/**
 * Writes a value for a `jsonb` column. Plain objects may be given to Kysely as they are; arrays and scalars
 * must come through here, because the driver would send an array as a PostgreSQL array and a string as it is.
 */
export function json(value: JsonValue): JsonText {
  return JSON.stringify(value) as JsonText
}

/** The element types that the schema uses, by PostgreSQL's own short names. */
interface ScalarTypes {
  uuid: string
  text: string
  int2: number
  int4: number
  /** A string: JavaScript's numbers end at 2^53. */
  int8: string
  float4: number
  float8: number
  /** A string: exact, as PostgreSQL writes it. */
  numeric: string
  bool: boolean
  timestamptz: Date
  /** `YYYY-MM-DD`; a day has no time zone. */
  date: string
  /** As PostgreSQL writes it, e.g. `1 day 02:00:00`. */
  interval: string
  jsonb: JsonValue
  bytea: Buffer
  /** The number of a transaction, which never comes again. */
  xid8: string
  /** The transactions that a statement sees, as PostgreSQL writes it, e.g. `10:20:10,14`. */
  pg_snapshot: string
}

/** What a write accepts where it is wider than what a read gives. */
interface WrittenTypes {
  int8: string | number | bigint
  numeric: string | number
  timestamptz: Date | string
  jsonb: JsonObject | JsonText
}

type ScalarName = keyof ScalarTypes
export type ColumnTypeName = ScalarName | `${ScalarName}[]`

/** One column, as the migrations left it. */
export interface Column {
  readonly type: ColumnTypeName
  readonly notNull: boolean
  /** The database fills it in when an insert leaves it out. */
  readonly hasDefault: boolean
  /** Only the database writes it: a generated column or an identity that is `always`. */
  readonly generated?: true
  /** The values that a check constraint allows. */
  readonly values?: readonly string[]
}

/** Table → column → {@link Column}. */
export type Tables = Readonly<Record<string, Readonly<Record<string, Column>>>>

type Read<T extends ColumnTypeName> = T extends `${infer E extends ScalarName}[]`
  ? Read<E>[]
  : T extends ScalarName
    ? ScalarTypes[T]
    : never

type Written<T extends ColumnTypeName> = T extends `${infer E extends ScalarName}[]`
  ? Written<E>[]
  : T extends keyof WrittenTypes
    ? WrittenTypes[T]
    : Read<T>

type ReadValue<C extends Column> = C extends { values: readonly (infer V extends string)[] }
  ? C['type'] extends `${string}[]`
    ? V[]
    : V
  : Read<C['type']>

type WrittenValue<C extends Column> = C extends { values: readonly string[] }
  ? ReadValue<C>
  : Written<C['type']>

type Null<C extends Column> = C['notNull'] extends true ? never : null
type Omittable<C extends Column> = C['hasDefault'] extends true ? undefined : never

/** The type of a column for Kysely. */
export type ColumnFor<C extends Column> = C extends { generated: true }
  ? GeneratedAlways<ReadValue<C> | Null<C>>
  : ColumnType<ReadValue<C> | Null<C>, WrittenValue<C> | Null<C> | Omittable<C>, WrittenValue<C> | Null<C>>

/** The type of a whole database for Kysely. */
export type DatabaseOf<T extends Tables> = {
  [Table in keyof T]: { [Name in keyof T[Table]]: ColumnFor<T[Table][Name]> }
}
