import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { z } from 'zod'
import { ConfigError } from './errors.ts'

const REDACTED = '[secret]'
const REFERENCE = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|sealed:[A-Za-z0-9_.:-]+)$/
/** Marks a secret in a JSON Schema. */
const FORMAT = 'secret-reference'

/** What a secret is told by. A plugin may bring a copy of the kit of its own, whose secrets are of another class. */
const MARK: unique symbol = Symbol.for('throughline.secret')

/** A secret of a configuration. Only `reveal` gives the value: printing, logging or storing it shows `[secret]`. */
export class Secret {
  /** Where the value is kept: `env:NAME`, `file:/path`, or `sealed:…`, the value itself, encrypted. Not secret. */
  readonly reference: string
  readonly #value: string | undefined
  readonly [MARK] = true

  static [Symbol.hasInstance](value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && MARK in value
  }

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
    .meta({ format: FORMAT })
    .transform((reference) => new Secret(reference))
}

/** Whether a text says where a secret is kept, and is not the secret itself. */
export function isSecretReference(text: string): boolean {
  return REFERENCE.test(text)
}

/** Where secrets come from. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Opens a `sealed:…` reference. Left out, there are none. @throws ConfigError when it cannot be opened. */
  readonly unseal?: (reference: string) => string | Promise<string>
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
  if (reference.startsWith('sealed:')) {
    if (sources.unseal === undefined) {
      throw new ConfigError('A sealed secret can be used by the source it was sealed for alone')
    }
    return sources.unseal(reference)
  }
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

/** Where secrets stand in a configuration, read off its JSON Schema: the names on the way, with dots between them. */
export function secretFieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const found: string[] = []
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    for (const [name, property] of Object.entries<unknown>({ ...schema.properties })) {
      if (
        typeof property === 'object' &&
        property !== null &&
        'format' in property &&
        property.format === FORMAT
      ) {
        found.push(name)
      } else found.push(...secretFieldsOf(property).map((below) => `${name}.${below}`))
    }
  }
  for (const branches of ['anyOf', 'oneOf', 'allOf'] as const) {
    const parts: unknown = Object.entries(schema).find(([key]) => key === branches)?.[1]
    if (Array.isArray(parts)) for (const part of parts) found.push(...secretFieldsOf(part))
  }
  return [...new Set(found)]
}
