import type { PluginManifest } from '@throughline/plugin-kit'

/** One setting of a plugin, for a table. */
export interface Setting {
  /** With dots between the names. */
  readonly name: string
  /** `string`, `secret`, `one of a, b`. */
  readonly type: string
  /** `needed`, `optional`, or what holds when it is left out. */
  readonly presence: string
  readonly description: string
}

type Schema = Readonly<Record<string, unknown>>

/** What fits into the column of a table, in characters. */
const LONGEST_DEFAULT = 30

/** The settings of a plugin, read off the JSON Schema of its configuration. */
export function settingsOf({ configJsonSchema, secretFields }: PluginManifest): Setting[] {
  return settingsIn(configJsonSchema, '', secretFields)
}

function settingsIn(schema: Schema, before: string, secretFields: readonly string[]): Setting[] {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schemasIn(schema.properties)).flatMap(([key, property]) => {
    const name = `${before}${key}`
    if (Object.keys(schemasIn(property.properties)).length > 0) {
      return settingsIn(property, `${name}.`, secretFields)
    }
    return [
      {
        name,
        type: secretFields.includes(name) ? 'secret' : typeOf(property),
        presence: presenceOf(property, required.includes(key)),
        description: typeof property.description === 'string' ? property.description : '',
      },
    ]
  })
}

function presenceOf(property: Schema, required: boolean): string {
  if (property.default !== undefined) {
    const text = JSON.stringify(property.default)
    return text.length > LONGEST_DEFAULT ? 'has a default' : `default ${text}`
  }
  return required ? 'needed' : 'optional'
}

function typeOf(property: Schema): string {
  if (Array.isArray(property.enum)) return `one of ${property.enum.map(String).join(', ')}`
  if (property.const !== undefined) return String(property.const)
  if (property.type === 'array') return `list of ${typeOf(schemaOf(property.items) ?? {})}`
  if (property.type !== undefined) return [property.type].flat().join(' or ')
  const branches = [property.anyOf, property.oneOf].find((each) => Array.isArray(each)) ?? []
  return branches.map((branch: unknown) => typeOf(schemaOf(branch) ?? {})).join(' or ') || 'any'
}

function schemasIn(value: unknown): Readonly<Record<string, Schema>> {
  const entries = Object.entries(schemaOf(value) ?? {}).map(
    ([key, each]) => [key, schemaOf(each) ?? {}] as const,
  )
  return Object.fromEntries(entries)
}

function schemaOf(value: unknown): Schema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}
