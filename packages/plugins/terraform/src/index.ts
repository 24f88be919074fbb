import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { ASSET_KINDS } from './attributes.ts'
import { configSchema, type TerraformConfig } from './config.ts'
import { readInventory } from './reader.ts'
import { assets, relations } from './streams.ts'

/** Reads the states of Terraform and OpenTofu. */
export const terraform = definePlugin<TerraformConfig>({
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  kind: 'discovery',
  apiRange: '^1.0.0',
  config: configSchema,
  input: { extensions: ['.tfstate', '.tfstate.json'] },
  assetKinds: ASSET_KINDS,
  check: (ctx) =>
    checkByTrying('read states', async () => `${(await readInventory(ctx)).resources.length} assets`),
  streams: [assets, relations],
})
