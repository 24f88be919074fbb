import { z } from 'zod'
import { PluginError } from './errors.ts'
import { openSecrets, SECRET_HINT, withSecrets } from './written-secrets.ts'

/** A thing that is wrong with a configuration, as the Standard Schema specification has it. */
interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

type SchemaResult<Config> =
  | { readonly value: Config; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

interface SchemaConverter {
  readonly input: (options: { readonly target: string }) => Record<string, unknown>
}

/**
 * What may describe a configuration: any schema that keeps to Standard Schema 1 (standardschema.dev), zod's among
 * them. Where it keeps to Standard JSON Schema as well, its JSON Schema is asked of it; else the plugin gives
 * `configJsonSchema`.
 */
export interface ConfigSchema<Config> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Config> | Promise<SchemaResult<Config>>
    readonly types?: { readonly input: unknown; readonly output: Config } | undefined
    readonly jsonSchema?: SchemaConverter
  }
}

export type JsonSchema = Readonly<Record<string, unknown>>

/** Whether a value is such a schema. */
export function isConfigSchema(value: unknown): value is ConfigSchema<unknown> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  if (!('~standard' in value)) return false
  const standard = value['~standard']
  return (
    typeof standard === 'object' &&
    standard !== null &&
    'version' in standard &&
    standard.version === 1 &&
    'validate' in standard &&
    typeof standard.validate === 'function'
  )
}

/**
 * The JSON Schema (draft 2020-12) of a configuration as it is written down.
 *
 * @throws PluginError when there is none.
 */
export function configJsonSchemaOf(
  id: string,
  schema: ConfigSchema<unknown>,
  given: JsonSchema | undefined,
): JsonSchema {
  if (given !== undefined) return given
  const { jsonSchema } = schema['~standard']
  const where = `Plugin ${JSON.stringify(id)}`
  if (jsonSchema === undefined) {
    throw new PluginError(
      `${where}: its config does not tell its JSON Schema (draft 2020-12); give it as configJsonSchema`,
    )
  }
  try {
    return jsonSchema.input({ target: 'draft-2020-12' })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new PluginError(`${where}: the schema of config has no JSON Schema: ${reason}`, { cause })
  }
}

/**
 * The same as a zod schema. One of another library is asked as it is; what its JSON Schema marks as secrets
 * (`"format": "secret-reference"`) must be references, and becomes secrets.
 */
export function asZodSchema<Config>(
  schema: ConfigSchema<Config>,
  secretFields: readonly string[],
): z.ZodType<Config> {
  if (isZodSchema<Config>(schema)) return schema
  return z.unknown().transform(async (value, context): Promise<Config> => {
    for (const field of openSecrets(value, secretFields)) {
      context.addIssue({ code: 'custom', message: SECRET_HINT, path: field.split('.') })
    }
    const result = await schema['~standard'].validate(value)
    for (const { message, path = [] } of result.issues ?? []) {
      const keys = path.map((part) => (typeof part === 'object' ? part.key : part))
      context.addIssue({ code: 'custom', message, path: keys })
    }
    return result.issues === undefined ? withSecrets(result.value, secretFields) : z.NEVER
  })
}

/** A schema of zod, whichever copy of it. */
function isZodSchema<Config>(schema: object): schema is z.ZodType<Config> {
  return '_zod' in schema
}
