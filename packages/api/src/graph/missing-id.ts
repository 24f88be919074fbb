import { isRecord } from './argument.ts'
import { NotFound } from './errors.ts'
import { parseGlobalId } from './global-id.ts'

/**
 * The answer to an input that refers to a row that is not there, with the path of its ID. PostgreSQL names the UUID in
 * the detail of its error, in brackets in every language.
 * @param path of the ID, or of the list of IDs of which one is missing
 */
export function missingId(error: unknown, input: object, path: readonly string[]): NotFound {
  const [, uuid] = /=\(([0-9a-f-]{36})\)/.exec(detailOf(error)) ?? []
  const given = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), input)
  const found = uuid === undefined ? undefined : findId(given, uuid, path)
  return found ?? new NotFound(`${path.join('.')}: nothing has this id; it may have been deleted.`, path)
}

/** No such row: as a mutation answers for an ID of this type. */
export function noSuch(type: string, globalId: string, path: readonly string[]): NotFound {
  return new NotFound(`No ${type} has the id ${globalId}; it may have been deleted.`, path)
}

function findId(value: unknown, uuid: string, path: readonly string[]): NotFound | undefined {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      const found = findId(each, uuid, [...path, String(index)])
      if (found !== undefined) return found
    }
    return undefined
  }
  if (isRecord(value)) return findId(value.id, uuid, [...path, 'id'])
  const parsed = typeof value === 'string' ? parseGlobalId(value) : undefined
  return parsed?.id === uuid ? noSuch(parsed.type, String(value), path) : undefined
}

function detailOf(error: unknown): string {
  return error instanceof Error && 'detail' in error && typeof error.detail === 'string' ? error.detail : ''
}
