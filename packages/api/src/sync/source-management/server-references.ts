import type { JsonObject, JsonValue } from '@throughline/db'
import { canonicalJson } from '@throughline/plugin-kit'

/** References that lead to what belongs to the server: its files, and its environment without the part for sources. */
const PROTECTED = /^(?:file:|env:(?!THROUGHLINE_SOURCE_))/

/**
 * Returns the settings, as dotted paths, that refer to a file of the server or to a variable of its environment that is
 * not for sources, unless the configuration is the stored one. Who may change a source decides where its secrets are
 * sent, so one with such references may only be kept as it is.
 */
export function newServerReferences(config: JsonObject, stored: JsonObject): string[] {
  if (canonicalJson(config) === canonicalJson(stored)) return []
  return [...referencesIn(config, '')].map(([path]) => path)
}

function* referencesIn(value: JsonValue, path: string): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (PROTECTED.test(value)) yield [path, value]
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield* referencesIn(child as JsonValue, path === '' ? name : `${path}.${name}`)
    }
  }
}
