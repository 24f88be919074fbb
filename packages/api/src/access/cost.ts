import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { Variables } from '../graph/argument.ts'
import { Estimate, POINTS, type Reading } from './cost-estimate.ts'

/**
 * What an operation costs at most, in points, from the document and its variables. It is computed before execution
 * and without the database. Variables that GraphQL will refuse cost what a request costs.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  given: Variables | null | undefined,
): number {
  const operation = getOperationAST(document, operationName)
  if (!operation) return POINTS.request
  const definitions = operation.variableDefinitions ?? []
  const { coerced: variables } = getVariableValues(schema, definitions, { ...given }, { maxErrors: 1 })
  if (variables === undefined) return POINTS.request
  const known = knownOf(operation, document)
  const shape = known.conditions.map((name) => String(variables[name])).join()
  const readings = known.readings.get(shape)
  const cost = readings === undefined ? undefined : known.costs.get(keyOf(shape, readings, variables))
  if (cost !== undefined) return cost
  const estimate = new Estimate(schema, document, variables)
  const computed = Math.max(POINTS.request, estimate.operation(operation))
  known.readings.set(shape, estimate.readings)
  known.costs.set(keyOf(shape, estimate.readings, variables), computed)
  return computed
}

/** The costs of one operation: few numbers of its variables decide them. */
interface Known {
  /** The variables that decide which fields are selected. */
  readonly conditions: readonly string[]
  /** What is to be read of the variables, by the values of the conditions. */
  readonly readings: Map<string, readonly Reading[]>
  readonly costs: Map<string, number>
}

/** Callers control how many there are. */
const MOST_COSTS = 100

const operations = new WeakMap<OperationDefinitionNode, Known>()

function knownOf(operation: OperationDefinitionNode, document: DocumentNode): Known {
  const known = operations.get(operation) ?? {
    conditions: conditionsOf(document),
    readings: new Map(),
    costs: new Map(),
  }
  operations.set(operation, known)
  if (known.costs.size < MOST_COSTS) return known
  known.readings.clear()
  known.costs.clear()
  return known
}

function keyOf(shape: string, readings: readonly Reading[], variables: Variables): string {
  return `${shape};${readings.map((read) => read(variables)).join()}`
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === 'Variable') names.add(value.name.value)
      }
    },
  })
  return [...names]
}
