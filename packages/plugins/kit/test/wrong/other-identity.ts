import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, webhook } from '../tracker/plugin.ts'

/** Stores what is delivered under the number that people see, and what is listed under the id. */
export const otherIdentity = definePlugin<TrackerConfig>({
  ...trackerParts,
  webhook: {
    ...webhook,
    async receive(ctx, delivery) {
      const { upsert = [], ...rest } = await webhook.receive(ctx, delivery)
      return {
        ...rest,
        upsert: upsert.map(({ raw, ...part }) => ({
          ...part,
          raw: raw.map((each) => ({ ...Object(each), id: `#${Object(each).id}` })),
        })),
      }
    },
  },
})
