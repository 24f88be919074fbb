import type { JsonObject, JsonValue } from '@throughline/db'

/**
 * Returns the settings, as dotted paths, that refer to a file of the server which the stored configuration does not
 * refer to. Who may create a source decides where its secrets are sent, and so may not have any file read.
 */
export function newServerFiles(config: JsonObject, stored: JsonObject): string[] {
  const known = new Set([...referencesIn(stored, '')].map(([, text]) => text))
  return [...referencesIn(config, '')].flatMap(([path, text]) => (known.has(text) ? [] : [path]))
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
