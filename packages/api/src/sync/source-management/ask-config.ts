import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '@throughline/db'
import { DomainError } from '../../graph/errors.ts'
import type { PluginCatalog } from '../sources/plugin-catalog.ts'

/**
 * Asks a plugin whether it can use a configuration, before the transaction begins: an external plugin answers from a
 * process of its own. Returns a catalog that gives this answer, and that asks no plugin.
 */
export async function askConfig(
  catalog: PluginCatalog,
  plugin: string,
  config: JsonObject,
): Promise<PluginCatalog> {
  const [answer] = await Promise.allSettled([catalog.configProblem(plugin, config)])
  return {
    list: () => catalog.list(),
    find: (id) => catalog.find(id),
    testConnection: (sourceId) => catalog.testConnection(sourceId),
    async configProblem(otherPlugin, otherConfig) {
      if (otherPlugin !== plugin || !isDeepStrictEqual(otherConfig, config)) throw changedMeanwhile()
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    },
  }
}

function changedMeanwhile(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'Another request changed the source while its plugin checked the settings. Send the request again.',
  )
}
