import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { type CyclonedxConfig, configSchema } from './config.ts'
import { ASSET_KINDS } from './kinds.ts'
import { readApplications } from './reader.ts'
import { assets, relations } from './streams.ts'

/** Reads CycloneDX bills of materials. */
export const cyclonedx = definePlugin<CyclonedxConfig>({
  id: 'cyclonedx',
  title: 'CycloneDX',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  input: { extensions: ['.json'] },
  assetKinds: ASSET_KINDS,
  check: (ctx) =>
    checkByTrying('read bills of materials', async () => {
      const applications = [...(await readApplications(ctx)).values()]
      return `${applications.length} subjects, ${applications.flatMap(({ elements }) => elements).length} assets`
    }),
  streams: [assets, relations],
})
