import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Says that all is well without having asked. */
export const cheerfulCheck = definePlugin<TrackerConfig>({
  ...trackerParts,
  check: async () => [{ capability: 'read tickets', status: 'ok' }],
})
