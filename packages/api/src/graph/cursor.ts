import { InvalidInput } from './errors.ts'

/**
 * A cursor is base64url of a JSON array: the ordering it belongs to, then the value of each order key of its
 * row as PostgreSQL's text, the id last.
 */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * The order keys in a cursor.
 * @throws InvalidInput where it is no cursor of ours or belongs to another ordering.
 */
export function decodeCursor(
  text: string,
  ordering: string,
  keys: number,
  path: readonly string[],
): string[] {
  const parts = parse(text)
  if (parts === undefined) {
    throw InvalidInput.at(path, 'is not a cursor of this API; take it from pageInfo or from an edge')
  }
  const [signature, ...values] = parts
  if (signature !== ordering) {
    throw InvalidInput.at(
      path,
      `belongs to the ordering ${signature}, but this list is ordered by ${ordering}; start again without it`,
    )
  }
  if (values.length !== keys)
    throw InvalidInput.at(path, 'is damaged; take a fresh one from pageInfo or from an edge')
  return values
}

function parse(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(value) || value.length < 2) return undefined
    return value.every((part) => typeof part === 'string' && !part.includes('\0')) ? value : undefined
  } catch {
    // Not JSON: not a cursor of ours, which is all the caller needs to know.
    return undefined
  }
}
