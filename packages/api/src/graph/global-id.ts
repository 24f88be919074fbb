import { withArticle } from './article.ts'
import { InvalidInput } from './errors.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What a Relay global id stands for. */
export interface GlobalId {
  readonly type: string
  /** UUID, lower case, with dashes. */
  readonly id: string
}

/** The opaque id a caller sees: base64url of `Type:uuid`. */
export function encodeGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

/** Undefined where the text is no id of ours. */
export function parseGlobalId(text: string): GlobalId | undefined {
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const colon = plain.indexOf(':')
  const type = plain.slice(0, colon)
  const id = plain.slice(colon + 1)
  if (colon < 1 || !/^[A-Za-z]+$/.test(type) || !UUID.test(id)) return undefined
  // Base64 has many spellings of one text; an id has one, so that it can be compared as text.
  return encodeGlobalId(type, id) === text ? { type, id } : undefined
}

/**
 * The UUID behind a global id that must be of one of the given types.
 * @throws InvalidInput naming what was expected and what came.
 */
export function decodeGlobalId(text: string, types: readonly string[], path: readonly string[]): GlobalId {
  const parsed = parseGlobalId(text)
  if (parsed === undefined) {
    throw InvalidInput.at(
      path,
      `is not an id of this API; ids come from the id field of ${types.join(' or ')}`,
    )
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
  if (parsed === undefined) throw InvalidInput.at(path, 'is not an id of this API; ids come from id fields')
  return parsed
}
