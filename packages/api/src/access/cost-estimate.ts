import { collectFields, collectSubFields } from '@graphql-tools/utils'
import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromAST,
  visit,
} from 'graphql'
import { isRecord, type Variables } from '../graph/argument.ts'
import { statedCost } from '../graph/cost.ts'
import { type FieldPlan, fieldPlan } from '../graph/declaration.ts'
import { NODE_REF } from '../graph/node-ref.ts'
import { PAGE } from '../graph/page-arguments.ts'
import { identityOf } from '../graph/plan-cache.ts'
import { STATEMENT_MOST } from '../graph/statement.ts'

/** What things cost, in points. */
export const POINTS = {
  /** A request, whatever it asks for. */
  request: 1,
  /** A row, or another object of the answer. */
  row: 1,
  /** A connection, in addition to the rows of its page. */
  connection: 1,
  totalCount: 5,
  /** One condition of a filter. */
  condition: 1,
  /** An external reference that an argument of a query names a node by. */
  reference: 1,
  /** A value that SQL computes. */
  expression: 10,
  /** A mutation or a subscription, in addition to what is selected of its result. */
  mutation: 10,
  subscription: 10,
  /** `__schema` or `__type`, whatever is selected below. */
  introspection: 100,
} as const

/** A number that variables decide, e.g. the size of a page. */
export type Reading = (variables: Variables) => number

