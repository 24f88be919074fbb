import type { IncrementalStream } from '@throughline/plugin-kit'
import { z } from 'zod'
import { readThings, type Thing } from './client.ts'
import type { Config } from './config.ts'
import { map } from './map.ts'

/** After the last thing that was read: by time, and by id among those that changed at the same time. */
const positionSchema = z.strictObject({ changedAt: z.iso.datetime(), id: z.string() })
type Position = z.infer<typeof positionSchema>

export const things: IncrementalStream<Thing, Config, Position> = {
  name: 'things',
  record: 'ticket',
  mode: 'incremental',
  cursor: {
    version: 1,
    schema: positionSchema,
    time: {
      of: ({ changedAt }) => new Date(changedAt),
      at: (instant) => ({ changedAt: instant.toISOString(), id: '' }),
    },
  },
  // The listing may lag behind by this much, in milliseconds: what is newer is read again in the next run.
  watermarkDelay: 60_000,
  scopes: async () => [{ id: 'all' }],
  async *pages(ctx, _scope, from) {
    for (let after = from; ; ) {
      ctx.signal.throwIfAborted()
      const raw = await readThings(ctx, after)
      const last = raw.at(-1)
      if (last === undefined) return
      after = { changedAt: last.changedAt, id: last.id }
      yield { raw, next: after }
    }
  },
  primaryKey: ({ id }) => id,
  map,
}
