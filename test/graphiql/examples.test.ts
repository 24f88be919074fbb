import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleSlug, exampleVariables } from '../../packages/api/src/graphiql/example.ts'
import { examples } from '../../packages/api/src/graphiql/examples.ts'
import { type CommandLine, openCommandLine, type Serving } from '../e2e/commandLine.ts'
import { startChromium } from './chromium.ts'
import { checkExamples, foreign, openGraphiql, untilCurrent, watch } from './graphiqlPage.ts'

let throughline: CommandLine
let server: Serving

beforeAll(async () => {
  throughline = await openCommandLine()
  server = await throughline.serve()
})
afterAll(() => throughline?.[Symbol.asyncDispose]())

test('every example runs in GraphiQL against the demo organisation, with nothing from outside', async () => {
  await using browser = await startChromium()
  const context = await browser.newContext()
  const seen = watch(context)
  const page = await context.newPage()
  await openGraphiql(page, server.link)
  await untilCurrent(page, 'What carries this objective?')
  // The code is used; the token lasts for the tab.
  await checkExamples(page, server.url, examples)
  expect(foreign(seen.requests, server.url)).toEqual([])
  expect(seen.complaints).toEqual([])

  const another = await (await browser.newContext()).newPage()
  await openGraphiql(another, server.link)
  expect(await another.getByLabel('API token').inputValue()).toBe('')
  expect(await another.locator('#notice').textContent()).toContain('has been used')
}, 240_000)

/** Every path to a place where the answer says nothing: null, or a list without a member. */
function silences(value: unknown, path = ''): string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [path]
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => silences(inner, `${path}/${key}`))
}

async function ask(query: string, variables: Record<string, unknown> | undefined) {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
    body: JSON.stringify({ query, variables }),
  })
  return response.json() as Promise<{ data: Record<string, unknown>; errors?: unknown }>
}

test.each(examples.map((example) => [example.title, example] as const))(
  '%s has something to show',
  async (_title, example) => {
    const { data, errors } = await ask(example.query, exampleVariables(example, new Date()))
    expect(errors).toBeUndefined()
    // Down to the first list, where the answer as a whole would be empty; deeper a null is a fact.
    expect(silences(data).filter((path) => path.split('/').length <= 4)).toEqual([])
  },
)

test('an answer that says nothing is seen', async () => {
  const { data } = await ask(
    '{ asset(by: { reference: { source: "netbox", externalId: "none" } }) { id } }',
    {},
  )
  expect(silences(data)).toEqual(['/asset'])
  const empty = await ask('{ teams(filter: { name: { eq: "none" } }) { nodes { id } } }', {})
  expect(silences(empty.data)).toEqual(['/teams/nodes'])
})

test.each(examples.filter(({ variables }) => typeof variables === 'function').map((one) => [one.title, one]))(
  '%s answers on other days too',
  async (_title, example) => {
    for (const day of ['2024-02-29T23:59:59Z', '2031-12-31T12:00:00Z']) {
      const { errors } = await ask(example.query, exampleVariables(example, new Date(day)))
      expect(errors).toBeUndefined()
    }
  },
)

test('the day that shows in the variables is that of the server', () => {
  const example = examples.find(({ title }) => title === 'What happened to this metric?')
  const variables = example && exampleVariables(example, new Date('2026-03-01T05:06:07Z'))
  expect(variables).toEqual({ from: '2026-01-20T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' })
})

test('titles, slugs and operation names are unique', () => {
  const slugs = examples.map(({ title }) => exampleSlug(title))
  const names = examples.map(({ query }) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1])
  expect(new Set(slugs).size).toBe(examples.length)
  expect(new Set(names).size).toBe(examples.length)
  expect(names).not.toContain(undefined)
})
