import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo } from './demo.ts'
import { codeBlocks, fileLinks, shownOperations } from './documents/codeBlocks.ts'
import { commandProblem, shellCommands } from './documents/shellCommands.ts'

const root = new URL('../..', import.meta.url).pathname
const documents = globSync(['*.md', 'db/**/*.md', 'packages/**/*.md'], {
  cwd: root,
  exclude: (path) => path.split('/').at(-1) === 'node_modules',
}).sort()

let api: TestApi
beforeAll(async () => {
  api = await startDemo()
})
afterAll(() => api?.stop())

/** Where an operation that a document shows does not do what the document says. */
async function operationProblems(markdown: string): Promise<string[]> {
  const problems: string[] = []
  for (const { line, query, answer } of shownOperations(markdown)) {
    const { data, errors } = await api.ask(query)
    if (errors.length > 0) problems.push(`line ${line}: ${errors.map(({ message }) => message).join('; ')}`)
    else if (answer !== undefined) {
      try {
        expect(data).toEqual(answer.data)
      } catch (difference) {
        problems.push(`line ${line}: ${difference instanceof Error ? difference.message : difference}`)
      }
    }
  }
  return problems
}

/** Commands that a document tells people to type and that cannot work. */
async function shellProblems(markdown: string): Promise<string[]> {
  const problems: string[] = []
  for (const { language, line, text } of codeBlocks(markdown)) {
    if (!/^(sh|bash|shell|console)$/.test(language)) continue
    for (const command of shellCommands(text)) {
      const problem = await commandProblem(command)
      if (problem !== undefined) problems.push(`block of line ${line}: ${command.join(' ')}: ${problem}`)
    }
  }
  return problems
}

describe.each(documents)('%s', (path) => {
  const markdown = readFileSync(join(root, path), 'utf8')

  test('its operations answer as it says', async () => {
    expect(await operationProblems(markdown)).toEqual([])
  })

  test('its commands can be typed', async () => {
    expect(await shellProblems(markdown)).toEqual([])
  })

  test('its links lead to a file', () => {
    const targets = fileLinks(markdown).map((target) => join(dirname(join(root, path)), target))
    expect(targets.filter((target) => !existsSync(target))).toEqual([])
  })
})

test('the README is among them and shows an operation with its answer', () => {
  expect(documents).toContain('README.md')
  const shown = shownOperations(readFileSync(join(root, 'README.md'), 'utf8'))
  expect(shown.filter(({ answer }) => answer !== undefined)).not.toEqual([])
})

describe('what is wrong is found', () => {
  const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`
  const query = '{ team(by: { reference: { source: "directory", externalId: "platform" } }) { name kind } }'

  test.each([
    ['a right answer', query, '{ "data": { "team": { "name": "Platform", "kind": "IT" } } }', []],
    ['the data alone', query, '{ "team": { "kind": "IT", "name": "Platform" } }', []],
    ['a wrong answer', query, '{ "team": { "name": "Platform", "kind": "BUSINESS" } }', [/^line 1: /]],
    ['an answer with less', query, '{ "team": { "name": "Platform" } }', [/^line 1: /]],
    ['an unknown field', '{ teams { nodes { nmae } } }', '{}', [/^line 1: .*nmae/]],
  ])('%s', async (_what, operation, json, expected) => {
    const found = await operationProblems(
      `${fenced('graphql', operation)}\nIt says:\n\n${fenced('json', json)}`,
    )
    expect(found).toEqual(expected.map((pattern) => expect.stringMatching(pattern)))
  })

  test.each([
    ['npx -y pnpm start', undefined],
    ['DATABASE_URL=postgres://db/x npx -y pnpm throughline migrate --json', undefined],
    [
      'npx -y pnpm throughline sync kubernetes --file shop.yaml --set "cluster=a b" > out.txt # all',
      undefined,
    ],
    ['kubectl get pods -o json | throughline sync kubernetes --file -', undefined],
    ['throughline --help', undefined],
    ['pnpm --filter @throughline/sdk generate', undefined],
    ['npx -y pnpm exec vitest run test/e2e/documents.test.ts', undefined],
    ['npx -y pnpm strat', /no script strat/],
    ['npx pnpm start', /npx -y/],
    ['throughline snyc kubernetes --file a', /unknown command 'snyc'/],
    ['throughline sync kubernetes', /--file/],
    ['throughline sync kubernetes --file a --sources b', /unknown option '--sources'/],
    ['throughline token create ops --role BOSS', /BOSS/],
    ['true && node packages/sdk/examples/gone.ts', /true is neither/],
    ['node packages/sdk/examples/gone.ts', /no file packages\/sdk\/examples\/gone\.ts/],
    ['pnpm --filter @throughline/sdk publish-it', /no script publish-it/],
    ['pnpm exec eslnt .', /nothing installs eslnt/],
  ])('%s', async (line, problem) => {
    const found = await shellProblems(fenced('sh', line))
    if (problem === undefined) expect(found).toEqual([])
    else expect(found.join('\n')).toMatch(problem)
  })

  test('a block without an end, a link to nowhere', () => {
    expect(() => codeBlocks('```sh\nls')).toThrow('line 1')
    expect(fileLinks('[a](b.md#c) ![d](e/f.png) [g](https://h.example) [i](#j) ```[k](l)```')).toEqual([
      'b.md',
      'e/f.png',
      'l',
    ])
    expect(fileLinks('```\n[k](l)\n```\n')).toEqual([])
  })
})
