import { MapperKind, mapSchema } from '@graphql-tools/utils'
import type { Db, TableName } from '@throughline/db'
import type { GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import { GraphQLObjectType } from 'graphql'
import type { Context } from '../../../src/graph/context.ts'
import { type FieldPlan, fieldPlan, type NodeDeclaration } from '../../../src/graph/declaration.ts'
import { InvalidInput } from '../../../src/graph/errors.ts'
import type { NodeRefInput } from '../../../src/graph/node-ref.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { slot } from '../../../src/graph/slot.ts'
import { checkBelow, expressionSql } from './check.ts'
import { checkId, checkText, snakeCase, uuidIn } from './filter.ts'
import { columnType, follow, type Memory, rowsOf, shownRow, shownValue, type TextRow } from './memory.ts'
import { checkPage, type Entry, type NaivePage, type PageArgs, pageOf } from './page.ts'

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>

const STORED: unique symbol = Symbol('the stored row')

/** A row as resolvers see it, which still knows what is stored. */
interface RowValue {
  readonly [STORED]: TextRow
  readonly [column: string]: unknown
}

interface EdgeValue {
  readonly page: NaivePage
  readonly entry: Entry
}

/** The same types and fields over a database in memory, one resolver a field, no statement compiled. */
export function naiveSchema(schema: GraphQLSchema, db: Db, memory: Memory): GraphQLSchema {
  const query = schema.getQueryType()
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, name, typeName) => {
      const type = schema.getType(typeName)
      const field = type instanceof GraphQLObjectType ? type.getFields()[name] : undefined
      const plan = field === undefined ? undefined : fieldPlan(field)
      if (typeName === query?.name && name === 'nodes') return { ...config, resolve: severalNodes(memory) }
      const node = nodeTypes.get(typeName)
      const resolve = plan === undefined ? undefined : resolverFor(plan, { db, memory, node })
      return resolve === undefined ? config : { ...config, resolve: refined(config.resolve, plan, resolve) }
    },
  })
}

/** What an expression's SQL gives still goes through the field's own reading of it. */
function refined(original: Resolver | undefined, plan: FieldPlan | undefined, resolve: Resolver): Resolver {
  if (plan?.kind !== 'expression' || original === undefined) return resolve
  return async (source, args, context, info) => {
    const value: unknown = await resolve(source, args, context, info)
    return original({ [slot(String(info.path.key))]: value }, args, context, info)
  }
}

interface Execution {
  readonly db: Db
  readonly memory: Memory
  readonly node: NodeDeclaration | undefined
}

function resolverFor(plan: FieldPlan, { db, memory, node }: Execution): Resolver | undefined {
  switch (plan.kind) {
    case 'global-id':
      return (row) => `${snakeCase(String(node?.name))}_${(row as RowValue)[STORED].id}`
    case 'related':
      return (row) => oneRow(memory, plan.target, (row as RowValue)[STORED][plan.by] ?? undefined)
    case 'connection':
      return (row, args) => {
        const all = follow(memory, plan.target.table, plan.link, (row as RowValue)[STORED])
        return pageOf(memory, plan.target, all, args as PageArgs)
      }
    case 'expression':
      return (row, args) => expression(db, plan, node, (row as RowValue)[STORED], args)
    case 'root-connection':
      return (_root, args, _context, info) => {
        checkPage(plan.target, args as PageArgs)
        checkTarget(info, plan.target, `${plan.target.name}Connection`)
        const all = rowsOf(memory, plan.target.table).map((row) => ({ row, between: undefined }))
        return pageOf(memory, plan.target, all, args as PageArgs)
      }
    case 'root-one':
      return (_root, args, _context, info) => {
        const id = soughtId(memory, plan.target, args)
        checkTarget(info, plan.target)
        return oneRow(memory, plan.target, id)
      }
    case 'root-node':
      return (_root, args, _context, info) => nodeById(memory, args.id, info)
    case 'edges':
      return (page) =>
        (page as NaivePage).entries.map((entry): EdgeValue => ({ page: page as NaivePage, entry }))
    case 'nodes':
      return (page) => (page as NaivePage).entries.map(({ row }) => rowValue((page as NaivePage).node, row))
    case 'node':
      return (edge) => rowValue((edge as EdgeValue).page.node, (edge as EdgeValue).entry.row)
    case 'cursor':
      return (edge) => (edge as EdgeValue).page.cursorOf((edge as EdgeValue).entry)
    case 'total-count':
      return (page) => (page as NaivePage).total
    case 'page-info':
      return (page) => pageInfo(page as NaivePage)
    case 'link-column':
      return (edge) => linkColumn(plan.table, plan.column, (edge as EdgeValue).entry.between)
    default:
      return undefined
  }
}

