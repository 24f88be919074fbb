import { ConfigError, definePlugin } from '@throughline/plugin-kit'
import { actions, type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Passes the answer of the system on in an error, with all that it repeats. */
export const secretInAction = definePlugin<TrackerConfig>({
  ...trackerParts,
  actions: {
    ...actions,
    async createTicket(ctx, { title, project }, mark) {
      const response = await ctx.http.request(new URL('/tickets', ctx.config.url), {
        method: 'POST',
        headers: { authorization: ['Bearer ', ctx.config.token] },
        json: { title, project, mark },
        accept: [400, 422],
      })
      if (response.status >= 400) throw new ConfigError(`The tracker says: ${response.text()}`)
      return { externalId: mark }
    },
  },
})
