import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, tickets, trackerParts, webhook } from '../tracker/plugin.ts'

const { changedAt: _, ...timeless } = tickets

/** Stores what is delivered, whatever its age. */
export const turnedBack = definePlugin<TrackerConfig>({
  ...trackerParts,
  streams: trackerParts.streams.map((stream) => (stream.name === tickets.name ? timeless : stream)),
})

/** Takes the moment of a delivery for the moment of the change. */
export const datedOnArrival = definePlugin<TrackerConfig>({
  ...trackerParts,
  webhook: {
    ...webhook,
    async receive(ctx, delivery) {
      const { upsert = [], ...rest } = await webhook.receive(ctx, delivery)
      const updated = delivery.receivedAt.toISOString()
      return {
        ...rest,
        upsert: upsert.map(({ raw, ...part }) => ({
          ...part,
          raw: raw.map((each) => ({ ...Object(each), updated })),
        })),
      }
    },
  },
})
