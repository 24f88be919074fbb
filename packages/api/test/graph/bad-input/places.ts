import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { fieldPlan } from '../../../src/graph/declaration.ts'

/** A place in a request where a value goes, and how to write a request that has a given value there. */
export interface Place {
  readonly name: string
  /** The name of the scalar that belongs there. */
  readonly scalar: string
  request(value: unknown): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> }
}

/** Gives a good id of a type; with the type's name not known, of any. */
type IdOf = (field: string) => string

/**
 * Every scalar in the arguments of every field of Query, and of those on the types of its lists. Filters are
 * taken apart on Query alone and not across relations: further down it is the same filters again.
 */
export function queryPlaces(schema: GraphQLSchema, idOf: IdOf): Place[] {
  const query = schema.getQueryType()
  if (!query) return []
  const roots = Object.values(query.getFields())
  const nested = roots.flatMap((root) => {
    const plan = fieldPlan(root)
    const type = plan?.kind === 'root-connection' ? schema.getType(plan.target.name) : undefined
    if (!isObjectType(type)) return []
    return Object.values(type.getFields())
      .filter((field) => field.args.length > 0)
      .flatMap((field) =>
        argumentPlaces(
          field,
          idOf,
          0,
          `${root.name}.`,
          (part) => `${root.name}(first: 1) { nodes { ${part} } }`,
        ),
      )
  })
  return [...roots.flatMap((root) => argumentPlaces(root, idOf, 1, '', (part) => part)), ...nested]
}

function argumentPlaces(
  field: GraphQLField<unknown, unknown>,
  idOf: IdOf,
  relations: number,
  prefix: string,
  around: (part: string) => string,
): Place[] {
  return field.args.flatMap((argument) =>
    scalarPlaces(argument.type, idOf, relations, field.name).map(({ path, scalar, whole }) => ({
      name: `${prefix}${field.name}(${[argument.name, ...path].join('.')})`,
      scalar,
      request(value) {
        const others = field.args.filter(
          (other) => other !== argument && isNonNullType(other.type) && other.defaultValue === undefined,
        )
        const given = [argument, ...others]
        const definitions = given.map(({ name, type }) => `$${name}: ${type}`).join(', ')
        const list = given.map(({ name }) => `${name}: $${name}`).join(', ')
        return {
          query: `query (${definitions}) { ${around(`${field.name}(${list}) ${selectionOf(field)}`)} }`,
          variables: {
            ...Object.fromEntries(
              others.map((other) => [other.name, goodValue(other.type, idOf, other.name)]),
            ),
            [argument.name]: whole(value),
          },
        }
      },
    })),
  )
}

/** The mutation in which external references are tried: all read them in one way. */
const WITH_REFERENCES = 'linkAssetsToService'

/** Every scalar in the input of every mutation; those of external references in one of them. */
export function mutationPlaces(schema: GraphQLSchema, idOf: IdOf): Place[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((argument) =>
      scalarPlaces(argument.type, idOf, 3, field.name)
        .filter(({ path }) => field.name === WITH_REFERENCES || path.at(-2) !== 'reference')
        .map(({ path, scalar, whole }) => ({
          name: `${field.name}(${path.join('.')})`,
          scalar,
          request: (value) => ({
            query: `mutation ($input: ${argument.type}) { ${field.name}(input: $input) { __typename ... on Error { code message path } ${rowsOf(field)} } }`,
            variables: { input: whole(value) },
          }),
        })),
    ),
  )
}

/** What a mutation says of each row of its input, where it takes and refuses them one by one. */
function rowsOf(field: GraphQLField<unknown, unknown>): string {
  const union = getNamedType(field.type)
  const payload = isUnionType(union)
    ? union.getTypes().find((type) => 'results' in type.getFields())
    : undefined
  return payload === undefined ? '' : `... on ${payload.name} { results { outcome message } }`
}

/** Enough of what a field gives that its arguments matter. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type)
  return isObjectType(type) && 'totalCount' in type.getFields()
    ? '{ totalCount edges { cursor } }'
    : '{ __typename }'
}

interface ScalarPlace {
  readonly path: readonly string[]
  readonly scalar: string
  /** The whole input, good but for the value given. */
  whole(value: unknown): unknown
}

/** @param relations how many filters on other types may lie on the way */
function scalarPlaces(type: GraphQLInputType, idOf: IdOf, relations: number, name: string): ScalarPlace[] {
  const plain = getNullableType(type)
  if (isListType(plain)) {
    return scalarPlaces(plain.ofType, idOf, relations, name).map(({ path, scalar, whole }) => ({
      path: ['0', ...path],
      scalar,
      whole: (value) => [whole(value)],
    }))
  }
  if (isInputObjectType(plain)) {
    if (relations === 0 && !('isNull' in plain.getFields())) return []
    const fields = Object.values(plain.getFields())
    const required = (except: string) =>
      Object.fromEntries(
        fields
          .filter(
            (field) => field.name !== except && isNonNullType(field.type) && field.defaultValue === undefined,
          )
          .map((field) => [field.name, goodValue(field.type, idOf, field.name)]),
      )
    return fields.flatMap((field) =>
      scalarPlaces(field.type, idOf, relations - 1, plain.isOneOf ? name : field.name).map(
        ({ path, scalar, whole }) => ({
          path: [field.name, ...path],
          scalar,
          whole: (value: unknown) => ({ ...required(field.name), [field.name]: whole(value) }),
        }),
      ),
    )
  }
  return [{ path: [], scalar: getNamedType(plain).name, whole: (value) => value }]
}

function goodValue(type: GraphQLInputType, idOf: IdOf, name: string): unknown {
  const plain = getNullableType(type)
  if (isListType(plain)) return [goodValue(plain.ofType, idOf, name)]
  if (isEnumType(plain)) return plain.getValues()[0]?.name
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields())
    const required = plain.isOneOf
      ? fields.slice(0, 1)
      : fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
    return Object.fromEntries(
      required.map((field) => [field.name, goodValue(field.type, idOf, plain.isOneOf ? name : field.name)]),
    )
  }
  const values: Readonly<Record<string, unknown>> = {
    ID: idOf(name),
    String: 'good',
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2024-01-01T00:00:00Z',
    Date: '2024-01-01',
    Decimal: '1',
    JSON: {},
    URL: 'https://example.org/',
  }
  return values[plain.name]
}
