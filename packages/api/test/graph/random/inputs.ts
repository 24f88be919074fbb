import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'
import type { Choice } from './choose.ts'
import { SHARES, WORDS } from './filler.ts'
import type { World } from './world.ts'

/** What is known of the place that a value is for, beside its type. */
export interface Place {
  /** The node type whose ids or cursors belong there. */
  readonly node?: string
  readonly is?: 'size' | 'cursor'
  /** The ordering that a cursor should be of. */
  readonly signature?: string
  /** How many relations and combinations lie around it. */
  readonly depth?: number
}

const TEXTS: readonly string[] = [...WORDS, '', 'd', '_', '\\', 'switch', 'fqdn']
const NOT_EVEN_TEXT = ['a\0b', 'U2VydmljZTox', '']
const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Int: [-1, 0, 1, 2, 3],
  Float: [-1, 1e9, 2.5, ...SHARES],
  Boolean: [false, true],
  DateTime: [
    '2024-01-01T00:00:00.000Z',
    '2024-06-30T12:30:00.123Z',
    '2024-06-30T14:30:00.124+02:00',
    '2025-03-01T00:00:00Z',
  ],
  Date: ['2024-01-01', '2024-02-29', '2024-07-01'],
  Decimal: ['0', '10.5', '10.5000', '12345678901234.5678', '12345678901234.5679'],
}

/** A value for an input, as JSON has it; seldom one that has to be refused. */
export function randomInput(choice: Choice, world: World, type: GraphQLInputType, place: Place): unknown {
  if (isNonNullType(type)) return randomInput(choice, world, type.ofType, place)
  if (isListType(type)) {
    const lengths = getNamedType(type).name.endsWith('Order') ? [1, 2, 2, 3, 0] : [1, 1, 2, 3, 0]
    const list = Array.from({ length: choice.one(lengths) }, () =>
      randomInput(choice, world, type.ofType, place),
    )
    return choice.chance(3) ? list : withoutRepeatedKeys(list)
  }
  if (isEnumType(type)) return choice.one(type.getValues()).name
  if (isInputObjectType(type)) return randomObject(choice, world, type, place)
  if (place.is === 'size') return choice.chance(1) ? choice.one([-1, 101]) : choice.one([1, 2, 3, 0, 100])
  if (place.is === 'cursor') return randomCursor(choice, world, place)
  if (type.name === 'ID') return randomId(choice, world, place.node)
  if (type.name === 'String') return rarely(choice) ? choice.one(NOT_EVEN_TEXT) : choice.one(TEXTS)
  return choice.one(SCALARS[type.name] ?? [null])
}

function randomCursor(choice: Choice, world: World, { node = '', signature = '' }: Place): string {
  const fitting = world.cursorsOf(node, signature)
  if (fitting.length === 0) return 'nonsense'
  const cursor = choice.one(fitting)
  return rarely(choice) ? cursor.slice(0, -3) : cursor
}

function randomId(choice: Choice, world: World, node: string | undefined): string {
  const own = node === undefined ? [] : (world.ids.get(node) ?? [])
  if (own.length > 0 && !choice.chance(8)) return choice.one(own)
  if (node !== undefined && !choice.chance(10)) return world.strangerOf(node)
  return choice.one([...world.ids.values()].flat().concat(NOT_EVEN_TEXT))
}

function randomObject(choice: Choice, world: World, type: GraphQLInputObjectType, place: Place): object {
  const { name } = type
  const fields = Object.values(type.getFields())
  const depth = place.depth ?? 0
  if (name.endsWith('Order')) {
    const direction = choice.chance(70) ? { direction: choice.one(['ASC', 'DESC']) } : {}
    const [field] = fields.filter((candidate) => candidate.name === 'field')
    return { field: field === undefined ? null : randomInput(choice, world, field.type, {}), ...direction }
  }
  if (name === 'ExternalReferenceInput') {
    return { source: choice.one(['cmdb', 'jira']), externalId: choice.one(['0', '1', '2', '3', 'none']) }
  }
  if (type.isOneOf) {
    const field = choice.one(fields)
    return { [field.name]: randomInput(choice, world, field.type, placeIn(type, place)) }
  }
  const usable = fields.filter(({ type: inner }) => depth < 3 || isOperators(inner))
  const value: Record<string, unknown> = {}
  for (let count = choice.chance(30) ? 2 : 1; count > 0; count -= 1) {
    const combining = usable.filter(({ name: key }) => ['and', 'or', 'not'].includes(key))
    const own = usable.filter(({ type: inner }) => isOperators(inner))
    const kind = choice.below(10)
    const from = kind < 3 ? combining : kind < 7 ? own : usable
    const field = choice.one(from.length > 0 ? from : usable)
    const absent = rarely(choice)
    value[field.name] = absent ? null : randomInput(choice, world, field.type, placeIn(type, place))
  }
  return value
}

/** Where a part of an input object stands. */
export function placeIn(type: GraphQLInputObjectType, place: Place): Place {
  const node =
    'isNull' in type.getFields() || type.isOneOf ? place.node : type.name.replace(/(Filter|Order)$/, '')
  return { ...(node === undefined ? {} : { node }), depth: (place.depth ?? 0) + 1 }
}

/** Another value of the same shape: the same parts, enums and truth values, with other numbers and texts in them. */
export function similarInput(
  choice: Choice,
  world: World,
  type: GraphQLInputType,
  value: unknown,
  place: Place,
): unknown {
  if (isNonNullType(type)) return similarInput(choice, world, type.ofType, value, place)
  if (value === null || isEnumType(type) || (isScalarType(type) && type.name === 'Boolean')) return value
  if (isListType(type) && Array.isArray(value) && !isScalarType(getNamedType(type))) {
    return value.map((item) => similarInput(choice, world, type.ofType, item, place))
  }
  if (!isInputObjectType(type)) return randomInput(choice, world, type, place)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => {
      const field = type.getFields()[key]
      if (field === undefined) throw new Error(`${type.name} has no field ${key}`)
      return [key, similarInput(choice, world, field.type, part, placeIn(type, place))]
    }),
  )
}

/** Conditions on one value, which lead no deeper. */
function isOperators(type: GraphQLInputType): boolean {
  return isInputObjectType(type) ? 'isNull' in type.getFields() : !isNonNullType(type) && !isListType(type)
}

/** An ordering may name a key once. */
function withoutRepeatedKeys(list: readonly unknown[]): unknown[] {
  const keyOf = (item: unknown) =>
    typeof item === 'object' && item !== null && 'field' in item ? item.field : item
  return [...new Map(list.map((item) => [keyOf(item), item])).values()]
}

function rarely(choice: Choice): boolean {
  return choice.below(400) === 399
}
