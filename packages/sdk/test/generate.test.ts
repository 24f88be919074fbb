import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { differences, readGraphqlFiles, readSource, writeModules } from '../codegen/files.ts'
import { type GenerateInput, generate } from '../codegen/generate.ts'
import { CreateService } from './fixtures/generated/operations/create-service.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const schema = readSource(fixtures, 'schema.graphql')

const input: GenerateInput = {
  schema,
  operations: readGraphqlFiles(fixtures, 'operations'),
  fragments: readGraphqlFiles(fixtures, 'operations/fragments'),
  documentModule: '../../../../src/document.ts',
}

/** Generates from one operation's text. */
const generateOne = (path: string, text: string, schemaText = schema.text) =>
  generate({ ...input, schema: { ...schema, text: schemaText }, operations: [{ path, text }] })

test('the same input gives the same modules, whatever its order', async () => {
  const modules = await generate(input)
  const again = await generate({ ...input, operations: input.operations.toReversed() })
  expect([...again]).toEqual([...modules])
  expect(differences(join(fixtures, 'generated'), modules)).toEqual([])
})

test('the committed modules are what the generator makes of the committed schema', async () => {
  const root = join(import.meta.dirname, '..')
  const modules = await generate({
    schema: readSource(root, 'schema.graphql'),
    operations: readGraphqlFiles(root, 'operations'),
    fragments: readGraphqlFiles(root, 'operations/fragments'),
    documentModule: '../../document.ts',
  })
  expect(differences(join(root, 'src/generated'), modules)).toEqual([])
})

test('a mutation asks for its type name and everything its errors say', () => {
  expect(CreateService.text).toContain(
    '{__typename ...on Error{code message path}...on InvalidInputError{fields{path message}}' +
      '...on ConflictError{currentVersion}...on GateBlockedError{reasons{code message}}' +
      '...on CreateServicePayload{service{...ServiceFields}}}',
  )
  expect(validate(buildSchema(schema.text), parse(CreateService.text))).toEqual([])
})

test('a field of a mutation under another name is completed too', async () => {
  const text = `mutation Two { a: createService(input: { name: "a" }) { ... on CreateServicePayload { service { id } } } }`
  const module = (await generateOne('operations/two.graphql', text)).get('operations/two.ts')
  expect(module).toContain('{a:createService(input:{name:\\"a\\"}){__typename ...on Error{code message path}')
  expect(module).toContain('Document<Payloads<TwoMutation>, TwoMutationVariables>')
})

test('an operation ships the fragments it uses, and those they use', async () => {
  const fragments = [
    { path: 'a.graphql', text: 'fragment A on Service { ...B } fragment Unused on Service { id }' },
    { path: 'b.graphql', text: 'fragment B on Service { name ...C } fragment C on Service { kind }' },
  ]
  const operations = [{ path: 'one.graphql', text: 'query One { service(id: "x") { ...A ...C } }' }]
  const module = (await generate({ ...input, operations, fragments })).get('operations/one.ts')
  expect(module).toContain(
    'fragment A on Service{...B}fragment C on Service{kind}fragment B on Service{name ...C}",\n',
  )
})

describe('says where and what, for', () => {
  test.each([
    [
      'an unknown field',
      'services.graphql',
      'query Services {\n  srvices { edges }\n}',
      /srvices.*services[\s\S]*services\.graphql:2:3/,
    ],
    ['a syntax error', 'services.graphql', 'query Services {', /Syntax Error/],
    [
      'two operations',
      'a.graphql',
      'query A { __typename } query B { __typename }',
      /a\.graphql: holds 2 operations/,
    ],
    ['no operation', 'a.graphql', 'fragment A on Service { id }', /a\.graphql: holds 0 operations/],
    ['a wrong name', 'all-services.graphql', 'query Services { __typename }', /call it AllServices/],
    ['no name', 'all-services.graphql', '{ __typename }', /call it AllServices/],
    [
      'an unknown fragment',
      'a.graphql',
      'query A { service(id: "x") { ...Gone } }',
      /Unknown fragment "Gone"/,
    ],
  ])('%s', async (_, path, text, message) => {
    await expect(generateOne(path, text)).rejects.toThrow(message)
  })

  test('an operation among the fragments', async () => {
    const fragments = [{ path: 'operations/fragments/a.graphql', text: 'query A { __typename }' }]
    await expect(generate({ ...input, fragments })).rejects.toThrow(/fragments\/a\.graphql: only fragments/)
  })

  test('a scalar that has no type yet', async () => {
    const text = 'scalar Colour type Query { colour: Colour }'
    await expect(generateOne('a.graphql', 'query A { colour }', text)).rejects.toThrow(/Colour/)
  })

  test('an error type that clients would take for a payload', async () => {
    const text = schema.text.replaceAll('GateBlockedError', 'GateBlocked')
    const create = 'mutation A { createService(input: { name: "a" }) { __typename } }'
    await expect(generateOne('a.graphql', create, text)).rejects.toThrow(/GateBlocked must end in "Error"/)
  })
})

test('the folder holds the modules and no others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'))
  const modules = await generate(input)
  writeModules(folder, modules)
  expect(differences(folder, modules)).toEqual([])
  writeFileSync(join(folder, 'operations/gone.ts'), '')
  writeFileSync(join(folder, 'types.ts'), 'edited')
  rmSync(join(folder, 'operations/services.ts'))
  expect(differences(folder, modules)).toEqual(['operations/gone.ts', 'operations/services.ts', 'types.ts'])
  writeModules(folder, modules)
  expect(differences(folder, modules)).toEqual([])
  rmSync(folder, { recursive: true })
})

test('the command writes, checks and says what is out of date', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sdk-'))
  cpSync(join(fixtures, 'operations'), join(root, 'operations'), { recursive: true })
  cpSync(join(fixtures, 'schema.graphql'), join(root, 'schema.graphql'))
  const main = join(import.meta.dirname, '../codegen/main.ts')
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [main, '--root', root, ...args])
  await expect(run('--check')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('types.ts') })
  expect((await run()).stdout).toContain('5 modules')
  expect((await run('--check')).stdout).toContain('nothing changed')
  expect(readFileSync(join(root, 'src/generated/operations/services.ts'), 'utf8')).toContain(
    `from '../../document.ts'`,
  )
  writeFileSync(join(root, 'operations/services.graphql'), 'query Services { nothing }')
  await expect(run()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('services.graphql:1:18'),
  })
  expect((await run('--help')).stdout).toContain('--check')
  rmSync(root, { recursive: true })
})
