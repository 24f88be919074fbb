import { truncate } from '@throughline/plugin-kit'
import { z } from 'zod'

/** What a setting must be that may be `template`. */
export function templateOnly({ input }: { readonly input?: unknown }): string {
  const given = typeof input === 'string' ? `${JSON.stringify(truncate(input, 61))} is not known: ` : ''
  return `${given}write template`
}

/** The same of a setting that may describe the columns, too. */
export function templateOrSettings(issue: { readonly input?: unknown }): string {
  return `${templateOnly(issue)}, or an object with the member columns`
}

/** Members of a mapping that name columns of the user's own; a template has no columns of these names. */
const OWN = ['labels', 'identifiers', 'attributes']

/** The header of a sheet made from a template: each column is named after the setting that asks for it. */
export function templateHeader(columns: z.ZodObject): string[] {
  return Object.keys(columns.shape).filter((name) => !OWN.includes(name))
}

/** The mapping of the columns of a template. */
export function templateColumns<Columns extends z.ZodObject>(columns: Columns): z.output<Columns> {
  return columns.parse(Object.fromEntries(templateHeader(columns).map((name) => [name, name])))
}

/** Says of settings whether their columns are those of the template. */
export interface ByTemplate {
  readonly template: boolean
}

/**
 * Settings of a table that may be `template`, and whose `columns` may be, where other settings stand beside them.
 *
 * @param columns the schema of the member `columns` of `settings`
 */
export function orTemplate<Settings extends z.ZodObject>(
  settings: Settings,
  columns: z.ZodObject,
): z.ZodType<z.output<Settings> & ByTemplate> {
  const template = z
    .literal('template', { error: templateOnly })
    .describe('The columns are named as in `throughline template`.')
  const extended = settings.extend({ columns: z.union([template, columns], { error: templateOnly }) })
  return z
    .union([template, extended], { error: templateOrSettings })
    .transform((given): z.output<Settings> & ByTemplate => {
      const said = given === 'template' ? { columns: given } : given
      const named = said.columns === 'template'
      const whole = settings.parse(named ? { ...said, columns: templateColumns(columns) } : said)
      return { ...whole, template: named }
    })
}
