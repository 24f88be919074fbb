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
      let [count, unusable] = [0, 0]
      for await (const delivered of readSums(ctx)) {
        count += delivered.count
        unusable += delivered.flaws.length
      }
      return `${count} sums of charges${unusable === 0 ? '' : `, and ${unusable} rows that cannot be used`}`
    }),
  streams: [costs],
})
