import type { ColumnName, TableName } from '@throughline/db'
import { builder, ID_DESCRIPTION, Node } from './builder.ts'
import { connectionType, type RowRef } from './connection-types.ts'
import type { Prefetched } from './context.ts'
import {
  columnOf,
  type FilterPlan,
  fieldExtension,
  GLOBAL_ID,
  type NodeDeclaration,
  type OrderPlan,
  type SideTable,
} from './declaration.ts'
import { type FilterField, filterType, type OrderChoice, operators, orderType } from './filter-types.ts'
import { MoneyFilter } from './money.ts'
import { interfacesOf } from './node-interfaces.ts'
import type { RoleSet } from './roles.ts'
import { RowFields } from './row-fields.ts'
import type { FilterInput, OutputField, RowType } from './row-type.ts'
import { visibleTo } from './visibility.ts'

interface NodeOptions<T extends TableName> {
  readonly description: string
  /** Who may read its rows, with their filters, orders and cursors; READERS if not said. */
  readonly visibleTo?: RoleSet
  /** Who may count its rows, where those are more. */
  readonly countVisibleTo?: RoleSet
  /** The keys a list can be ordered by; a column that may be null names the value that then stands in for it. */
  readonly order: Readonly<
    Record<string, { readonly column: ColumnName<T>; readonly absent?: string; readonly description: string }>
  >
  readonly defaultOrder: { readonly key: string; readonly descending?: boolean }
  /** The column of external_reference that points to this table. */
  readonly externalReference?: ColumnName<'external_reference'>
}

/**
 * A type that stands on a table, declared in two steps because types refer to each other: first the type with
 * its table and order, then its fields. From this the schema and the SQL both follow.
 */
export class NodeType<T extends TableName> implements RowType<T> {
  readonly ref: RowRef
  readonly declaration: NodeDeclaration & { readonly table: T }
  readonly filter: FilterInput
  readonly order: ReturnType<typeof orderType>
  readonly connection: RowRef
  readonly #filterTypes = new Map<string, FilterField>()
  readonly #orderChoices = new Map<string, OrderChoice>()

  constructor(name: string, table: T, options: NodeOptions<T>) {
    this.declaration = {
      name,
      table,
      visibleTo: options.visibleTo ?? 'READERS',
      countVisibleTo: options.countVisibleTo ?? options.visibleTo ?? 'READERS',
      filters: new Map(),
      orders: new Map(),
      defaultOrder: { key: options.defaultOrder.key, descending: options.defaultOrder.descending ?? false },
      externalReference: options.externalReference,
    }
    for (const [key, { description, ...column }] of Object.entries(options.order)) {
      this.orderBy(key, { columns: [column], description })
    }
    this.ref = builder.objectRef<Prefetched>(name)
    builder.objectType(this.ref, {
      name,
      description: options.description,
      interfaces: () => [Node, ...interfacesOf(this.#fieldNames)],
      extensions: visibleTo(this.declaration.visibleTo),
      fields: (t) => ({
        id: t.id({
          description: ID_DESCRIPTION,
          extensions: fieldExtension({ kind: 'global-id' }),
          resolve: (row) => String(row[GLOBAL_ID]),
        }),
      }),
    })
    this.filter = filterType(this.declaration, () => this.#filterTypes)
    this.order = orderType(this.declaration, () => this.#orderChoices)
    this.addFilter('id', { kind: 'column', column: 'id', nodeType: name }, operators('uuid'), 'By id.')
    this.connection = connectionType(name, this.declaration, this.ref)
    nodeTypes.set(name, this.declaration)
  }

  /** Adds fields; a feature further up adds those that lead to its own types. */
  fields(build: (t: RowFields<T>) => Record<string, OutputField>): void {
    const built = build(new RowFields(this))
    for (const [name, field] of Object.entries(built)) {
      this.#fieldNames.add(name)
      this.#named.get(field)?.(name)
    }
    builder.objectFields(this.ref, () => built)
  }

  readonly #fieldNames = new Set<string>()
  readonly #named = new Map<OutputField, (name: string) => void>()

  whenNamed(field: OutputField, then: (name: string) => void): void {
    this.#named.set(field, then)
  }

  /**
   * One more key that lists can be ordered by, also of side tables. Pairs of columns go in one direction.
   * @throws Error for a column that may be null without a value that stands in for that.
   */
  orderBy(name: string, { columns, ...choice }: OrderPlan & OrderChoice): void {
    for (const { column, absent, side } of columns) {
      const neverNull = columnOf(side?.table ?? this.declaration.table, column).notNull
      if ((neverNull && side?.everyRow !== false) === (absent === undefined)) continue
      throw new Error(
        `${this.declaration.name} cannot be ordered by ${name}: give \`absent\` where ${column} may be null, and only there`,
      )
    }
    this.declaration.orders.set(name, { columns })
    this.#orderChoices.set(name, choice)
  }

  /** A filter over the ids that a column holds: for those that hold none, where a filter of rows says nothing. */
  filterById(name: string, column: ColumnName<T>, target: NodeDeclaration, description: string): void {
    this.addFilter(name, { kind: 'column', column, nodeType: target.name }, operators('uuid'), description)
  }

  /** A filter over a column of a side table. */
  filterBySide(
    name: string,
    side: SideTable,
    column: string,
    {
      type,
      fraction = false,
      description,
      visibleTo,
    }: Omit<FilterField, 'type'> & { readonly type?: FilterInput; readonly fraction?: boolean },
  ): void {
    const operands = type ?? operators(columnOf(side.table, column).type)
    this.addFilter(name, { kind: 'column', column, side, fraction }, operands, description, visibleTo)
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

  /** A filter over an amount of money, whose two columns are null together. */
  filterByMoney(name: string, amount: ColumnName<T>, currency: ColumnName<T>, description: string): void {
    this.addFilter(name, { kind: 'money', amount, currency }, MoneyFilter, description)
  }

  /** A filter over a uuid column by the id of an entity of any type: rows of several types may share the column. */
  filterByAnyId(name: string, column: ColumnName<T>, description: string): void {
    this.addFilter(name, { kind: 'column', column, nodeType: 'any' }, operators('uuid'), description)
  }

  addFilter(
    name: string,
    plan: FilterPlan,
    type: FilterInput,
    description: string,
    visibleTo?: RoleSet,
  ): void {
    this.declaration.filters.set(name, plan)
    this.#filterTypes.set(name, { type, description, visibleTo })
  }
}

/** All types that stand on tables, by name: what `node` can find. */
export const nodeTypes = new Map<string, NodeDeclaration>()
