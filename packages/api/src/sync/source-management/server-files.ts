import type { JsonObject, JsonValue } from '@throughline/db'
import { canonicalJson } from '@throughline/plugin-kit'

/**
 * Returns the settings, as dotted paths, that refer to a file of the server, unless the configuration is the stored one.
 * Who may change a source decides where its secrets are sent, so one that reads files may only be kept as it is.
 */
export function newServerFiles(config: JsonObject, stored: JsonObject): string[] {
  if (canonicalJson(config) === canonicalJson(stored)) return []
  return [...referencesIn(config, '')].map(([path]) => path)
}

function* referencesIn(value: JsonValue, path: string): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (value.startsWith('file:')) yield [path, value]
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield* referencesIn(child as JsonValue, path === '' ? name : `${path}.${name}`)
    }
  }
}
