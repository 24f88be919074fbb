import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { configSchema, type FocusConfig } from './config.ts'
import { readSums } from './reader.ts'
import { costs } from './streams.ts'

/** Reads cost and usage files in the format of FOCUS. */
export const focus = definePlugin<FocusConfig>({
  id: 'focus',
  title: 'FOCUS cost files',
  kind: 'monitoring',
  apiRange: '^2.0.0',
  config: configSchema,
  input: { extensions: ['.csv', '.csv.gz'] },
  check: (ctx) =>
    checkByTrying('read cost files', async () => {
      let count = 0
      for await (const sums of readSums(ctx)) count += sums.length
      return `${count} sums of charges`
    }),
  streams: [costs],
})
