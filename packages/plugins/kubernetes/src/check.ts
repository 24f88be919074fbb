import { type CheckReport, ConnectorError, type PluginContext } from '@throughline/plugin-kit'
import type { KubernetesConfig } from './config.ts'
import { readInventory } from './reader.ts'

/** Reads the whole input and says what is in it, or what is wrong with it. */
export async function check(ctx: PluginContext<KubernetesConfig>): Promise<CheckReport[]> {
  const capability = 'read manifests'
  try {
    const { assets } = await readInventory(ctx)
    return [{ capability, status: 'ok', detail: `${assets.length} assets` }]
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return [{ capability, status: 'unusable', detail: error.message }]
  }
}
