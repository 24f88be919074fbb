import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { ASSET_KINDS } from './attributes.ts'
import { configSchema, type TerraformConfig } from './config.ts'
import { withState } from './http-state.ts'
import { readInventory } from './reader.ts'
import { assets, relations } from './streams.ts'

/** Reads the states of Terraform and OpenTofu. */
export const terraform = definePlugin<TerraformConfig>({
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ http }) => (http === undefined ? [] : [new URL(http.url).host]),
  limits: { maxBytes: 256 * 1024 * 1024, deadline: 120_000 },
  input: { extensions: ['.tfstate', '.tfstate.json'] },
  assetKinds: ASSET_KINDS,
  check: (ctx) =>
    checkByTrying('read states', async () => {
      const { resources, flaws } = await readInventory(withState(ctx, ctx.clock()))
      const found = `${resources.length} assets`
      return flaws.length === 0 ? found : `${found}; ${flaws.length} states cannot be used`
    }),
  streams: [assets, relations],
})
