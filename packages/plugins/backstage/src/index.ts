import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { type BackstageConfig, configSchema } from './config.ts'
import { ASSET_KINDS } from './kinds.ts'
import { people, services, teams } from './model-streams.ts'
import { assets, readAll, relations } from './streams.ts'

/** Reads the files of a Backstage catalog, and what its API answers with. */
export const backstage = definePlugin<BackstageConfig>({
  id: 'backstage',
  title: 'Backstage catalog',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  input: { extensions: ['.yaml', '.yml', '.json'] },
  assetKinds: ASSET_KINDS,
  check: (ctx) =>
    checkByTrying('read the catalog', async () => {
      const { entities, edges, flaws } = await readAll(ctx)
      const found = `${entities} entities, ${edges} relations`
      return flaws === 0 ? found : `${found}; ${flaws} parts of the input cannot be used`
    }),
  streams: [people, teams, assets, relations, services],
})
