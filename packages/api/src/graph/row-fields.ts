import { ObjectFieldBuilder, type ObjectRef } from '@pothos/core'
import type { Column, ColumnName, ColumnTypeName, Row, TableName } from '@throughline/db'
import type { GraphQLResolveInfo } from 'graphql'
import { builder, type Types } from './builder.ts'
import { connectionType } from './connection-types.ts'
import type { Context, Prefetched } from './context.ts'
import { COMPUTED_POINTS, cost, type FieldCost } from './cost.ts'
import { columnOf, type ExpressionContext, fieldExtension, type Link } from './declaration.ts'
import { type EnumType, operatorsFor, operatorsForEnum } from './filter-types.ts'
import { slotOf } from './page.ts'
import { pageArgs } from './page-args.ts'
import type { RoleSet } from './roles.ts'
import type { OutputField, RowType } from './row-type.ts'
import { visibleTo } from './visibility.ts'

type OutputType = Parameters<ObjectFieldBuilder<Types, Prefetched>['field']>[0]['type']

/** What the columns of a row are once they went through JSON: int8, numeric and instants as text. */
export type Loaded<T extends TableName, C extends ColumnName<T>> = {
  readonly [K in C]: Serialised<Row<T>[K & keyof Row<T>]>
}

type Serialised<V> = V extends Date ? string : V

interface Described {
  readonly description: string
  readonly deprecationReason?: string
}

interface ConnectionOptions extends Described {
  /** The name of the filter field that asks for at least one such row; false for none. */
  readonly filter: string | false
}

/** What a connection through a table says of it. */
interface Through<L extends TableName> {
  readonly through: L
  /** The column that points to this row. */
  readonly from: ColumnName<L>
  /** The column that points to the other row. */
  readonly to: ColumnName<L>
  /** Fields of the edges, from the table's own columns; the types get this name. */
  readonly edge?: {
    readonly name: string
    readonly fields: Readonly<
      Record<string, Described & { readonly column: ColumnName<L>; readonly type?: EnumType }>
    >
  }
}

/** The kinds of field that a type on a table may have. */
export class RowFields<T extends TableName> extends ObjectFieldBuilder<Types, Prefetched> {
  readonly #node: RowType<T>

  constructor(node: RowType<T>) {
    super(builder)
    this.#node = node
  }

