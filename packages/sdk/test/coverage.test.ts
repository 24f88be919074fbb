import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  buildSchema,
  extendSchema,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { expect, test } from 'vitest'
import type { Document } from '../src/index.ts'

const root = new URL('..', import.meta.url)
const schema = buildSchema(readFileSync(new URL('schema.graphql', root), 'utf8'))
const folder = new URL('src/generated/operations/', root)

interface Module {
  readonly file: string
  readonly exported: readonly (readonly [string, Document<unknown, unknown>])[]
}

const modules: readonly Module[] = await Promise.all(
  globSync('*.ts', { cwd: folder }).map(async (file) => ({
    file: basename(file, '.ts'),
    exported: Object.entries(await import(new URL(file, folder).href)),
  })),
)
const documents = modules.flatMap(({ exported }) => exported.map(([, document]) => document))

/** The root fields that an operation selects, such as `query services`. */
function selected({ kind, text }: Document<unknown, unknown>): string[] {
  return parse(text).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((field) =>
          field.kind === Kind.FIELD ? [`${kind} ${field.name.value}`] : [],
        )
      : [],
  )
}

/** The root fields of a schema that are not selected by an operation of the SDK with the field's name. */
function uncovered(schema: GraphQLSchema): string[] {
  const covered = new Set(
    documents.flatMap((document) =>
      selected(document).filter((field) => field.toLowerCase().endsWith(` ${document.name.toLowerCase()}`)),
    ),
  )
  return Object.values(OperationTypeNode)
    .flatMap((kind) =>
      Object.values(schema.getRootType(kind)?.getFields() ?? {})
        .filter(({ deprecationReason }) => deprecationReason === undefined)
        .map(({ name }) => `${kind} ${name}`),
    )
    .filter((field) => !covered.has(field))
}

test('every root field of the schema has its operation', () => {
  expect(documents.length).toBeGreaterThan(100)
  expect(uncovered(schema)).toEqual([])
})

test('a root field without an operation would be found', () => {
  const more = parse(`
    extend type Query { asssets: Int old: Int @deprecated }
    extend type Mutation { mergeTeams: Int }
    extend type Subscription { alertsFiring: Int }`)
  expect(uncovered(extendSchema(schema, more)).toSorted()).toEqual([
    'mutation mergeTeams',
    'query asssets',
    'subscription alertsFiring',
  ])
})

test.each(modules)('$file exports one operation that the schema takes', ({ file, exported }) => {
  const [[name, document] = ['', undefined], ...more] = exported
  if (document === undefined) throw new Error('It exports nothing')
  expect(more).toEqual([])
  expect(document.name).toBe(name)
  expect(name.toLowerCase()).toBe(file.replaceAll('-', ''))
  const parsed = parse(document.text)
  expect(validate(schema, parsed)).toEqual([])
  expect(parsed.definitions[0]).toMatchObject({ operation: document.kind, name: { value: name } })
  expect(gzipSync(JSON.stringify(document)).length).toBeLessThan(1000)
})
