import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { z } from 'zod'
import { ConfigError } from './errors.ts'

const REDACTED = '[secret]'
const REFERENCE = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+)$/

/** A secret of a configuration. Only `reveal` gives the value: printing, logging or storing it shows `[secret]`. */
export class Secret {
  /** Where the value is kept: `env:NAME` or `file:/path`. Not secret. */
  readonly reference: string
  readonly #value: string | undefined

  constructor(reference: string, value?: string) {
    this.reference = reference
    this.#value = value
  }

  /** @throws ConfigError when the configuration was not passed through `resolveSecrets`. */
  reveal(): string {
    if (this.#value === undefined) {
      throw new ConfigError(
        `The secret ${this.reference} was not resolved: pass the configuration through resolveSecrets`,
      )
    }
    return this.#value
  }

  toJSON(): string {
    return REDACTED
  }

  toString(): string {
    return REDACTED
  }

  [inspect.custom](): string {
    return REDACTED
  }
}

/** A configuration field that holds a secret. It is written as a reference; the value itself is refused. */
export function secret() {
  return z
    .string()
    .regex(REFERENCE, {
      error: 'must be a reference to the secret, env:NAME or file:/path, not the secret itself',
    })
    .meta({ format: 'secret-reference' })
    .transform((reference) => new Secret(reference))
}

/** Where secrets come from. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * A copy of a checked configuration with every secret in it resolved. A file's trailing line break is not part of
 * the secret.
 *
 * @throws ConfigError that names the reference, never the value.
 */
export async function resolveSecrets<Config>(config: Config, sources: SecretSources): Promise<Config>
export async function resolveSecrets(config: unknown, sources: SecretSources): Promise<unknown> {
  if (config instanceof Secret)
    return new Secret(config.reference, await resolveReference(config.reference, sources))
  if (Array.isArray(config)) return Promise.all(config.map((item: unknown) => resolveSecrets(item, sources)))
  if (typeof config !== 'object' || config === null || Object.getPrototypeOf(config) !== Object.prototype)
    return config
  const entries = Object.entries(config).map(async ([key, value]: [string, unknown]) => {
    return [key, await resolveSecrets(value, sources)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function resolveReference(reference: string, sources: SecretSources): Promise<string> {
  if (reference.startsWith('env:')) {
    const value = sources.env[reference.slice('env:'.length)]
    if (value === undefined || value === '') {
      throw new ConfigError(
        `The secret ${reference} is not set: set that environment variable for the server`,
      )
    }
    return value
  }
  try {
    const value = (await readFile(reference.slice('file:'.length), 'utf8')).replace(/\r?\n$/, '')
    if (value !== '') return value
  } catch (cause) {
    throw new ConfigError(
      `The secret ${reference} cannot be read: check that the file exists and is readable`,
      { cause },
    )
  }
  throw new ConfigError(`The secret ${reference} is empty: write the secret into the file`)
}
