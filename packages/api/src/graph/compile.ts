import { collectSubFields } from '@graphql-tools/utils'
import type { TableName } from '@throughline/db'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
} from 'graphql'
import { type Argument, argumentsOf, type Variables } from './argument.ts'
import {
  columnOf,
  type FieldPlan,
  fieldPlan,
  GLOBAL_ID,
  type Link,
  type NodeDeclaration,
} from './declaration.ts'
import { filterSql, linkSql } from './filter.ts'
import { globalIdSql } from './global-id.ts'
import { JoinedRow } from './joined-row.ts'
import { beyondSql, keySql, type Ordering, orderingOf, orderSql } from './order.ts'
import { cursorValue, limitOf, type PageArguments, pageArguments } from './page-arguments.ts'
import { slot } from './slot.ts'
import { identifier, literal, type Statement } from './statement.ts'
import { selected } from './values.ts'

/** What a request brings to the compilation of its selections. */
export interface Selection {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Variables
}

/** The rows that a connection is drawn from. */
interface Rows {
  readonly from: string
  readonly row: JoinedRow
  /** The alias of the table between, where the link has one. */
  readonly between: string | undefined
  /** What joins them to their parent, and the caller's filter. */
  readonly where: string
}

/**
 * Turns the selection of a type into SQL that delivers it whole as JSON. Every nested relation is a scalar
 * subquery in the select list, so a request is one statement at any depth.
 */
export class Compiler {
  readonly #selection: Selection
  readonly #statement: Statement

  constructor(selection: Selection, statement: Statement) {
    this.#selection = selection
    this.#statement = statement
  }

  /** A scalar subquery that gives the one row that satisfies a condition, as a JSON object, or null. */
  one(node: NodeDeclaration, fields: readonly FieldNode[], condition: (alias: string) => string): string {
    const alias = this.#statement.alias()
    const columns = this.columns(node, alias, fields)
    return `(select row_to_json(x) from (select ${columns} from ${identifier(node.table)} ${alias} where ${condition(alias)}) x)`
  }

  /** The select list for what fields of this type's kind ask of a row. */
  columns(node: NodeDeclaration, alias: string, fields: readonly FieldNode[]): string {
    const list = this.#row(node, alias, this.#children(node.name, fields))
    return list.size === 0
      ? '1 as "_"'
      : [...list].map(([key, sql]) => `${sql} as ${identifier(key)}`).join(', ')
  }

