import { withArticle } from './article.ts'
import { InvalidInput } from './errors.ts'
import { literal } from './statement.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ID = new RegExp(`^([a-z]+(?:_[a-z]+)*)_(${UUID})$`)
const FORMER = new RegExp(`^([A-Z][A-Za-z]*):(${UUID})$`)

/** What a Relay global id stands for. */
export interface GlobalId {
  readonly type: string
  /** UUID, lower case, with dashes. */
  readonly id: string
}

/** The id that a caller sees, e.g. `service_dependency_018cc28e-fd00-71b3-b922-ff4b86ac91c8`. */
export function encodeGlobalId(type: string, id: string): string {
  return `${prefixOf(type)}${id}`
}

/** The same in SQL, for the rows of a type. @param uuid SQL of a uuid that is never null */
export function globalIdSql(type: string, uuid: string): string {
  return `${literal(prefixOf(type))} || ${uuid}`
}

/** Undefined where the text is no id of this API. An id has one spelling, so that it can be compared as text. */
export function parseGlobalId(text: string): GlobalId | undefined {
  const [, words, id] = ID.exec(text) ?? []
  return words === undefined || id === undefined ? undefined : { type: typeNamed(words), id }
}

/** More types than this are not listed in a message: all that can be referred to by external references. */
const MOST_NAMED_TYPES = 12
const NO_ID = 'is not an id of this API; ids come from id fields'

/**
 * The UUID behind a global id that must be of one of the given types.
 * @throws InvalidInput naming what was expected, unless that is almost any type, and what came.
 */
export function decodeGlobalId(text: string, types: readonly string[], path: readonly string[]): GlobalId {
  const parsed = parseGlobalId(text)
  if (types.length > MOST_NAMED_TYPES) {
    if (parsed === undefined || !types.includes(parsed.type)) throw foreign(text, path, NO_ID)
    return parsed
  }
  if (parsed === undefined) {
    throw foreign(text, path, `is not an id of this API; ids come from the id field of ${types.join(' or ')}`)
  }
  if (!types.includes(parsed.type)) {
    throw InvalidInput.at(
      path,
      `is the id of ${withArticle(parsed.type)}, where the id of ${withArticle(types.join(' or '))} belongs`,
    )
  }
  return parsed
}

/**
 * What a global id of any type stands for.
 * @throws InvalidInput for a text that is none.
 */
export function decodeAnyId(text: string, path: readonly string[]): GlobalId {
  const parsed = parseGlobalId(text)
  if (parsed === undefined) throw foreign(text, path, NO_ID)
  return parsed
}

/**
 * The spelling of an id before version 0.2, base64url of `Type:uuid`. Keys that were derived from an id contain it
 * for good: a derived key that changed would let an action happen twice.
 */
export function formerGlobalId({ type, id }: GlobalId): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

/** The error for a text that is no id: for an id in its former spelling it contains the present one. */
function foreign(text: string, path: readonly string[], otherwise: string): InvalidInput {
  const [, type, id] = FORMER.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? []
  if (type === undefined || id === undefined || formerGlobalId({ type, id }) !== text)
    return InvalidInput.at(path, otherwise)
  const present = encodeGlobalId(type, id)
  return InvalidInput.at(path, `ids look like ${prefixOf(type)}… since 0.2; this one is ${present}`)
}

/** `ServiceDependency` → `service_dependency_`. */
function prefixOf(type: string): string {
  return `${type.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase()}_`
}

/** `service_dependency` → `ServiceDependency`. */
function typeNamed(words: string): string {
  return words.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