/** The cost of one document with the variables of one request. */
export class Estimate {
  readonly #schema: GraphQLSchema
  readonly #fragments: Record<string, FragmentDefinitionNode> = {}
  readonly #variables: Record<string, unknown>
  /** Fragments are spread in many places; each selection is computed once for a type and a page. */
  readonly #known = new Map<string, number>()
  /** What of the variables decided the cost so far, directives aside. */
  readonly readings: Reading[] = []

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
    this.#schema = schema
    this.#variables = { ...variables }
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[definition.name.value] = definition
    }
  }

  operation(operation: OperationDefinitionNode): number {
    const type = this.#schema.getRootType(operation.operation)
    if (!type) return 0
    const { fields } = collectFields(
      this.#schema,
      this.#fragments,
      this.#variables,
      type,
      operation.selectionSet,
    )
    return this.#sum(type, fields, PAGE.default)
  }

  #sum(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>, page: number): number {
    let sum = 0
    let rows = false
    let pageInfo = false
    for (const nodes of fields.values()) {
      const [first] = nodes
      if (first === undefined) continue
      const name = first.name.value
      if (name === '__schema' || name === '__type') sum += POINTS.introspection
      const field = type.getFields()[name]
      if (field === undefined) continue
      const kind = fieldPlan(field)?.kind
      if (kind === 'edges' || kind === 'nodes') rows = true
      if (kind === 'page-info') pageInfo = true
      sum += this.#field(type, field, nodes, first, page)
    }
    // Its cursors come from the rows of the page, which are read for it if they are not selected.
    return pageInfo && !rows ? sum + page * POINTS.row : sum
  }

  #field(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    first: FieldNode,
    outerPage: number,
  ): number {
    const stated = statedCost(field)
    const plan = fieldPlan(field)
    const type = getNamedType(field.type)
    const page = this.#page(parent, field, first, outerPage)
    const own =
      this.#points(field, first) +
      this.#conditions(field, first) +
      this.#references(field, first) +
      this.#root(parent, page)
    if (!isCompositeType(type)) return own + (stated.size === undefined ? 0 : this.#size(field, first, page))
    const isList = isListType(getNullableType(field.type))
    const count = isList ? this.#size(field, first, page) : 1
    const each = isList ? (stated.perItem ?? POINTS.row) : stated.points === undefined ? rowOf(plan) : 0
    const possible = isAbstractType(type)
      ? this.#schema.getPossibleTypes(type)
      : isObjectType(type)
        ? [type]
        : []
    // Of an interface or a union the dearest type counts: a row is of one type only.
    const below = Math.max(0, ...possible.map((one) => this.#selection(one, nodes, page)))
    return own + count * (each + below)
  }

  /** What a field costs by itself. */
  #points(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const { points = pointsOf(fieldPlan(field)), pointsIf } = statedCost(field)
    if (pointsIf === undefined) return points
    return this.#measure(field, node, pointsIf.argument, (value) =>
      value === true ? pointsIf.points : points,
    )
  }

  #selection(type: GraphQLObjectType, nodes: readonly FieldNode[], page: number): number {
    const key = `${type.name} ${page} ${nodes.map(identityOf).join()}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const { fields } = collectSubFields(this.#schema, this.#fragments, this.#variables, type, [...nodes])
    const sum = this.#sum(type, fields, page)
    this.#known.set(key, sum)
    return sum
  }

  #root(parent: GraphQLObjectType, page: number): number {
    if (parent === this.#schema.getSubscriptionType()) return POINTS.subscription
    return parent === this.#schema.getMutationType() ? POINTS.mutation + page * POINTS.row : 0
  }

  #size(field: GraphQLField<unknown, unknown>, node: FieldNode, page: number): number {
    const { size } = statedCost(field)
    if (typeof size === 'number') return size
    if (typeof size === 'object') {
      const { argument, most = Number.POSITIVE_INFINITY } = size
      return this.#measure(field, node, argument, (value) => atMost(most, rowsIn(value)))
    }
    const kind = fieldPlan(field)?.kind
    return size === 'page' || kind === 'edges' || kind === 'nodes' ? page : PAGE.default
  }

  /** The rows of a connection's page, or of a mutation's input. */
  #page(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    outer: number,
  ): number {
    if (parent === this.#schema.getMutationType()) return this.#measure(field, node, 'input', rowsIn)
    if (!field.args.some(({ name }) => name === 'first')) return outer
    const size = Math.max(
      this.#measure(field, node, 'first', pageFrom),
      this.#measure(field, node, 'last', pageFrom),
    )
    return size === NO_PAGE ? PAGE.default : size
  }

  #conditions(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    return POINTS.condition * this.#measure(field, node, 'filter', conditionsIn)
  }

  #references(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    return field.args
      .filter(({ type }) => getNamedType(type).name === NODE_REF)
      .reduce((sum, { name }) => sum + POINTS.reference * this.#measure(field, node, name, referencesIn), 0)
  }

  /** A number taken from an argument; 0 of one that the field does not have. */
  #measure(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    name: string,
    measure: (value: unknown) => number,
  ): number {
    const argument = field.args.find((one) => one.name === name)
    if (argument === undefined) return 0
    const given = node.arguments?.find((one) => one.name.value === name)?.value
    if (given === undefined) return measure(argument.defaultValue)
    const read = (variables: Variables) =>
      measure(valueFromAST(given, argument.type, variables) ?? argument.defaultValue)
    if (hasVariable(given)) this.readings.push(read)
    return read(this.#variables)
  }
}

function pointsOf(plan: FieldPlan | undefined): number {
  switch (plan?.kind) {
    case 'connection':
    case 'root-connection':
      return POINTS.connection
    case 'total-count':
      return POINTS.totalCount
    case 'expression':
      return POINTS.expression
    default:
      return 0
  }
}

/** The points of the one object that a field leads to: the wrappers of a connection are no rows. */
function rowOf(plan: FieldPlan | undefined): number {
  switch (plan?.kind) {
    case 'connection':
    case 'root-connection':
    case 'node':
    case 'page-info':
    case 'columns':
    case 'global-id':
      return 0
    default:
      return POINTS.row
  }
}

/** Stands for a page argument that is not given. */
const NO_PAGE = -1

/** A page that is refused has no rows. */
function pageFrom(value: unknown): number {
  if (typeof value !== 'number') return NO_PAGE
  return value > PAGE.most ? 0 : Math.max(0, value)
}

/** How many nodes are named by an external reference. */
function referencesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + referencesIn(one), 0)
  return isRecord(value) && isRecord(value.reference) ? 1 : 0
}

/** How many rows an argument stands for. */
function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length
  if (typeof value === 'number') return Math.max(0, value)
  if (!isRecord(value)) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + (Array.isArray(one) ? one.length : 0), 0)
}

/** What is refused for its size has none of it. */
function atMost(most: number, size: number): number {
  return size > most ? 0 : size
}

/** How many conditions of a filter are evaluated: none if it has so many that the statement is refused. */
function conditionsIn(value: unknown): number {
  return filtersIn(value) > STATEMENT_MOST.conditions ? 0 : keysIn(value)
}

/** How many filters are combined in a filter by `and`, `or` and `not`, itself included. */
function filtersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + filtersIn(one), 0)
  if (!isRecord(value)) return 0
  return 1 + filtersIn(value.and) + filtersIn(value.or) + filtersIn(value.not)
}

/** How many conditions a filter has, however they are nested. */
function keysIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + keysIn(one), 0)
  if (!isRecord(value)) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + Math.max(1, keysIn(one)), 0)
}

function hasVariable(value: ValueNode): boolean {
  let found = false
  visit(value, {
    Variable() {
      found = true
      return BREAK
    },
  })
  return found
}
