/** What this process was given of secrets. */
const given = new Set<string>()

/** Shorter values are found in innocent words: hiding them would only make messages unreadable. */
const SHORTEST = 6

/** Sees to it that the secrets of a configuration are in no message that leaves this process. */
export function registerSecrets(config: unknown): void {
  if (typeof config !== 'object' || config === null) return
  if (isSecret(config)) {
    const value = config.reveal()
    if (value.length >= SHORTEST) given.add(value)
    return
  }
  for (const part of Object.values(config)) registerSecrets(part)
}

/**
 * A message without the secrets of this process, as they are or as an address would hold them. A plugin should not
 * let them in; one that is written without care does.
 */
export function redactSecrets(message: string): string {
  let text = message
  for (const value of given) {
    for (const form of new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])) {
      text = text.replaceAll(form, '[secret]')
    }
  }
  return text
}

/** A secret of whichever copy of the kit. */
function isSecret(value: object): value is { reveal(): string } {
  return (
    'reveal' in value &&
    typeof value.reveal === 'function' &&
    'reference' in value &&
    typeof value.reference === 'string' &&
    /^(env|file|sealed):/.test(value.reference)
  )
}
