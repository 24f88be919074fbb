import {
  type GraphQLInputType,
  GraphQLNonNull,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { Choice } from './choose.ts'
import { type Place, placeIn, randomInput, similarInput } from './inputs.ts'
import type { World } from './world.ts'

/** A variable of a document and how to find values for it. */
interface Variable {
  readonly type: string
  readonly input: GraphQLInputType
  readonly place: Place
  /** Whether it may be null, and whether it may be left out. */
  readonly nullable: boolean
  readonly optional: boolean
  readonly fallback: string | undefined
}

export type Values = Readonly<Record<string, unknown>>

/** The variables of a document while it is written. */
export class Variables {
  readonly #choice: Choice
  readonly #world: World
  readonly #declared = new Map<string, Variable>()
  readonly #values = new Map<string, unknown>()

  constructor(choice: Choice, world: World) {
    this.#choice = choice
    this.#world = world
  }

  /** The list of definitions as the document begins with it. */
  get definitions(): string {
    const list = [...this.#declared].map(
      ([name, { type, fallback }]) => `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`,
    )
    return list.length === 0 ? '' : `(${list.join(', ')})`
  }

  get values(): Values {
    return Object.fromEntries(this.#values)
  }

  /** A value written into the document, parts of it or the whole as variables. */
  write(input: GraphQLInputType, value: unknown, place: Place, hasDefault = false): string {
    if (this.#choice.chance(isPlain(getNullableType(input)) ? 40 : 15))
      return this.#variable(input, value, place, hasDefault)
    const type = getNullableType(input)
    if (value === null || value === undefined) return 'null'
    if (isListType(type) && Array.isArray(value)) {
      const items = value.map((item) => this.write(type.ofType, item, place))
      // A list of one may be written without its brackets.
      return items.length === 1 && !items[0]?.startsWith('$') && this.#choice.chance(50)
        ? String(items[0])
        : `[${items.join(', ')}]`
    }
    if (isInputObjectType(type)) {
      const parts = Object.entries(value).map(([key, part]) => {
        const field = type.getFields()[key]
        if (field === undefined) throw new Error(`${type.name} has no field ${key}`)
        // A variable in a field of a oneOf input cannot be null.
        const given = type.isOneOf ? new GraphQLNonNull(field.type) : field.type
        return `${key}: ${this.write(given, part, placeIn(type, place), field.defaultValue !== undefined)}`
      })
      return `{${parts.join(', ')}}`
    }
    return isEnumType(type) ? String(value) : JSON.stringify(value)
  }

  /** A truth value for a directive. */
  condition(input: GraphQLInputType): string {
    return this.#choice.chance(20)
      ? String(this.#choice.chance(50))
      : this.#variable(input, this.#choice.chance(50), {}, false)
  }

  #variable(input: GraphQLInputType, value: unknown, place: Place, hasDefault: boolean): string {
    const type = getNullableType(input)
    const loose = !isNonNullType(input) || hasDefault
    const strict = loose && this.#choice.chance(20) && value !== null
    const known = [...this.#declared].find(
      ([, other]) => other.input === input && other.place.is === place.is && other.place.node === place.node,
    )
    if (known !== undefined && this.#choice.chance(15) && known[1].nullable === (loose && !strict))
      return `$${known[0]}`
    const name = `v${this.#declared.size}`
    const fallback =
      loose && !strict && isPlain(type) && this.#choice.chance(20) ? this.#fallback(type, place) : undefined
    this.#declared.set(name, {
      type: `${String(type)}${loose && !strict ? '' : '!'}`,
      input,
      place,
      nullable: loose && !strict,
      optional: loose && !strict,
      fallback,
    })
    if (!(loose && !strict && this.#choice.chance(10))) this.#values.set(name, value)
    return `$${name}`
  }

  #fallback(type: GraphQLInputType, place: Place): string {
    const value = randomInput(this.#choice, this.#world, type, place)
    return isEnumType(type) ? String(value) : JSON.stringify(value)
  }

  /** Other values that leave the statement as it is: only what is bound to it differs. */
  similar(before: Values): Values {
    return Object.fromEntries(
      Object.entries(before).map(([name, value]) => {
        const { input, place } = this.#declared.get(name) ?? {}
        if (input === undefined || place === undefined) throw new Error(`${name} is no variable`)
        return [
          name,
          place.is === 'cursor' ? value : similarInput(this.#choice, this.#world, input, value, place),
        ]
      }),
    )
  }

  /** One variable that may be null or left out is what it was not; all others stay as they are. */
  nudged(before: Values): Values {
    const loose = [...this.#declared].filter(([, { nullable }]) => nullable)
    if (loose.length === 0) return before
    const [name] = this.#choice.one(loose)
    const { [name]: value, ...others } = before
    return value === undefined || (value !== null && this.#choice.chance(50))
      ? { ...others, [name]: null }
      : others
  }

  /**
   * Other values for the same document; some keep what they have.
   * @param cursors those of an earlier answer, to go on from
   */
  changed(before: Values, cursors: readonly string[]): Values {
    const choice = this.#choice
    const values = new Map(Object.entries(before))
    for (const [name, { input, place, nullable, optional }] of this.#declared) {
      // Cursors written into the document are of the ordering that was asked at first.
      if (choice.chance(String(input).includes('Order') ? 75 : 25)) continue
      if (optional && choice.chance(12)) values.delete(name)
      else if (nullable && choice.chance(6)) values.set(name, null)
      else {
        const going =
          place.is === 'cursor' ? cursors.filter((cursor) => signatureIn(cursor) === place.signature) : []
        values.set(
          name,
          going.length > 0 && !choice.chance(20)
            ? choice.one(going)
            : randomInput(choice, this.#world, input, place),
        )
      }
    }
    return Object.fromEntries(values)
  }
}

/** The ordering that a cursor says it is of. */
export function signatureIn(cursor: string): string {
  const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  return Array.isArray(parts) ? String(parts[0]) : ''
}

function isPlain(type: GraphQLInputType): boolean {
  return !isListType(type) && !isInputObjectType(type)
}
