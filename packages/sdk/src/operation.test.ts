import { expect, test } from 'vitest'
import { InvalidInputError } from './errors.ts'
import { readOperation } from './operation.ts'

test.each([
  ['{ a }', { kind: 'query' }],
  ['query { a }', { kind: 'query' }],
  [
    'query Services($a: In = { b: [1] }) @live(x: { y: 1 }) { a(b: { c: "}" }) }',
    { kind: 'query', name: 'Services' },
  ],
  ['# mutation M { a }\n\n, query Q{a}', { kind: 'query', name: 'Q' }],
  ['fragment mutation on T { query } mutation M { a { ...mutation } }', { kind: 'mutation', name: 'M' }],
  ['fragment F on T { mutation } { a { ...F } }', { kind: 'query' }],
  ['mutation{a(text: """ } query \\""" { """)}', { kind: 'mutation' }],
  ['"""Says { what } it does""" mutation\n  M { a(b: "\\"}{") }', { kind: 'mutation', name: 'M' }],
  ['\uFEFFsubscription S { query { mutation } }', { kind: 'subscription', name: 'S' }],
  ['query mutation { a }', { kind: 'query', name: 'mutation' }],
  ['query queryMutation { a }', { kind: 'query', name: 'queryMutation' }],
])('reads kind and name of %j', (document, expected) => {
  expect(readOperation(document)).toEqual(expected)
})

test.each([
  '',
  'fragment F on T { a }',
  'query A { a } query B { b }',
  '{ a } mutation M { b }',
  'not graphql',
])('refuses %j, which is not one operation', (document) => {
  expect(() => readOperation(document)).toThrow(InvalidInputError)
})
