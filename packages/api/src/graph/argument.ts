import { type FieldNode, type GraphQLField, getArgumentValues, Kind, type ValueNode } from 'graphql'

/** The coerced variables of a request. */
export type Variables = Readonly<Record<string, unknown>>

/**
 * One value of a field's arguments, together with where it came from, so that a statement compiled with the
 * variables of one request can be bound with those of the next.
 */
export interface Argument {
  /** The coerced value in the request that is being compiled. Its shape may be relied on, its leaves not. */
  readonly value: unknown
  /** The value in another request of the same shape. */
  read(variables: Variables): unknown
  /** A part of it: a field of an input object, an element of a list. */
  at(key: string | number): Argument
  /** From the field's arguments down, for messages. */
  readonly path: readonly string[]
}

/** The arguments of a field as the document gives them, defaults included; absent ones have value undefined. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): (name: string) => Argument {
  const values = getArgumentValues(field, node, { ...variables })
  return (name) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value
    return given === undefined
      ? constant(values[name], [name])
      : written(values[name], given, [name], variables)
  }
}

/** An argument that no variable can change. */
export function constant(value: unknown, path: readonly string[]): Argument {
  return {
    value,
    path,
    read: () => value,
    at: (key) => constant(part(value, key), [...path, String(key)]),
  }
}

function written(value: unknown, node: ValueNode, path: readonly string[], variables: Variables): Argument {
  if (node.kind === Kind.VARIABLE) {
    // Where a variable is left out the default stands; whether it is there is part of a request's shape.
    const isGiven = Object.hasOwn(variables, node.name.value)
    return isGiven ? variable(value, node.name.value, [], path) : constant(value, path)
  }
  return {
    value,
    path,
    read(others) {
      if (Array.isArray(value)) return value.map((_, index) => this.at(index).read(others))
      if (node.kind === Kind.OBJECT && isRecord(value)) {
        return Object.fromEntries(Object.keys(value).map((key) => [key, this.at(key).read(others)]))
      }
      return value
    },
    at(key) {
      const below = child(node, key)
      const inner = part(value, key)
      const where = [...path, String(key)]
      return below === undefined ? constant(inner, where) : written(inner, below, where, variables)
    },
  }
}

function variable(
  value: unknown,
  name: string,
  keys: readonly (string | number)[],
  path: readonly string[],
): Argument {
  return {
    value,
    path,
    read: (variables) => keys.reduce<unknown>(part, variables[name]),
    at: (key) => variable(part(value, key), name, [...keys, key], [...path, String(key)]),
  }
}

function child(node: ValueNode, key: string | number): ValueNode | undefined {
  if (node.kind === Kind.LIST) return node.values[Number(key)]
  // GraphQL takes a single value where a list belongs.
  if (typeof key === 'number') return key === 0 ? node : undefined
  return node.kind === Kind.OBJECT ? node.fields.find((field) => field.name.value === key)?.value : undefined
}

function part(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isRecord(value) ? value[key] : undefined
}

/** True for input objects as GraphQL coerces them. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