function pageInfo(page: NaivePage) {
  const [first] = page.entries
  const last = page.entries.at(-1)
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: first === undefined ? null : page.cursorOf(first),
    endCursor: last === undefined ? null : page.cursorOf(last),
  }
}

function linkColumn(table: TableName, column: string, between: TextRow | undefined): unknown {
  return shownValue(columnType(table, column), between?.[column] ?? null)
}

function rowValue(node: NodeDeclaration, row: TextRow): RowValue {
  return { ...shownRow(node.table, row), __typename: node.name, [STORED]: row }
}

function oneRow(memory: Memory, node: NodeDeclaration, id: string | undefined): RowValue | null {
  const row =
    id === undefined ? undefined : rowsOf(memory, node.table).find((candidate) => candidate.id === id)
  return row === undefined ? null : rowValue(node, row)
}

function nodeById(memory: Memory, id: unknown, info: GraphQLResolveInfo): RowValue | null {
  const target = nodeTypes.get(checkId(id, [...nodeTypes.keys()]))
  if (target === undefined) return null
  checkTarget(info, target)
  return oneRow(memory, target, uuidIn(id))
}

function severalNodes(memory: Memory): Resolver {
  return (_root, args, _context, info) => {
    const ids = args.ids as readonly string[]
    if (ids.length > 100) throw new InvalidInput('too many ids')
    for (const id of ids) checkId(id, [...nodeTypes.keys()])
    return ids.map((id) => nodeById(memory, id, info))
  }
}

function checkTarget(info: GraphQLResolveInfo, node: NodeDeclaration, typeName = node.name): void {
  const type = info.schema.getType(typeName)
  if (!(type instanceof GraphQLObjectType)) throw new Error(`${typeName} is no object type`)
  checkBelow(info, type, info.fieldNodes)
}

function soughtId(
  memory: Memory,
  node: NodeDeclaration,
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  const { id, reference } = (args.by ?? { id: args.id }) as Partial<NodeRefInput>
  if (reference == null) {
    checkId(id, [node.name])
    return uuidIn(id)
  }
  checkText(reference.source)
  checkText(reference.externalId)
  const column = node.externalReference ?? ''
  const found = rowsOf(memory, 'external_reference').find(
    (row) =>
      row.source === reference.source && row.external_id === reference.externalId && row[column] !== null,
  )
  return found?.[column] ?? undefined
}

/** One plain SELECT for one field of one row. */
async function expression(
  db: Db,
  plan: FieldPlan & { kind: 'expression' },
  node: NodeDeclaration | undefined,
  row: TextRow,
  args: Record<string, unknown>,
): Promise<unknown> {
  if (node === undefined) throw new Error('an expression stands on a type with a table')
  // A name that no expression uses within itself.
  const { sql, values } = expressionSql(plan, 'the_row', args)
  const { rows } = await db.pool.query<{ value: unknown }>(
    `select to_json(${sql}) as value from "${node.table}" the_row where the_row.id = $${values.length + 1}`,
    [...values, row.id],
  )
  return rows[0]?.value ?? null
}
