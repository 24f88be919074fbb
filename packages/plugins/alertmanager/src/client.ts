import { ConfigError, type PluginContext } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type SeenAlert, seenAlertSchema } from './alert.ts'
import type { AlertmanagerConfig } from './config.ts'

/**
 * All alerts that have not ended, silenced and inhibited ones included: being muted does not make trouble go away.
 * Alertmanager knows no pages and gives them all at once.
 */
export async function activeAlerts(ctx: PluginContext<AlertmanagerConfig>): Promise<readonly SeenAlert[]> {
  const { url, token, user, password, tenant, receiver } = ctx.config
  const response = await ctx.http.request(new URL('api/v2/alerts', url.endsWith('/') ? url : `${url}/`), {
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: ['Bearer ', token] }),
      ...(tenant === undefined ? {} : { 'x-scope-orgid': tenant }),
    },
    ...(user === undefined || password === undefined ? {} : { basic: { user, password } }),
    query: { active: true, silenced: true, inhibited: true, unprocessed: true, receiver },
    accept: [400, 404],
  })
  if (response.status === 400) {
    throw new ConfigError('Alertmanager cannot read the question: check the regular expression of receiver')
  }
  const alerts = response.status === 404 ? undefined : z.array(seenAlertSchema).safeParse(response.json())
  if (alerts?.success) return alerts.data
  throw new ConfigError(
    'The answer is not one of Alertmanager: check that the address is the one below which /api/v2 lies',
  )
}
