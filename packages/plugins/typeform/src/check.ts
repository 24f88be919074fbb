import { type CheckReport, ConfigError, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { listForms, listResponses, readForm } from './client.ts'
import type { TypeformConfig } from './config.ts'

/** Whether the token may do what is needed of it: one report for each of its scopes. */
export async function check(ctx: PluginContext<TypeformConfig>): Promise<CheckReport[]> {
  let form = ctx.config.surveys[0]?.id
  const forms = await checkByTrying('read forms (scope forms:read)', async () => {
    const { total_items, items } = await listForms(ctx, 1)
    form ??= items[0]?.id
    return `${total_items} ${total_items === 1 ? 'form' : 'forms'}`
  })
  const responses = await checkByTrying('read responses (scope responses:read)', async () => {
    if (form === undefined) return 'There is no form to try it with'
    if ((await readForm(ctx, form)) === undefined) {
      throw new ConfigError(`There is no form ${form}: correct the setting surveys`)
    }
    await listResponses(ctx, form, { until: Math.floor(ctx.clock().getTime() / 1000), without: [] })
    return `Tried with the form ${form}`
  })
  return [...forms, ...responses]
}
