import { type FieldRef, ObjectFieldBuilder, type ObjectRef } from '@pothos/core'
import type { Column, ColumnName, ColumnTypeName, Row, TableName } from '@throughline/db'
import { builder, Node, type Types } from './builder.ts'
import { connectionType, type RowRef } from './connection-types.ts'
import type { Context, Prefetched, Role } from './context.ts'
import {
  columnOf,
  type ExpressionContext,
  type FilterPlan,
  fieldExtension,
  type Link,
  type NodeDeclaration,
} from './declaration.ts'
import { type EnumType, filterType, operatorsFor, operatorsForEnum, orderType } from './filter-types.ts'
import { encodeGlobalId } from './global-id.ts'
import { slotOf } from './page.ts'
import { visibleTo } from './visibility.ts'

type OutputField = FieldRef<Types, unknown, 'Object'>
type OutputType = Parameters<ObjectFieldBuilder<Types, Prefetched>['field']>[0]['type']
type FilterInput = ReturnType<typeof filterType>

interface NodeOptions<T extends TableName> {
  readonly description: string
  /** From which role on; VIEWER if not said. */
  readonly visibleTo?: Role
  /** The keys a list can be ordered by; only columns that are never null. */
  readonly order: Readonly<Record<string, { readonly column: ColumnName<T>; readonly description: string }>>
  readonly defaultOrder: { readonly key: string; readonly descending?: boolean }
  /** The column of external_reference that points to this table. */
  readonly externalReference?: ColumnName<'external_reference'>
}

/** What the columns of a row are once they went through JSON: int8, numeric and instants as text. */
export type Loaded<T extends TableName, C extends ColumnName<T>> = {
  readonly [K in C]: Serialised<Row<T>[K & keyof Row<T>]>
}

type Serialised<V> = V extends Date ? string : V

/**
 * A type that stands on a table, declared in two steps because types refer to each other: first the type with
 * its table and order, then its fields. From this the schema and the SQL both follow.
 */
export class NodeType<T extends TableName> {
  readonly ref: RowRef
  readonly declaration: NodeDeclaration
  readonly filter: FilterInput
  readonly order: ReturnType<typeof orderType>
  readonly connection: RowRef
  readonly #filterTypes = new Map<string, { type: FilterInput; description: string }>()

  constructor(name: string, table: T, options: NodeOptions<T>) {
    this.declaration = {
      name,
      table,
      filters: new Map(),
      orders: new Map(Object.entries(options.order)),
      defaultOrder: { key: options.defaultOrder.key, descending: options.defaultOrder.descending ?? false },
      externalReference: options.externalReference,
    }
    for (const [key, { column }] of this.declaration.orders) {
      if (!columnOf(table, column).notNull)
        throw new Error(`${name} cannot be ordered by ${key}: it may be null`)
    }
    this.ref = builder.objectRef<Prefetched>(name)
    builder.objectType(this.ref, {
      name,
      description: options.description,
      interfaces: [Node],
      extensions: visibleTo(options.visibleTo ?? 'VIEWER'),
      fields: (t) => ({
        id: t.id({
          description: 'An opaque id, unique across all types and stable for ever.',
          extensions: fieldExtension({ kind: 'columns', columns: ['id'] }),
          resolve: (row) => encodeGlobalId(name, String(row.id)),
        }),
      }),
    })
    this.filter = filterType(name, () => this.#filterTypes)
    this.order = orderType(name, () =>
      Object.fromEntries(Object.entries(options.order).map(([key, { description }]) => [key, description])),
    )
    this.addFilter('id', { kind: 'column', column: 'id', nodeType: name }, operators('uuid'), 'By id.')
    this.connection = connectionType(name, this.declaration, this.ref)
    nodeTypes.set(name, this.declaration)
  }

  /** Adds fields; a feature further up adds those that lead to its own types. */
  fields(build: (t: RowFields<T>) => Record<string, OutputField>): void {
    const built = build(new RowFields(this))
    for (const [name, field] of Object.entries(built)) this.#named.get(field)?.(name)
    builder.objectFields(this.ref, () => built)
  }

  readonly #named = new Map<OutputField, (name: string) => void>()

  /** Calls back with the field's name once it is known. */
  whenNamed(field: OutputField, then: (name: string) => void): void {
    this.#named.set(field, then)
  }

  /** A filter over a column that no field shows as it is. */
  filterBy(name: string, column: ColumnName<T>, description: string): void {
    this.addFilter(
      name,
      { kind: 'column', column },
      operators(columnOf(this.declaration.table, column).type),
      description,
    )
  }

  addFilter(name: string, plan: FilterPlan, type: FilterInput, description: string): void {
    this.declaration.filters.set(name, plan)
    this.#filterTypes.set(name, { type, description })
  }
}

/** All types that stand on tables, by name: what `node` can find. */
export const nodeTypes = new Map<string, NodeDeclaration>()

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
  readonly #node: NodeType<T>

