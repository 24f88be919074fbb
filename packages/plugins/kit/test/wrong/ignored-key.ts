import { definePlugin } from '@throughline/plugin-kit'
import { actions, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

let calls = 0

/** Makes a ticket each time, whatever the key. */
export const ignoredKey = definePlugin<TrackerConfig>({
  ...trackerParts,
  actions: {
    ...actions,
    async createTicket(ctx, draft) {
      calls += 1
      const made = await actions.createTicket?.(ctx, draft, `another-key-each-time-${calls}`)
      return made ?? { externalId: 'none' }
    },
  },
})
