import type { Db } from '@throughline/db'
import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql'
import { fieldPlan, type NodeDeclaration } from '../../../src/graph/declaration.ts'
import { run } from '../execution.ts'
import { signatureIn } from './variables.ts'

/** Cursors of every list of the API in several orderings, by type and ordering. */
export async function collectCursors(
  schema: GraphQLSchema,
  db: Db,
  nodes: readonly NodeDeclaration[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const node of nodes) {
    const list = Object.values(schema.getQueryType()?.getFields() ?? {}).find((field) => {
      const plan = fieldPlan(field)
      return plan?.kind === 'root-connection' && plan.target.name === node.name
    })
    if (list === undefined) continue
    const keys = [...node.orders.keys()]
    const orders = [
      '[]',
      ...keys.flatMap((key) =>
        ['ASC', 'DESC'].map((direction) => `[{field: ${key}, direction: ${direction}}]`),
      ),
      ...keys
        .slice(1)
        .map((key) => `[{field: ${key}, direction: DESC}, {field: ${keys[0]}, direction: ASC}]`),
    ]
    const fields = orders.map(
      (order, index) => `f${index}: ${list.name}(orderBy: ${order}) { edges { cursor } }`,
    )
    for (const cursor of cursorsIn(await run(schema, db, parse(`{ ${fields.join(' ')} }`)))) {
      const key = `${node.name} ${signatureIn(cursor)}`
      found.set(key, [...(found.get(key) ?? []), cursor])
    }
  }
  return found
}

/** Everything in an answer that is a cursor. */
export function cursorsIn(result: ExecutionResult): string[] {
  const text = JSON.stringify(result.data ?? null)
  return [...text.matchAll(/"(WyJ[\w-]+)"/g)].map(([, cursor]) => cursor ?? '')
}