  constructor(node: NodeType<T>) {
    super(builder)
    this.#node = node
  }

  get #table(): T {
    return this.#node.declaration.table as T
  }

  /** A column as it is; it can be filtered by under the field's name, unless it holds JSON or a list. */
  column(
    name: ColumnName<T>,
    options: Described & { readonly type?: EnumType; readonly filter?: false },
  ): OutputField {
    const column = columnOf(this.#table, name)
    const field = this.field({
      type: options.type ?? outputType(column),
      nullable: !column.notNull,
      ...described(options),
      extensions: fieldExtension({ kind: 'columns', columns: [name] }),
      resolve: (row) => row[name] as never,
    })
    const filter = options.type === undefined ? operatorsFor(column.type) : operatorsForEnum(options.type)
    if (options.filter !== false && filter !== undefined) {
      this.#node.whenNamed(field, (as) =>
        this.#node.addFilter(as, { kind: 'column', column: name }, filter, `By ${as}.`),
      )
    }
    return field
  }

  /** The row of another type that a column of this one points to; null where the column is. */
  related<U extends TableName>(
    target: NodeType<U>,
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
        this.#node.addFilter(
          as,
          plan,
          target.filter,
          `By its ${as}: there is one, and these conditions hold for it.`,
        ),
      )
    }
    return field
  }

  /** The rows of another type that point to this one. */
  children<U extends TableName>(
    target: NodeType<U>,
    options: ConnectionOptions & { readonly by: ColumnName<U> },
  ): OutputField {
    return this.#connection(target, { kind: 'children', by: options.by }, target.connection, options)
  }

  /** The rows of another type that a table in between ties to this one. */
  across<U extends TableName, L extends TableName>(
    target: NodeType<U>,
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
    target: NodeType<U>,
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
        `By its ${target.declaration.name} rows: these conditions hold for at least one.`,
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
      readonly resolve: (row: Loaded<T, C>, context: Context) => unknown
    },
  ): OutputField {
    return this.field({
      type: options.type,
      nullable: options.nullable ?? false,
      ...described(options),
      extensions: fieldExtension({ kind: 'columns', columns: options.requires }),
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
      /** From what the SQL gave to what the type takes. */
      readonly read?: (value: unknown) => unknown
    },
  ): OutputField {
    const read = options.read ?? ((value: unknown) => value)
    return this.field({
      type: options.type,
      nullable: options.nullable ?? false,
      ...described(options),
      ...(options.args === undefined ? {} : { args: options.args }),
      extensions: fieldExtension({ kind: 'expression', sql: options.sql }),
      resolve: (row, _args, _context, info) => read(row[slotOf(info)]) as never,
    })
  }

  /** createdAt, updatedAt and version, which every entity has. */
  lifecycle(): Record<'createdAt' | 'updatedAt' | 'version', OutputField> {
    const stamped = (name: string) => name as ColumnName<T>
    return {
      createdAt: this.column(stamped('created_at'), { description: 'When it was first stored.' }),
      updatedAt: this.column(stamped('updated_at'), { description: 'When it last changed.' }),
      version: this.column(stamped('version'), {
        description:
          'Goes up by one with each change; give it to a mutation to be refused if somebody was faster.',
        filter: false,
      }),
    }
  }
}

/** Relay's arguments for a page of a list. */
export function pageOnlyArgs() {
  return builder.args((t) => ({
    first: t.int({
      description:
        'The size of the page, read from the start: 0 to 100, 20 when neither first nor last is given.',
    }),
    after: t.string({ description: 'Only rows after this cursor.' }),
    last: t.int({ description: 'The size of the page, read from the end: 0 to 100.' }),
    before: t.string({ description: 'Only rows before this cursor.' }),
  }))
}

/** The arguments of every list of rows. */
export function pageArgs<U extends TableName>(target: NodeType<U>) {
  return {
    ...pageOnlyArgs(),
    ...builder.args((t) => ({
      filter: t.field({ type: target.filter, description: 'Only rows for which this holds.' }),
      orderBy: t.field({
        type: [target.order],
        description: 'How to order the rows; the first key counts most.',
      }),
    })),
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

function operators(type: ColumnTypeName): FilterInput {
  const found = operatorsFor(type)
  if (found === undefined) throw new Error(`there are no operators for ${type}`)
  return found
}
