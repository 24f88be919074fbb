import {
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  parse,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import { visibleTo } from '../../../src/graph/visibility.ts'

/** A schema in which some things were given a rule and others were forgotten. */
const Named = new GraphQLInterfaceType({ name: 'Named', fields: { name: { type: GraphQLString } } })
const Shown = new GraphQLInterfaceType({
  name: 'Shown',
  extensions: visibleTo('READERS'),
  fields: { name: { type: GraphQLString } },
})
const Ruled = new GraphQLObjectType({
  name: 'Ruled',
  interfaces: [Shown],
  extensions: visibleTo('READERS'),
  fields: {
    name: { type: GraphQLString },
    secret: { type: GraphQLString, extensions: visibleTo('ADMINISTRATORS') },
    misspelt: { type: GraphQLString, extensions: { visibleTo: 'EVERYBODY' } },
  },
})
const Forgotten = new GraphQLObjectType({
  name: 'Forgotten',
  interfaces: [Named, Shown],
  fields: { name: { type: GraphQLString } },
})
const Either = new GraphQLUnionType({ name: 'Either', types: [Ruled, Forgotten] })
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      ruled: { type: Ruled, args: { id: { type: GraphQLID } }, extensions: visibleTo('READERS') },
      forgotten: { type: Forgotten, extensions: visibleTo('READERS') },
      named: { type: Named, extensions: visibleTo('READERS') },
      shown: { type: Shown, extensions: visibleTo('READERS') },
      either: { type: Either, extensions: visibleTo('READERS') },
      bare: { type: GraphQLString },
    },
  }),
})

const codeFor = (text: string, role: 'VIEWER' | 'ADMIN') =>
  denial(schema, parse(text), { id: 'test', name: 'token:test', roles: [role] })?.extensions.code ?? null

describe('what has no rule is for nobody', () => {
  test.each([
    ['a field of a type without one', '{ forgotten { name } }'],
    ['a field of its own without one, on a type without one', '{ bare }'],
    ['a rule that names no role', '{ ruled { misspelt } }'],
    ['a field of an interface without one', '{ named { name } }'],
    ['a type behind an interface that has one', '{ shown { ... on Forgotten { name } } }'],
    ['a member of a union', '{ either { ... on Forgotten { name } } }'],
    ['under an alias', '{ ok: ruled { name } name: bare }'],
    [
      'in a fragment',
      'query { ...A } fragment A on Query { forgotten { ...B } } fragment B on Forgotten { name }',
    ],
    ['in a fragment that is not used', 'query { ruled { name } } fragment B on Forgotten { name }'],
    ['in an operation that is not run', 'query A { ruled { name } } query B { bare }'],
    ['left out by a directive', '{ ruled { name } bare @include(if: false) }'],
  ])('%s', (_what, text) => {
    expect(codeFor(text, 'VIEWER')).toBe('FORBIDDEN')
    expect(codeFor(text, 'ADMIN')).toBe('FORBIDDEN')
  })

  test('what has one is for those it names', () => {
    expect(
      codeFor('{ ruled { name } shown { name } either { ... on Ruled { name } __typename } }', 'VIEWER'),
    ).toBeNull()
    expect(codeFor('{ ruled { secret } }', 'VIEWER')).toBe('FORBIDDEN')
    expect(codeFor('{ ruled { secret } }', 'ADMIN')).toBeNull()
    expect(codeFor('{ __schema { types { name } } __typename }', 'VIEWER')).toBeNull()
  })

  test('an actor of several roles may do what one of them may', () => {
    const codes = (text: string) =>
      denial(schema, parse(text), { id: 'test', name: 'token:both', roles: ['CONNECTOR', 'VIEWER'] })
        ?.extensions.code
    expect(codes('{ ruled { name } }')).toBeUndefined()
    expect(codes('{ ruled { secret } }')).toBe('FORBIDDEN')
    expect(
      denial(schema, parse('{ ruled { name } }'), { id: 'test', name: 'token:none', roles: [] })?.message,
    ).toBe('Query.ruled takes the role VIEWER, EDITOR, APPROVER or ADMIN; this token has no role.')
  })

  test('a decision is kept for a role, not for whoever asked first', () => {
    const document = parse('{ ruled { secret } }')
    expect(denial(schema, document, { id: 'test', name: 'token:a', roles: ['ADMIN'] })).toBeNull()
    expect(
      denial(schema, document, { id: 'test', name: 'token:b', roles: ['VIEWER'] })?.extensions.code,
    ).toBe('FORBIDDEN')
    expect(denial(schema, document, undefined)?.extensions.code).toBe('UNAUTHENTICATED')
    expect(denial(schema, document, { id: 'test', name: 'token:a', roles: ['ADMIN'] })).toBeNull()
  })
})
