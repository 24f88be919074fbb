import { inPages, type PluginContext, type SnapshotStream } from '@throughline/plugin-kit'
import { type AlertFacts, alertFacts, isIgnored } from './alert.ts'
import { activeAlerts } from './client.ts'
import type { AlertmanagerConfig } from './config.ts'
import { alertId, mapAlert } from './map.ts'

/** The one scope there is: members of a cluster know the same alerts. */
export const SCOPE = 'alertmanager'

/**
 * The alerts that have not ended. One that is listed no more has ended, and when exactly only its notification can
 * tell: a webhook brings it with its `endsAt`. Without one, it has ended by the moment the listing was made.
 */
export const alerts: SnapshotStream<AlertFacts, AlertmanagerConfig> = {
  name: 'alerts',
  record: 'alert',
  mode: 'snapshot',
  scopes: async () => [{ id: SCOPE, title: 'Alertmanager' }],
  async *pages(ctx: PluginContext<AlertmanagerConfig>) {
    const found = (await activeAlerts(ctx)).filter((alert) => !isIgnored(alert, ctx.config))
    const facts = found.map((alert) => alertFacts(alert, ctx.config))
    yield* inPages(ctx, facts, ctx.config.pageSize)
  },
  primaryKey: alertId,
  map: mapAlert,
}
