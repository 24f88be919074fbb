import { isRecord } from '../../graph/argument.ts'
import type { Path } from './documents.ts'

const SECRET =
  /secret|passw|token|credential|authorization|(api|access|private|application|app|signing)[-_]?key/i

/**
 * The value without the members whose names say that they are secrets: documents are shown to all readers of SLOs.
 * @param left called with the path of each of them
 */
export function withoutSecrets(value: unknown, left: (path: Path) => void, path: Path = []): unknown {
  if (Array.isArray(value)) return value.map((one, index) => withoutSecrets(one, left, [...path, index]))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (!SECRET.test(key)) return [[key, withoutSecrets(one, left, [...path, key])]]
      left([...path, key])
      return []
    }),
  )
}
