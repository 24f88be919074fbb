import type { Db } from '@throughline/db'
import { type ExecutionResult, type GraphQLSchema, isObjectType, parse } from 'graphql'
import { fieldPlan, type NodeDeclaration } from '../../../src/graph/declaration.ts'
import { run } from '../execution.ts'
import { signatureIn } from './variables.ts'

/** Cursors of every list of the API in several orderings, by type and ordering (`Service NAME:ASC,ID:ASC`). */
export async function collectCursors(
  schema: GraphQLSchema,
  db: Db,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  const lists = new Map<NodeDeclaration, string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const plan = fieldPlan(field)
      if (plan?.kind === 'root-connection')
        lists.set(plan.target, `${field.name}(ORDER) { edges { cursor } }`)
      const [parent] = [...lists].find(([node]) => node.name === type.name) ?? []
      if (plan?.kind === 'connection' && parent !== undefined && !lists.has(plan.target)) {
        lists.set(
          plan.target,
          `${lists.get(parent)?.split('(')[0]} { nodes { ${field.name}(ORDER) { edges { cursor } } } }`,
        )
      }
    }
  }
  for (const [node, list] of lists) {
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
    const fields = orders.map((order, index) => `f${index}: ${list.replace('ORDER', `orderBy: ${order}`)}`)
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
