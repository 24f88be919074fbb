import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import * as documents from './documents.ts'

const schema = buildSchema(readFileSync(new URL('../../../sdk/schema.graphql', import.meta.url), 'utf8'))

test.each(Object.entries(documents))('%s fits the schema', (_name, document) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
})
