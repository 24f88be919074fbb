import { type CheckReport, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { tryKind } from './cluster.ts'
import type { KubernetesConfig } from './config.ts'
import { readInventory } from './reader.ts'
import { pluralOf } from './resources.ts'

/** Reads the whole of the files and says what is in them, or tries every list of the API. */
export async function check(ctx: PluginContext<KubernetesConfig>): Promise<CheckReport[]> {
  const { api } = ctx.config
  if (ctx.files !== undefined || api === undefined) {
    return checkByTrying('read manifests', async () => {
      const { assets } = await readInventory(ctx, ctx.clock())
      return `${assets.length} assets`
    })
  }
  const reports: CheckReport[] = []
  for (const kind of api.kinds) {
    const report = await checkByTrying(`list ${pluralOf(kind)}`, async () => {
      await tryKind(ctx, api, kind)
      return 'The account may list them.'
    })
    reports.push(...report)
  }
  return reports
}
