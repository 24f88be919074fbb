import { checkByTrying, definePlugin } from '@throughline/plugin-kit'
import { activeAlerts } from './client.ts'
import { type AlertmanagerConfig, configSchema } from './config.ts'
import { alerts } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads alerts from Prometheus Alertmanager and what speaks its API. */
export const alertmanager = definePlugin<AlertmanagerConfig>({
  id: 'alertmanager',
  title: 'Alertmanager',
  kind: 'monitoring',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  check: (ctx) =>
    checkByTrying('read alerts', async () => `${(await activeAlerts(ctx)).length} alerts have not ended`),
  streams: [alerts],
  webhook,
})
