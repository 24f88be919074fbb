import type { EnumRef, InputFieldRef, InputObjectRef, InputRef } from '@pothos/core'
import type { ColumnTypeName } from '@throughline/db'
import { withArticle } from './article.ts'
import { builder, OrderDirection, type Types } from './builder.ts'
import type { NodeDeclaration } from './declaration.ts'
import type { RoleSet } from './roles.ts'
import { visibleTo } from './visibility.ts'

/** What a filter asks of one value; every operator given must hold. */
type Operators = InputObjectRef<Types, object>

const EQ = 'Equal to this value.'
const IN = 'Equal to one of these values; an empty list matches nothing.'
export const IS_NULL = 'True: absent. False: present.'

const OPERATORS: Partial<Record<ColumnTypeName, () => Operators>> = {
  text: () =>
    builder.inputType('StringFilter', {
      description: 'Conditions on a text; all that are given must hold.',
      fields: (t) => ({
        eq: t.string({ description: `${EQ} Upper and lower case differ.` }),
        in: t.stringList({ description: IN }),
        contains: t.string({
          description: 'Contains this text; upper and lower case are alike.',
        }),
        startsWith: t.string({
          description: 'Begins with this text; upper and lower case are alike.',
        }),
        gt: t.string({ description: 'Sorts after this text, by code point.' }),
        gte: t.string({ description: 'Equal to this text or after it, by code point.' }),
        lt: t.string({ description: 'Sorts before this text, by code point.' }),
        lte: t.string({ description: 'Equal to this text or before it, by code point.' }),
        isNull: t.boolean({ description: IS_NULL }),
      }),
    }),
  uuid: () =>
    builder.inputType('IDFilter', {
      description: 'Conditions on an id; all that are given must hold.',
      fields: (t) => ({
        eq: t.id({ description: EQ }),
        in: t.idList({ description: IN }),
        isNull: t.boolean({ description: IS_NULL }),
      }),
    }),
  bool: () =>
    builder.inputType('BooleanFilter', {
      description: 'Conditions on a truth value; all that are given must hold.',
      fields: (t) => ({
        eq: t.boolean({ description: EQ }),
        isNull: t.boolean({ description: IS_NULL }),
      }),
    }),
  int4: () => comparable('IntFilter', 'Int', 'a whole number'),
  float8: () => comparable('FloatFilter', 'Float', 'a number'),
  numeric: () => comparable('DecimalFilter', 'Decimal', 'an exact number'),
  timestamptz: () => comparable('DateTimeFilter', 'DateTime', 'an instant; later is greater'),
  date: () => comparable('DateFilter', 'Date', 'a day; later is greater'),
}

function comparable(
  name: string,
  type: 'Int' | 'Float' | 'DateTime' | 'Date' | 'Decimal',
  what: string,
): Operators {
  return builder.inputType(name, {
    description: `Conditions on ${what}; all that are given must hold.`,
    fields: (t) => ({
      eq: t.field({ type, description: EQ }),
      in: t.field({ type: [type], description: IN }),
      gt: t.field({ type, description: 'Greater than this value.' }),
      gte: t.field({ type, description: 'Greater than or equal to this value.' }),
      lt: t.field({ type, description: 'Less than this value.' }),
      lte: t.field({ type, description: 'Less than or equal to this value.' }),
      isNull: t.boolean({ description: IS_NULL }),
    }),
  })
}

const made = new Map<ColumnTypeName, Operators>()

/** The operators for a column's type, made at their first use; undefined where it cannot be filtered by. */
export function operatorsFor(type: ColumnTypeName): Operators | undefined {
  const known = made.get(type) ?? OPERATORS[type]?.()
  if (known !== undefined) made.set(type, known)
  return known
}

/** The operators for a type of column that has some. */
export function operators(type: ColumnTypeName): Operators {
  const found = operatorsFor(type)
  if (found === undefined) throw new Error(`there are no operators for ${type}`)
  return found
}

/** An enum of the schema, whose internal values are those of the column. */
export type EnumType = EnumRef<Types, string>

const enumFilters = new Map<string, Operators>()

/** The operators for an enum, made once for each. */
export function operatorsForEnum(type: EnumType): Operators {
  const known = enumFilters.get(type.name)
  if (known !== undefined) return known
  const filter = builder.inputType(`${type.name}Filter`, {
    description: `Conditions on ${withArticle(type.name)}; all that are given must hold.`,
    fields: (t) => ({
      eq: t.field({ type, description: EQ }),
      in: t.field({ type: [type], description: IN }),
      isNull: t.boolean({ description: IS_NULL }),
    }),
  })
  enumFilters.set(type.name, filter)
  return filter
}

/** A field of a filter input, and who may use it where those are fewer than its readers. */
export interface FilterField {
  readonly type: InputRef<object>
  readonly description: string
  readonly visibleTo?: RoleSet | undefined
}

/** A key that lists can be ordered by, and who may use it where those are fewer than the readers. */
export interface OrderChoice {
  readonly description: string
  readonly visibleTo?: RoleSet
}

/** What an input over rows takes from their type: who may read the rows may filter and order by them. */
type Visible = Pick<NodeDeclaration, 'name' | 'visibleTo'>

/** The filter input of a node type: its own fields by name, and how to combine. */
export function filterType(
  { name, visibleTo: readers }: Visible,
  fields: () => ReadonlyMap<string, FilterField>,
): InputObjectRef<Types, object> {
  const ref = builder.inputRef<object>(`${name}Filter`)
  ref.implement({
    description: `Conditions on ${withArticle(name)}; all that are given must hold, a comparison with an absent value does not.`,
    extensions: visibleTo(readers),
    fields: (t) => {
      const list: Record<string, InputFieldRef<Types, unknown>> = {
        and: t.field({ type: [ref], description: 'All of these must hold.' }),
        or: t.field({
          type: [ref],
          description: 'At least one of these must hold; an empty list matches nothing.',
        }),
        not: t.field({ type: ref, description: 'This must not hold.' }),
      }
      for (const [key, { type, description, visibleTo: own }] of fields()) {
        list[key] = t.field({ type, description, ...(own && { extensions: visibleTo(own) }) })
      }
      return list
    },
  })
  return ref
}

/** The order input of a node type. */
export function orderType(
  { name, visibleTo: readers }: Visible,
  keys: () => ReadonlyMap<string, OrderChoice>,
): InputObjectRef<Types, object> {
  const ref = builder.inputRef<object>(`${name}Order`)
  ref.implement({
    description: `One key to order ${name} rows by; the id decides between equals.`,
    extensions: visibleTo(readers),
    fields: (t) => {
      const field = builder.enumType(`${name}OrderField`, {
        description: `What ${name} rows can be ordered by.`,
        values: Object.fromEntries(
          [...keys()].map(([key, { description, visibleTo: own }]) => [
            key,
            { description, ...(own && { extensions: visibleTo(own) }) },
          ]),
        ),
      })
      return {
        field: t.field({ type: field, required: true, description: 'Field to order by.' }),
        direction: t.field({
          type: OrderDirection,
          required: true,
          defaultValue: 'ASC',
          description: 'Which end comes first.',
        }),
      }
    },
  })
  return ref
}
