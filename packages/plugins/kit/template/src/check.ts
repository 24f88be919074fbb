import { type CheckReport, errorCodeOf, type PluginContext } from '@throughline/plugin-kit'
import { readThings, whoAmI } from './client.ts'
import type { Config } from './config.ts'

/** What "test connection" runs: one report for each thing the plugin needs. */
export async function check(ctx: PluginContext<Config>): Promise<readonly CheckReport[]> {
  return [
    await report('use the token', async () => `as ${await whoAmI(ctx)}`),
    await report('read things', async () => `${(await readThings(ctx, null)).length} on the first page`),
  ]
}

const STATUS: Readonly<Record<string, CheckReport['status']>> = {
  AUTH_ERROR: 'missing-permission',
  RATE_LIMITED: 'unreachable',
  TRANSIENT: 'unreachable',
}

/** Errors of the kit say what to do; any other is a mistake of ours and is thrown on. */
async function report(capability: string, attempt: () => Promise<string>): Promise<CheckReport> {
  try {
    return { capability, status: 'ok', detail: await attempt() }
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === undefined || !(error instanceof Error)) throw error
    return { capability, status: STATUS[code] ?? 'unusable', detail: error.message }
  }
}
