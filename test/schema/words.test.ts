import { glob, readFile } from 'node:fs/promises'
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../packages/api/src/cli/program.ts'

type Command = ReturnType<typeof createProgram>

const ROOT = new URL('../../', import.meta.url)

/** Wording that leaves the subject, the time or the default of a statement to the reader. */
const DENIED = [
  'told',
  'untold',
  'doer',
  'whoever',
  'nobody',
  'somebody',
  'by now',
  'anew',
  'taken back',
  'is said',
  'not said',
  'census',
  'the house',
  'this house',
  'voices?',
  'winners?',
  'losers?',
  'connectors?',
  'made-up',
  'stretch(?:es)?',
]

/** Terms that the glossary replaces everywhere in the code: in names, comments and messages. */
const REPLACED = [
  'census',
  'voice',
  'voices',
  'winner',
  'winners',
  'loser',
  'losers',
  'contender',
  'contenders',
  'connector',
  'connectors',
]

/** A role of the API. */
const KEPT = 'CONNECTOR'

/**
 * Hits that remain in each area. A corrected text lowers its number; no change may raise one. The errors and one
 * document name the account `nobody`; the code names a resource type of Terraform.
 */
const REMAINING = { schema: 0, help: 0, documents: 1, errors: 2, code: 1 }

interface Text {
  /** Where a hit is to be corrected. */
  readonly where: string
  readonly text: string
}

function hitsIn(texts: readonly Text[]): string[] {
  const denied = new RegExp(`\\b(?:${DENIED.join('|').replaceAll(' ', '\\s+')})\\b`, 'gi')
  return matchesIn(texts, denied, (word) => word !== KEPT)
}

/** Finds replaced terms as words of identifiers, comments and literals. */
function replacedIn(texts: readonly Text[]): string[] {
  const replaced = new Set(REPLACED)
  const words = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g
  return matchesIn(texts, words, (word) => word !== KEPT && replaced.has(word.toLowerCase()))
}

function matchesIn(texts: readonly Text[], pattern: RegExp, isDenied: (word: string) => boolean): string[] {
  return texts.flatMap(({ where, text }) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: word }) => isDenied(word))
      .map(({ 0: word, index }) => {
        const excerpt = text.slice(Math.max(0, index - 40), index + word.length + 40)
        return `${where}: …${excerpt.replaceAll(/\s+/g, ' ')}…`
      }),
  )
}

function schemaTexts(schema: string): Text[] {
  return Object.values(buildSchema(schema).getTypeMap()).flatMap((type) => [
    { where: type.name, text: type.description ?? '' },
    ...membersOf(type).map(({ name, description }) => ({
      where: `${type.name}.${name}`,
      text: description ?? '',
    })),
  ])
}

function membersOf(
  type: unknown,
): { readonly name: string; readonly description?: string | null | undefined }[] {
  if (isEnumType(type)) return [...type.getValues()]
  if (isInputObjectType(type)) return Object.values(type.getFields())
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [field, ...field.args])
}

/** The help of a command and of all commands below it, as --help prints it. */
function helpTexts(command: Command): Text[] {
  const parts: string[] = []
  command.configureOutput({ writeOut: (part) => parts.push(part) }).outputHelp()
  const own = { where: `${command.name()} --help`, text: parts.join('') }
  return [own, ...command.commands.flatMap(helpTexts)]
}

async function documentTexts(): Promise<Text[]> {
  const texts: Text[] = []
  for await (const path of files('**/*.md')) {
    if (path !== 'CHANGELOG.md')
      texts.push({ where: path, text: await readFile(new URL(path, ROOT), 'utf8') })
  }
  return texts
}

async function errorTexts(): Promise<Text[]> {
  const texts: Text[] = []
  for await (const path of files('{db,packages/*,packages/plugins/*}/src/**/*.ts')) {
    if (/\.(test|fixture)\.ts$/.test(path)) continue
    const source = await readFile(new URL(path, ROOT), 'utf8')
    texts.push(...literalsOfErrors(source).map((text) => ({ where: path, text })))
  }
  return texts
}

/** Sources and tests, with their paths. Without tests of releases, which compare old names with new ones, and this list. */
async function codeTexts(): Promise<Text[]> {
  const texts: Text[] = []
  for await (const path of files('{db/{src,test,seed/test},packages,test}/**/*.ts')) {
    if (path.startsWith('packages/api/test/releases/') || path === 'test/schema/words.test.ts') continue
    texts.push({ where: path, text: `${path}\n${await readFile(new URL(path, ROOT), 'utf8')}` })
  }
  return texts
}

