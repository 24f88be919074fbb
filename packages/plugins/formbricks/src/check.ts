import { type CheckReport, ConfigError, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { choosesByChange, listSurveys } from './client.ts'
import type { FormbricksConfig } from './config.ts'

/** Whether the key may do what is needed of it, and whether Formbricks can. */
export async function check(ctx: PluginContext<FormbricksConfig>): Promise<CheckReport[]> {
  const surveys = await checkByTrying('read surveys', async () => {
    const [newest] = await listSurveys(ctx, 0, 1)
    return newest === undefined ? 'There is none that the key may read' : `Changed last: ${newest.id}`
  })
  const responses = await checkByTrying('read responses', async () => {
    if (await choosesByChange(ctx)) return 'By the time they changed'
    throw new ConfigError(
      'This Formbricks passes filterDateField over, so responses that were finished later would be missed: update it',
    )
  })
  return [...surveys, ...responses]
}
