import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type CsvConfig, configSchema } from './config.ts'
import { MODEL_TABLES } from './model-config.ts'
import { readInventory } from './reader.ts'
import { assets, efforts, modelStreams, relations, responses, surveys, tickets } from './streams.ts'

export { readTable } from './table.ts'
export { SHEETS, sheetTemplate } from './templates.ts'

/** Reads tables of any layout: the configuration says which column means what. */
export const csv = definePlugin<CsvConfig>({
  id: 'csv',
  title: 'CSV tables',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  input: { extensions: ['.csv', '.tsv', '.txt'] },
  otherAssetKinds: {
    title: 'Row of a table',
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .describe('The columns that the configuration maps to attributes; dates are texts in ISO 8601.'),
  },
  check: (ctx) =>
    checkByTrying('read the tables', async () => {
      const found = await readInventory(ctx)
      const { columns, relations, survey, responses, tickets, efforts } = found.config
      const counts = [
        ...(columns === undefined ? [] : [`${found.assets.facts.length} assets`]),
        ...(columns === undefined && relations === undefined
          ? []
          : [`${found.edges.edges.length} relations`]),
        ...(survey === undefined && responses === undefined
          ? []
          : [`${found.responses.facts.length} responses`]),
        ...(tickets === undefined ? [] : [`${found.tickets.facts.length} tickets`]),
        ...(efforts === undefined ? [] : [`${found.efforts.facts.length} bookings of effort`]),
        ...MODEL_TABLES.flatMap((table) =>
          found.config[table] === undefined ? [] : [`${found.model[table].facts.length} ${table}`],
        ),
      ]
      return counts.join(', ')
    }),
  streams: [assets, relations, surveys, responses, tickets, efforts, ...modelStreams],
})
