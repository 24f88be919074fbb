import type { Reception, Webhook } from '@throughline/plugin-kit'
import { z } from 'zod'
import { alertFacts, isIgnored, seenAlertSchema } from './alert.ts'
import type { AlertmanagerConfig } from './config.ts'
import { SCOPE } from './streams.ts'

const notificationSchema = z.object({
  version: z.literal('4'),
  truncatedAlerts: z.int().min(0).default(0),
  alerts: z.array(
    seenAlertSchema.extend({ status: z.enum(['firing', 'resolved']), endsAt: z.string().nullish() }),
  ),
})

const REFETCH = [{ stream: 'alerts', scope: SCOPE }]

/** Takes in the notifications of a webhook receiver, version 4 of their format. */
export const webhook: Webhook<AlertmanagerConfig> = {
  verify: [
    { scheme: 'token', secret: 'webhook.token', header: 'Authorization', prefix: 'Bearer ' },
    { scheme: 'basic', user: 'webhook.user', password: 'webhook.password' },
  ],
  async receive({ config }, delivery): Promise<Reception> {
    const notification = notificationSchema.safeParse(delivery.json())
    // Another version, or something else altogether: what is true is listed.
    if (!notification.success) return { refetch: REFETCH }
    const { alerts, truncatedAlerts } = notification.data
    const raw = alerts
      .filter((alert) => !isIgnored(alert, config))
      .map((alert) => {
        const ended = alert.status === 'resolved' ? (alert.endsAt ?? undefined) : undefined
        return alertFacts(alert, config, ended)
      })
    return {
      ...(raw.length === 0 ? {} : { upsert: [{ stream: 'alerts', scope: SCOPE, raw }] }),
      // What the group was too large for is not in the notification.
      ...(truncatedAlerts === 0 ? {} : { refetch: REFETCH }),
    }
  },
}
