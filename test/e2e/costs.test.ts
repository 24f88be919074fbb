import { globSync, readFileSync } from 'node:fs'
import type { Document } from '@throughline/sdk'
import { getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { operationCost } from '../../packages/api/src/access/cost.ts'
import { COST_LIMIT } from '../../packages/api/src/access/cost-limit.ts'
import { exampleVariables } from '../../packages/api/src/graphiql/example.ts'
import { examples } from '../../packages/api/src/graphiql/examples.ts'
import { schema } from '../../packages/api/src/schema.ts'
import { sampleVariables } from '../../packages/api/test/limits/sample-variables.ts'
import { worstQueries } from '../../packages/api/test/limits/worst-queries.ts'

const folder = new URL('../../packages/sdk/src/generated/operations/', import.meta.url)
const modules = await Promise.all(
  globSync('*.ts', { cwd: folder }).map(
    (file): Promise<Record<string, Document<object, object>>> => import(new URL(file, folder).href),
  ),
)
const documents = modules.flatMap((module) => Object.values(module))

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  return operationCost(schema, parse(query), undefined, variables)
}

const costOfExamples = examples.map(
  (example) => [example.title, costOf(example.query, exampleVariables(example, new Date(0)))] as const,
)
const costOfWorst = Object.entries(worstQueries).map(([what, query]) => [what, costOf(query)] as const)

describe('at most half the limit', () => {
  test.each(costOfExamples)('costs the example "%s"', (_title, cost) => {
    expect(cost).toBeGreaterThan(1)
    expect(cost).toBeLessThanOrEqual(COST_LIMIT / 2)
  })

  test('cost the operations of the SDK with their default variables', () => {
    const costs = documents.map(({ name, text }) => {
      const operation = getOperationAST(parse(text))
      if (!operation) throw new Error(`${name} is no operation`)
      return [name, costOf(text, sampleVariables(schema, operation))] as const
    })
    expect(costs.length).toBeGreaterThan(100)
    expect(Object.fromEntries(costs).Services).toBeGreaterThan(100)
    expect(costs.filter(([, cost]) => cost > COST_LIMIT / 2)).toEqual([])
  })
})

test('the page on limits says what examples and refused operations cost', () => {
  const page = readFileSync(new URL('../../packages/api/docs/limits.md', import.meta.url), 'utf8')
  const said = new Map(
    [...page.matchAll(/^\| (.+) \| ([\d,]+) \|$/gm)].map(([, what, points]) => [what, points]),
  )
  const costs = [...costOfExamples, ...costOfWorst]
  expect(costs.map(([what]) => [what, said.get(what)])).toEqual(
    costs.map(([what, cost]) => [what, cost.toLocaleString('en-US')]),
  )
})