  get #table(): T {
    return this.#node.declaration.table
  }

  /**
   * A column as it is; it can be filtered by under the field's name, unless it holds JSON or a list. A column that is
   * not for everybody can be filtered by if it says so, by those who may see it.
   */
  column(
    name: ColumnName<T>,
    options: Described & {
      readonly type?: EnumType
      readonly filter?: false
      readonly visibleTo?: RoleSet
      readonly filterable?: true
    },
  ): OutputField {
    const column = columnOf(this.#table, name)
    const field = this.field({
      type: options.type ?? outputType(column),
      nullable: !column.notNull,
      ...described(options),
      extensions: {
        ...fieldExtension({ kind: 'columns', columns: [name] }),
        ...(options.visibleTo === undefined ? {} : visibleTo(options.visibleTo)),
      },
      resolve: (row) => row[name] as never,
    })
    const filter = options.type === undefined ? operatorsFor(column.type) : operatorsForEnum(options.type)
    const filterable = options.visibleTo === undefined || options.filterable === true
    if (options.filter !== false && filterable && filter !== undefined) {
      this.#node.whenNamed(field, (as) =>
        this.#node.addFilter(as, { kind: 'column', column: name }, filter, `By ${as}.`, options.visibleTo),
      )
    }
    return field
  }

  /** The row of another type that a column of this one points to; null where the column is. */
  related<U extends TableName>(
    target: RowType<U>,
    options: Described & { readonly by: ColumnName<T>; readonly filter?: false },
  ): OutputField {
    const plan = { kind: 'related', target: target.declaration, by: options.by } as const
    const field = this.field({
      type: target.ref,
      nullable: !columnOf(this.#table, options.by).notNull,
      ...described(options),
      extensions: fieldExtension(plan),
      resolve: (row, _args, _context, info) => row[slotOf(info)] as never,
    })
    if (options.filter !== false) {
      this.#node.whenNamed(field, (as) =>
        this.#node.addFilter(as, plan, target.filter, `Matches rows whose ${as} meets these conditions.`),
      )
    }
    return field
  }

  /** The rows of another type that point to this one. */
  children<U extends TableName>(
    target: RowType<U>,
    options: ConnectionOptions & { readonly by: ColumnName<U> },
  ): OutputField {
    return this.#connection(target, { kind: 'children', by: options.by }, target.connection, options)
  }

  /** The rows of another type that a table in between ties to this one. */
  across<U extends TableName, L extends TableName>(
    target: RowType<U>,
    options: ConnectionOptions & Through<L>,
  ): OutputField {
    const { through, from, to, edge } = options
    const connection =
      edge === undefined
        ? target.connection
        : connectionType(edge.name, target.declaration, target.ref, () => linkFields(through, edge.fields))
    return this.#connection(target, { kind: 'through', table: through, from, to }, connection, options)
  }

  #connection<U extends TableName>(
    target: RowType<U>,
    link: Link,
    connection: ObjectRef<Types, Prefetched>,
    options: ConnectionOptions,
  ): OutputField {
    const plan = { kind: 'connection', target: target.declaration, link } as const
    const field = this.field({
      type: connection,
      ...described(options),
      args: pageArgs(target),
      extensions: fieldExtension(plan),
      resolve: (row, _args, _context, info) => row[slotOf(info)] as never,
    })
    if (options.filter !== false) {
      this.#node.addFilter(
        options.filter,
        plan,
        target.filter,
        `Matches rows with at least one ${target.declaration.name} that meets these conditions.`,
      )
    }
    return field
  }

  /** A value worked out from columns that it names; only these are there to read. */
  computed<C extends ColumnName<T>, Type extends OutputType, Nullable extends boolean = false>(
    options: Described & {
      readonly type: Type
      readonly nullable?: Nullable
      readonly requires: readonly C[]
      /** Without it the value is taken for one that a batch computes. */
      readonly cost?: FieldCost
      readonly resolve: (row: Loaded<T, C>, context: Context) => unknown
    },
  ): OutputField {
    return this.field({
      type: options.type,
      nullable: options.nullable ?? false,
      ...described(options),
      extensions: {
        ...fieldExtension({ kind: 'columns', columns: options.requires }),
        ...cost({ points: COMPUTED_POINTS, ...options.cost }),
      },
      resolve: (row, _args, context) => options.resolve(row as Loaded<T, C>, context) as never,
    })
  }

  /** A value that PostgreSQL works out, with the field's arguments; its SQL gives JSON or a scalar. */
  expression(
    options: Described & {
      readonly type: OutputType
      readonly nullable?: boolean
      readonly args?: Parameters<ObjectFieldBuilder<Types, Prefetched>['field']>[0]['args']
      readonly sql: (context: ExpressionContext) => string
      readonly cost?: FieldCost
      /** From what the SQL gave to what the type takes. */
      readonly read?: (value: unknown, context: Context, info: GraphQLResolveInfo) => unknown
    },
  ): OutputField {
    const read = options.read ?? ((value: unknown) => value)
    return this.field({
      type: options.type,
      nullable: options.nullable ?? false,
      ...described(options),
      ...(options.args === undefined ? {} : { args: options.args }),
      extensions: {
        ...fieldExtension({ kind: 'expression', sql: options.sql }),
        ...(options.cost === undefined ? {} : cost(options.cost)),
      },
      resolve: (row, _args, context, info) => read(row[slotOf(info)], context, info) as never,
    })
  }

  /** A title, which is also the name, so that the type is `Named`; lists are filtered and ordered by `title` only. */
  titled(options: Described): Record<'title' | 'name', OutputField> {
    const title = 'title' as ColumnName<T>
    return {
      title: this.column(title, options),
      name: this.column(title, { description: 'The title.', filter: false }),
    }
  }

  /** createdAt, updatedAt and version, which every entity has. */
  lifecycle(): Record<'createdAt' | 'updatedAt' | 'version', OutputField> {
    const stamped = (name: string) => name as ColumnName<T>
    return {
      createdAt: this.column(stamped('created_at'), { description: 'Time at which the row was created.' }),
      updatedAt: this.column(stamped('updated_at'), { description: 'Time of the last update.' }),
      version: this.column(stamped('version'), {
        description:
          'Incremented on each update. Pass it to a mutation for optimistic locking; a stale value returns ConflictError.',
        filter: false,
      }),
    }
  }
}

function linkFields<L extends TableName>(
  table: L,
  fields: NonNullable<Through<L>['edge']>['fields'],
): Record<string, OutputField> {
  const t = new ObjectFieldBuilder<Types, Prefetched>(builder)
  return Object.fromEntries(
    Object.entries(fields).map(([name, options]) => {
      const column = columnOf(table, options.column)
      const field = t.field({
        type: options.type ?? outputType(column),
        nullable: !column.notNull,
        ...described(options),
        extensions: fieldExtension({ kind: 'link-column', table, column: options.column }),
        resolve: (edge) => edge[`.${options.column}`] as never,
      })
      return [name, field]
    }),
  )
}

function described(options: Described): { description: string; deprecationReason?: string } {
  const { description, deprecationReason } = options
  return deprecationReason === undefined ? { description } : { description, deprecationReason }
}

const OUTPUT: Partial<Record<ColumnTypeName, OutputType>> = {
  text: 'String',
  bool: 'Boolean',
  int2: 'Int',
  int4: 'Int',
  float8: 'Float',
  numeric: 'Decimal',
  timestamptz: 'DateTime',
  date: 'Date',
  jsonb: 'JSON',
}

function outputType(column: Column): OutputType {
  const type = OUTPUT[column.type]
  if (type === undefined) throw new Error(`a column of type ${column.type} cannot be shown as it is`)
  return type
}
