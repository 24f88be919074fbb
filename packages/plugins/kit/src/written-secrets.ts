import { isSecretReference, Secret } from './secret.ts'

/** What a secret field must hold, as the end of a sentence. */
export const SECRET_HINT = 'must be a reference to the secret, env:NAME or file:/path, not the secret itself'

/** The fields of a configuration that hold a text where a secret belongs and are no reference. */
export function openSecrets(config: unknown, secretFields: readonly string[]): string[] {
  return secretFields.filter((field) => {
    const value = valueAt(config, field.split('.'))
    return typeof value === 'string' && !isSecretReference(value)
  })
}

/** A copy of a configuration in which the references in its secret fields are secrets. */
export function withSecrets<Config>(config: Config, secretFields: readonly string[]): Config
export function withSecrets(config: unknown, secretFields: readonly string[]): unknown {
  return secretFields.reduce((copy: unknown, field) => secretAt(copy, field.split('.')), config)
}

function secretAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...below] = path
  if (name === undefined) return typeof value === 'string' ? new Secret(value) : value
  if (!isPlain(value) || !(name in value)) return value
  return { ...value, [name]: secretAt(value[name], below) }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...below] = path
  if (name === undefined) return value
  return isPlain(value) ? valueAt(value[name], below) : undefined
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
