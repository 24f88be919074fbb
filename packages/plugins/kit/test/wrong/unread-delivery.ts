import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, webhook } from '../tracker/plugin.ts'

/** Stores whatever is delivered, readable or not. */
export const unreadDelivery = definePlugin<TrackerConfig>({
  ...trackerParts,
  webhook: {
    ...webhook,
    async receive(_ctx, delivery) {
      return { upsert: [{ stream: 'tickets', scope: 'web', raw: [{ text: delivery.text() }] }] }
    },
  },
})