function files(pattern: string): AsyncIterable<string> {
  const skipped = (path: string) => /(^|\/)(node_modules|\.[^/]+)$/.test(path)
  return glob(pattern, { cwd: ROOT.pathname, exclude: skipped })
}

/** String literals in calls that make an error. */
function literalsOfErrors(source: string): string[] {
  const calls = source.matchAll(/\b(?:throw new \w+|new \w*Error|graphqlError|InvalidInput\.at)\(/g)
  return [...new Set([...calls].map(({ 0: call, index }) => index + call.length))].flatMap((start) =>
    literalsOfCall(source, start),
  )
}

/** String literals from `start`, which is behind an opening parenthesis, to the closing one; without `${…}`. */
function literalsOfCall(source: string, start: number): string[] {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`|[(){}]/gy
  const literals: string[] = []
  const open: string[] = ['(']
  for (let at = start; at < source.length && open.length > 0; ) {
    if (open.at(-1) === '`') {
      const [part = ''] = /^(?:\\.|\$(?!\{)|[^`\\$])*/s.exec(source.slice(at)) ?? []
      literals.push(part)
      at += part.length
      if (source[at] === '`') open.pop()
      else open.push('{')
      at += source[at] === '`' ? 1 : 2
      continue
    }
    token.lastIndex = at
    const found = token.exec(source)?.[0]
    if (found === undefined) at += 1
    else {
      if (found === '(' || found === '{' || found === '`') open.push(found)
      else if (found === ')' || found === '}') open.pop()
      else literals.push(found.slice(1, -1))
      at += found.length
    }
  }
  return literals
}

const AREAS: Record<keyof typeof REMAINING, () => Promise<string[]>> = {
  schema: async () =>
    hitsIn(schemaTexts(await readFile(new URL('packages/sdk/schema.graphql', ROOT), 'utf8'))),
  help: async () => hitsIn(helpTexts(createProgram(unused, unused))),
  documents: async () => hitsIn(await documentTexts()),
  errors: async () => hitsIn(await errorTexts()),
  code: async () => replacedIn(await codeTexts()),
}

function unused(): never {
  throw new Error('Help runs no command.')
}

describe('plain wording', () => {
  it.each(Object.keys(REMAINING) as (keyof typeof REMAINING)[])('is kept in the %s', async (area) => {
    const hits = await AREAS[area]()
    expect(hits.length, `Reword these texts:\n${hits.join('\n')}`).toBeLessThanOrEqual(REMAINING[area])
    expect(hits.length, `Lower REMAINING.${area} to ${hits.length}.`).toBe(REMAINING[area])
  })

  it('is looked for in every text of an area', async () => {
    expect((await documentTexts()).map(({ where }) => where)).toEqual(
      expect.arrayContaining(['README.md', 'packages/api/docs/sync.md', 'packages/plugins/kit/README.md']),
    )
    expect(helpTexts(createProgram(unused, unused)).map(({ where }) => where)).toEqual(
      expect.arrayContaining(['serve --help', 'rotate-keys --help', 'check --help']),
    )
    expect((await errorTexts()).length).toBeGreaterThan(300)
    expect((await codeTexts()).length).toBeGreaterThan(1000)
  })

  it('would be missed by its absence', () => {
    const schema = `"Whoever asks." type Query { "The census." a("""If not\nsaid.""" x: Int): E }
      "By now." enum E { "Nobody." A } "Anew." input I { "Is said." b: Int }`
    expect(hitsIn(schemaTexts(schema)).map((hit) => hit.split(':')[0])).toEqual(
      expect.arrayContaining(['Query', 'Query.a', 'Query.x', 'E', 'E.A', 'I', 'I.b']),
    )
  })

  it('would be missed in a name, a comment or a constant', () => {
    const text = 'const halfCensus = VOICE_OF // the loser\nconst closer = invoice + Role.CONNECTOR'
    expect(replacedIn([{ where: 'a', text }])).toHaveLength(3)
  })

  it('would be missed in an error, whatever its literals look like', () => {
    const source =
      'throw new NotFound(`a $' +
      "{told(`b`)} (d`, [x('e')])\nconst told = 'told'\nreturn InvalidInput.at(['f'], \"g\")"
    expect(literalsOfErrors(source)).toEqual(['a ', 'b', ' (d', 'e', 'f', 'g'])
  })
})
