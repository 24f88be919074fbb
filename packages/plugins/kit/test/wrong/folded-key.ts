import { definePlugin } from '@throughline/plugin-kit'
import { actions, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Writes the key in small letters, as labels are in many systems. */
export const foldedKey = definePlugin<TrackerConfig>({
  ...trackerParts,
  actions: {
    ...actions,
    async createTicket(ctx, draft, key) {
      return (await actions.createTicket?.(ctx, draft, key.toLowerCase())) ?? { externalId: 'none' }
    },
  },
})
