import { definePlugin } from '@throughline/plugin-kit'
import { z } from 'zod'
import { get, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Throws what it should report. */
export const throwingCheck = definePlugin<TrackerConfig>({
  ...trackerParts,
  async check(ctx) {
    await get(ctx, '/me', z.object({ name: z.string() }))
    return [{ capability: 'read tickets', status: 'ok' }]
  },
})
