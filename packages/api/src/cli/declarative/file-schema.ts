import { z } from 'zod'
import { KIND_NAMES, type KindName } from './kind.ts'
import { KINDS } from './kinds.ts'
import { settingsSchema } from './settings.ts'

const lists = Object.fromEntries(
  KIND_NAMES.map((name) => [
    name,
    z.array(KINDS[name].schema).optional().describe(`Declared objects of type ${KINDS[name].type}.`),
  ]),
) as Record<KindName, z.ZodOptional<z.ZodArray<(typeof KINDS)[KindName]['schema']>>>

/** One document of a file: lists of objects by kind, and the settings. */
export const fileSchema = z.strictObject({ settings: settingsSchema.optional(), ...lists })

/** The JSON Schema of a file, for editors. */
export function jsonSchema(): object {
  return {
    ...z.toJSONSchema(fileSchema, { io: 'input' }),
    title: 'Declarative files of Throughline',
    description:
      'What "throughline apply" reads: any number of YAML documents with lists of objects by kind.',
  }
}
