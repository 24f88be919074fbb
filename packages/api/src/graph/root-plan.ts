import { collectFields } from '@graphql-tools/utils'
import type { FieldNode, GraphQLField, GraphQLResolveInfo } from 'graphql'
import { type Argument, argumentsOf, isRecord, type Variables } from './argument.ts'
import { Compiler } from './compile.ts'
import { type FieldPlan, fieldPlan, type NodeDeclaration } from './declaration.ts'
import { decodeGlobalId, parseGlobalId } from './global-id.ts'
import { nodeTypes } from './node-type.ts'
import { identityOf, plans } from './plan-cache.ts'
import { Prepared } from './prepared.ts'
import { shapeOf } from './shape.ts'
import { identifier, Statement } from './statement.ts'
import { parameter } from './values.ts'

/** One statement for all root fields of a query that stand on tables. */
interface OperationPlan {
  readonly statement: Prepared | undefined
  /** The response keys of its columns. */
  readonly roots: readonly string[]
  /** Why a root field cannot be answered, by response key. */
  readonly errors: ReadonlyMap<string, unknown>
}

/** What of a document and shape decides which plan it is: `node(id)` needs another for each type of the id. */
interface OperationShape {
  readonly nodeIds: readonly Argument[]
}

/** A value that cannot be bound, with the root field that needs it. */
class RootFailure extends Error {
  readonly root: string
  readonly reason: unknown

  constructor(root: string, reason: unknown) {
    super(`the value of ${root} cannot be bound`)
    this.root = root
    this.reason = reason
  }
}

/**
 * The statement for a query operation and its values. A root field whose arguments cannot be taken is left out
 * and its error kept, so that its siblings are answered all the same.
 */
export function planOperation(info: GraphQLResolveInfo): {
  statement: Prepared | undefined
  values: unknown[]
  roots: readonly string[]
  errors: ReadonlyMap<string, unknown>
} {
  const refused = new Map<string, unknown>()
  for (;;) {
    const plan = refused.size === 0 ? knownPlan(info) : compileOperation(info, refused).plan
    for (const [root, error] of plan.errors) refused.set(root, error)
    try {
      const { statement, roots } = plan
      return { statement, roots, values: statement?.bind(info.variableValues) ?? [], errors: refused }
    } catch (error) {
      if (!(error instanceof RootFailure)) throw error
      refused.set(error.root, error.reason)
    }
  }
}

function knownPlan(info: GraphQLResolveInfo): OperationPlan {
  const key = `o${identityOf(info.operation)};${shapeOf(info.schema, info.operation, info.variableValues)}`
  const known = plans.get(key) as OperationShape | undefined
  if (known !== undefined) {
    const plan = plans.get(`${key};${typesOf(known.nodeIds, info.variableValues)}`)
    if (plan !== undefined) return plan as OperationPlan
  }
  const { plan, nodeIds } = compileOperation(info, new Map())
  // What went wrong may lie in this request's values alone.
  if (plan.errors.size > 0) return plan
  plans.set(key, { nodeIds } satisfies OperationShape)
  plans.set(`${key};${typesOf(nodeIds, info.variableValues)}`, plan)
  return plan
}

function typesOf(ids: readonly Argument[], variables: Variables): string {
  return ids.map((id) => parseGlobalId(String(id.read(variables)))?.type ?? '').join(',')
}

function compileOperation(
  info: GraphQLResolveInfo,
  refused: ReadonlyMap<string, unknown>,
): { plan: OperationPlan; nodeIds: Argument[] } {
  const { schema, fragments, variableValues: variables, operation, parentType } = info
  const statement = new Statement()
  const compiler = new Compiler({ schema, fragments, variables }, statement)
  const errors = new Map<string, unknown>()
  const nodeIds: Argument[] = []
  const roots = new Map<string, string>()
  for (const [key, nodes] of collectFields(schema, fragments, variables, parentType, operation.selectionSet)
    .fields) {
    const [first] = nodes
    const field = first === undefined ? undefined : parentType.getFields()[first.name.value]
    const plan = field === undefined ? undefined : fieldPlan(field)
    if (first === undefined || field === undefined || plan === undefined || refused.has(key)) continue
    const argument = argumentsOf(field, first, variables)
    if (plan.kind === 'root-node') nodeIds.push(argument('id'))
    try {
      const sql = statement.section(
        () => rootSql(compiler, statement, { plan, field, nodes, argument }),
        (error) => new RootFailure(key, error),
      )
      roots.set(key, sql)
    } catch (error) {
      errors.set(key, error)
    }
  }
  const columns = [...roots.values()].map((sql, index) => `${sql} as ${identifier(String(index))}`)
  const prepared = columns.length === 0 ? undefined : new Prepared(`select ${columns.join(', ')}`, statement)
  return { plan: { statement: prepared, roots: [...roots.keys()], errors }, nodeIds }
}

interface Root {
  readonly plan: FieldPlan
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly argument: (name: string) => Argument
}

function rootSql(compiler: Compiler, statement: Statement, { plan, field, nodes, argument }: Root): string {
  switch (plan.kind) {
    case 'root-connection':
      return compiler.connection(plan.target, field, nodes)
    case 'root-one':
      return compiler.one(
        plan.target,
        nodes,
        (alias) => `${alias}."id" = ${soughtId(statement, plan.target, argument)}`,
      )
    case 'root-node': {
      const types = [...nodeTypes.keys()]
      const { type } = decodeGlobalId(String(argument('id').value), types, ['id'])
      const target = nodeTypes.get(type)
      if (target === undefined) throw new Error(`there is no type ${type}`)
      return compiler.one(
        target,
        nodes,
        (alias) => `${alias}."id" = ${idSql(statement, target, argument('id'))}`,
      )
    }
    default:
      throw new Error(`a ${plan.kind} cannot stand on Query`)
  }
}

/** The id that a look-up asks for, by ID or by external reference. */
function soughtId(
  statement: Statement,
  target: NodeDeclaration,
  argument: (name: string) => Argument,
): string {
  if (target.externalReference === undefined) return idSql(statement, target, argument('id'))
  const by = argument('by')
  const reference = by.at('reference')
  // Exactly one of both is given: the input is a oneOf.
  if (!isRecord(reference.value)) return idSql(statement, target, by.at('id'))
  const part = (name: string) => {
    const value = reference.at(name)
    return statement.bindArgument('text', value, (given) => parameter(given, { type: 'text' }, value.path))
  }
  const column = identifier(target.externalReference)
  return `(select ${column} from external_reference where source = ${part('source')} and external_id = ${part('externalId')} and ${column} is not null)`
}

function idSql(statement: Statement, target: NodeDeclaration, id: Argument): string {
  return statement.bindArgument(
    'uuid',
    id,
    (given) => decodeGlobalId(String(given), [target.name], id.path).id,
  )
}
