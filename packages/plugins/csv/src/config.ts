import { assetRecordSchema, isTimeZone, RELATION_KINDS } from '@throughline/plugin-kit'
import { z } from 'zod'
import { orTemplate, templateColumns, templateOnly } from './by-template.ts'
import { column, labels } from './column.ts'
import { MODEL_TABLES, modelSchemas } from './model-config.ts'
import { surveySchema } from './survey-config.ts'
import { effortsSchema, ticketsSchema } from './ticket-config.ts'

/** The name of a kind of asset or of identifier. */
export const slug = assetRecordSchema.shape.kind
/** The name of an attribute. */
export const attributeName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,99}$/, 'must be letters, digits, _ . and -, at most 100')

export const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date'] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

const attribute = z
  .union([column, z.strictObject({ column, type: z.enum(ATTRIBUTE_TYPES) })])
  .transform((said) => (typeof said === 'string' ? { column: said, type: 'text' as const } : said))

export const assetColumns = z.strictObject({
  externalId: column.describe('What the rows are told apart by: every value once, and always the same.'),
  name: column.exactOptional().describe('Left out or empty, the external id stands for it.'),
  kind: column.exactOptional().describe('What kind of asset a row is; see kinds.'),
  environment: column.exactOptional(),
  url: column.exactOptional().describe('An http or https address.'),
  owner: column
    .exactOptional()
    .describe('The owning team: its external ID in the input, otherwise its name.'),
  cost: column.exactOptional().describe('What it costs per month.'),
  currency: column
    .exactOptional()
    .describe('The currency of the cost, such as EUR; see the setting currency.'),
  availability: column.exactOptional().describe('How much of the time it is available by itself, 0 to 1.'),
  services: column.exactOptional().describe('Services that need it, separated by ;'),
  identifiers: z
    .record(slug, column)
    .default({})
    .describe('What other sources may know the asset by, such as {"serial-number": "Serial"}.'),
  labels,
  attributes: z
    .record(attributeName, attribute)
    .default({})
    .describe('Such as {"cores": {"column": "CPU", "type": "number"}, "rack": "Rack"}.'),
})

export const relationColumns = z.strictObject({
  from: column.describe('The external id of the asset that depends on the other one.'),
  to: column.describe('The external id of the other one.'),
  kind: column.exactOptional().describe(`One of ${RELATION_KINDS.join(', ')}; runs on means RUNS_ON.`),
  strength: column.exactOptional().describe('How much of a failure is passed on, 0 to 1.'),
})

const relations = z.strictObject({
  columns: relationColumns,
  kind: z.enum(RELATION_KINDS).default('DEPENDS_ON').describe('Of rows that name none.'),
  missingEnds: z
    .enum(['refuse', 'leave-out'])
    .default('refuse')
    .describe('What to do about a relation to an asset that is not in the input.'),
})

const settings = z.strictObject({
  sheets: z
    .literal('template', { error: templateOnly })
    .exactOptional()
    .describe(
      'Every kind of table that is not set otherwise is read from sheets made with `throughline template`, if there are any.',
    ),
  columns: assetColumns
    .exactOptional()
    .describe('What the columns of assets mean. Left out, no assets are read.'),
  assets: z
    .literal('template', { error: templateOnly })
    .exactOptional()
    .describe('In the place of columns: they are named as in `throughline template assets`.'),
  relations: orTemplate(relations, relationColumns)
    .exactOptional()
    .describe(
      'Left out, no relations are read. Without assets, the ends are assets that the source has told before.',
    ),
  kind: slug.default('csv.asset').describe('The kind of the assets, of rows that name none.'),
  kinds: z
    .record(z.string().trim(), slug)
    .default({})
    .describe('What the words in the kind column mean, such as {"VM": "server.virtual"}.'),
  environment: z
    .string()
    .regex(/\S/, 'is empty')
    .max(100)
    .exactOptional()
    .describe('Of rows that name none.'),
  delimiter: z
    .union([z.literal('tab'), z.string().regex(/^[^"\r\n]$/, 'must be one character, or tab')])
    .transform((said) => (said === 'tab' ? '\t' : said))
    .exactOptional()
    .describe('What stands between two cells. Left out, it is found out from the header.'),
  encoding: z
    .string()
    .refine(isEncoding, 'is no known encoding; write one such as windows-1252')
    .exactOptional()
    .describe('Of files without a byte order mark. Left out, it is UTF-8.'),
  decimal: z.enum(['.', ',']).default('.').describe('What stands before the decimals of a number.'),
  dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd').describe('The order of day, month and year in a date.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is no time zone; write one such as Europe/Berlin')
    .default('UTC')
    .describe('Of times that have none, of responses, tickets and bookings.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of ISO 4217, such as EUR')
    .exactOptional()
    .describe('Of costs in rows that name none.'),
  ...modelSchemas,
  survey: surveySchema.exactOptional().describe('Left out, no responses are read.'),
  responses: z
    .literal('template', { error: templateOnly })
    .exactOptional()
    .describe(
      'In the place of survey: each sheet is one, its columns named as in `throughline template responses`.',
    ),
  tickets: ticketsSchema.exactOptional().describe('Left out, no tickets are read.'),
  efforts: effortsSchema
    .exactOptional()
    .describe(
      'Left out, no bookings of effort are read. Without tickets, they are on tickets that the source has told before.',
    ),
})

/** What `sheets` stands for: the templates of all kinds, save where columns of the user's own are named another way. */
function templatesOf({ columns, survey }: z.output<typeof settings>) {
  return {
    ...(columns === undefined ? { assets: 'template' as const } : {}),
    ...(survey === undefined ? { responses: 'template' as const } : {}),
    ...ALL_TEMPLATES.parse(
      Object.fromEntries(Object.keys(ALL_TEMPLATES.shape).map((kind) => [kind, 'template'])),
    ),
  }
}

const ALL_TEMPLATES = settings.pick({
  relations: true,
  tickets: true,
  efforts: true,
  people: true,
  teams: true,
  services: true,
  objectives: true,
  processes: true,
  costs: true,
  changes: true,
  ticketEvents: true,
  surveyInvitations: true,
})

/** How tables are read. */
export const configSchema = settings
  .superRefine((config, issues) => {
    const { sheets, columns, assets, relations, survey, responses, tickets, efforts } = config
    const refuse = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    const described = [sheets, columns, assets, relations, survey, responses, tickets, efforts]
    const tables = [...described, ...MODEL_TABLES.map((table) => config[table])]
    if (tables.every((table) => table === undefined)) {
      refuse(
        'columns',
        `is missing, and so are sheets, assets, relations, survey, responses, tickets, efforts, ${MODEL_TABLES.join(', ')}: say what the columns mean, or set sheets to template for those that throughline template writes`,
      )
    }
    if (assets !== undefined && columns !== undefined)
      refuse('columns', 'and assets both say what the columns of assets mean: leave one of them out')
    if (responses !== undefined && survey !== undefined)
      refuse('survey', 'and responses both say what the columns of responses mean: leave one of them out')
  })
  .transform((given): z.output<typeof settings> => {
    const config = given.sheets === undefined ? given : { ...templatesOf(given), ...given }
    return config.assets === undefined ? config : { ...config, columns: templateColumns(assetColumns) }
  })
export type CsvConfig = z.infer<typeof configSchema>

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    // TextDecoder throws for a label it does not know; that is the answer.
    return false
  }
}