  /** A page of all rows of a type, or of those that a link leads to, as a JSON object that a connection reads. */
  connection(
    node: NodeDeclaration,
    field: GraphQLField<unknown, unknown>,
    fields: readonly FieldNode[],
    linked?: { readonly link: Link; readonly parent: string },
  ): string {
    const [first] = fields
    if (first === undefined) throw new Error('a connection was selected without a field')
    const argument = argumentsOf(field, first, this.#selection.variables)
    const page = pageArguments(argument)
    const ordering = orderingOf(node, argument('orderBy'))
    const wanted = this.#wanted(field, fields)
    const shown = wanted.branches.length > 0

    this.#checkPage(page, ordering)
    if (!shown && !wanted.totalCount) {
      this.#statement.unplaced(() => this.#rows(node, linked, argument('filter')))
      return `'{}'::json`
    }
    const rows = this.#rows(node, linked, argument('filter'))
    // Before the order joins what a count does not need.
    const counted = `${rows.from}${rows.row.joins}`
    const parts: string[] = []
    const limit = shown ? this.#statement.bind('int', (variables) => limitOf(page, variables)) : ''
    const beyond = shown ? this.#boundary(page, ordering, rows.row) : undefined
    for (const branch of wanted.branches) {
      const columns = this.#edge(node, rows, branch, ordering)
      const where = [rows.where, beyond].filter((condition) => condition !== undefined).join(' and ')
      const order = orderSql(ordering, rows.row, page.backward)
      parts.push(
        literal(branch.slot),
        `(select coalesce(json_agg(x), '[]'::json) from (select ${columns} from ${rows.from}${rows.row.joins} where ${where} order by ${order} limit ${limit} + 1) x)`,
      )
    }
    const [rowsOf] = wanted.branches
    if (rowsOf !== undefined) {
      parts.push(`'l'`, limit, `'b'`, String(page.backward))
      if (wanted.pageInfo) parts.push(`'r'`, literal(rowsOf.slot), `'p'`, this.#exists(page, ordering, rows))
    }
    if (wanted.totalCount) parts.push(`'n'`, `(select count(*)::int from ${counted} where ${rows.where})`)
    return `json_build_object(${parts.join(', ')})`
  }

  #rows(
    node: NodeDeclaration,
    linked: { readonly link: Link; readonly parent: string } | undefined,
    filter: Argument,
  ): Rows {
    const row = new JoinedRow(this.#statement)
    const { from, on, between } =
      linked === undefined
        ? { from: `${identifier(node.table)} ${row.alias}`, on: 'true', between: undefined }
        : linkSql(this.#statement, node, linked.link, linked.parent, row.alias)
    const condition = filterSql(this.#statement, node, row, filter)
    return { from, row, between, where: condition === undefined ? on : `${on} and (${condition})` }
  }

  /** A wrong page is refused even where nothing of it is shown, as when only the count is asked for. */
  #checkPage(page: PageArguments, ordering: Ordering): void {
    this.#statement.check((variables) => {
      limitOf(page, variables)
      for (const cursor of [page.after, page.before]) {
        if (cursor !== undefined)
          for (const index of ordering.keys.keys()) cursorValue(cursor, variables, ordering, index)
      }
    })
  }

  /** The condition that keeps a page on its side of the cursor. */
  #boundary(page: PageArguments, ordering: Ordering, row: JoinedRow): string | undefined {
    const conditions = []
    if (page.after !== undefined) {
      conditions.push(beyondSql(ordering, row, this.#cursor(page.after, ordering), false))
    }
    if (page.before !== undefined) {
      conditions.push(beyondSql(ordering, row, this.#cursor(page.before, ordering), true))
    }
    return conditions.length === 0 ? undefined : conditions.join(' and ')
  }

  /** Whether rows lie on the far side of the cursor that the page starts from. */
  #exists(page: PageArguments, ordering: Ordering, rows: Rows): string {
    const start = page.backward ? page.before : page.after
    if (start === undefined) return 'false'
    const inside = beyondSql(ordering, rows.row, this.#cursor(start, ordering), page.backward)
    return `exists (select 1 from ${rows.from}${rows.row.joins} where ${rows.where} and (${inside}) is not true)`
  }

  #cursor(cursor: Argument, ordering: Ordering): string[] {
    return ordering.keys.map((key, index) =>
      this.#statement.bind(key.type, (variables) => cursorValue(cursor, variables, ordering, index)),
    )
  }

  /** The fields of a row and how each is got, by the key they go under. */
  #row(
    node: NodeDeclaration,
    alias: string,
    children: readonly (readonly [
      key: string,
      field: GraphQLField<unknown, unknown>,
      nodes: readonly FieldNode[],
    ])[],
  ): Map<string, string> {
    const list = new Map<string, string>()
    for (const [key, field, nodes] of children) {
      const plan = fieldPlan(field)
      if (plan?.kind === 'columns') {
        for (const name of plan.columns) list.set(name, selected(alias, name, columnOf(node.table, name)))
      } else if (plan?.kind === 'global-id') {
        list.set(GLOBAL_ID, globalIdSql(node.name, `${alias}."id"`))
      } else if (plan !== undefined) {
        list.set(slot(key), this.#nested(node, alias, plan, field, nodes))
      }
    }
    return list
  }

  #nested(
    node: NodeDeclaration,
    alias: string,
    plan: FieldPlan,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): string {
    switch (plan.kind) {
      case 'related':
        return this.one(plan.target, nodes, (child) => `${child}."id" = ${alias}.${identifier(plan.by)}`)
      case 'connection':
        return this.connection(plan.target, field, nodes, { link: plan.link, parent: alias })
      case 'expression': {
        const [first] = nodes
        if (first === undefined) throw new Error('an expression was selected without a field')
        return plan.sql({
          statement: this.#statement,
          row: alias,
          argument: argumentsOf(field, first, this.#selection.variables),
        })
      }
      default:
        throw new Error(`a field of ${node.name} cannot be a ${plan.kind}`)
    }
  }

  /** The select list of an edge: its node's row, the columns of the table between, the cursor's values. */
  #edge(node: NodeDeclaration, rows: Rows, branch: Branch, ordering: Ordering): string {
    const list = new Map<string, string>()
    const [only, ...others] = branch.nodes
    const children = only && others.length === 0 ? this.#children(node.name, only.fields) : undefined
    // A field of the node may go by the same key on it as the node on the edge, and then it needs its own place.
    const isClear = branch.isNode || children?.some(([key]) => key === only?.key) === false
    if (children !== undefined && isClear) {
      for (const [key, sql] of this.#row(node, rows.row.alias, children)) list.set(key, sql)
    } else {
      for (const { key, fields } of branch.nodes) {
        list.set(
          slot(key),
          `(select row_to_json(x) from (select ${this.columns(node, rows.row.alias, fields)}) x)`,
        )
      }
    }
    for (const [column, table] of branch.linkColumns) {
      if (rows.between === undefined) throw new Error(`${node.name} is not reached through a table`)
      list.set(`.${column}`, selected(rows.between, column, columnOf(table, column)))
    }
    if (branch.cursor) {
      const values = ordering.keys.map((key) => `${keySql(key, rows.row)}::text`)
      list.set('.cursor', `json_build_array(${[literal(ordering.signature), ...values].join(', ')})`)
    }
    return list.size === 0
      ? '1 as "_"'
      : [...list].map(([key, sql]) => `${sql} as ${identifier(key)}`).join(', ')
  }

  /**
   * What is asked of a connection. Each alias of `edges` and of `nodes` is a branch with rows of its own,
   * since below two aliases one response key may stand for different fields.
   */
  #wanted(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Wanted {
    const type = getNamedType(field.type)
    const branches: Branch[] = []
    let pageInfo = false
    let totalCount = false
    for (const [key, child, fields] of this.#children(type.name, nodes)) {
      const kind = fieldPlan(child)?.kind
      if (kind === 'page-info') pageInfo = true
      if (kind === 'total-count') totalCount = true
      if (kind === 'nodes') {
        branches.push({
          slot: slot(key),
          isNode: true,
          nodes: [{ key, fields }],
          linkColumns: new Map(),
          cursor: false,
        })
      }
      if (kind === 'edges') branches.push(this.#edgeBranch(key, getNamedType(child.type).name, fields))
    }
    if (pageInfo) {
      const [first] = branches
      if (first === undefined)
        branches.push({ slot: slot('edges'), isNode: false, nodes: [], linkColumns: new Map(), cursor: true })
      else first.cursor = true
    }
    return { branches, pageInfo, totalCount }
  }

  #edgeBranch(key: string, edgeType: string, nodes: readonly FieldNode[]): Branch {
    const branch: Branch = {
      slot: slot(key),
      isNode: false,
      nodes: [],
      linkColumns: new Map(),
      cursor: false,
    }
    for (const [nodeKey, child, fields] of this.#children(edgeType, nodes)) {
      const plan = fieldPlan(child)
      if (plan?.kind === 'cursor') branch.cursor = true
      if (plan?.kind === 'link-column') branch.linkColumns.set(plan.column, plan.table)
      if (plan?.kind === 'node') branch.nodes.push({ key: nodeKey, fields })
    }
    return branch
  }

  /** The fields selected below, by response key, merged as GraphQL merges them. */
  #children(
    typeName: string,
    nodes: readonly FieldNode[],
  ): (readonly [key: string, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]])[] {
    const { schema, fragments, variables } = this.#selection
    const type = schema.getType(typeName)
    if (!(type instanceof GraphQLObjectType)) throw new Error(`${typeName} is no object type`)
    const children = []
    for (const [key, fields] of collectSubFields(schema, { ...fragments }, { ...variables }, type, [...nodes])
      .fields) {
      const name = fields[0]?.name.value
      const field = name === undefined ? undefined : type.getFields()[name]
      if (field !== undefined) children.push([key, field, fields] as const)
    }
    return children
  }
}

interface Branch {
  readonly slot: string
  /** Whether a row is the node itself, not an edge that leads to it. */
  readonly isNode: boolean
  readonly nodes: { readonly key: string; readonly fields: readonly FieldNode[] }[]
  readonly linkColumns: Map<string, TableName>
  cursor: boolean
}

interface Wanted {
  readonly branches: readonly Branch[]
  readonly pageInfo: boolean
  readonly totalCount: boolean
}
