import {
  type IncrementalStream,
  inPages,
  type PluginContext,
  ScopeNotFoundError,
  type SnapshotStream,
  type TimedCursorSpec,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import { activeTargets, queryRange } from './client.ts'
import { idOf, type PrometheusConfig } from './config.ts'
import { seriesName } from './labels.ts'
import { batchId, mapBatch, mapTarget } from './map.ts'
import { type SampleBatch, sampleBatches } from './sample-batch.ts'
import { type TargetFacts, targetFacts } from './target.ts'

type Context = PluginContext<PrometheusConfig>

/** Seconds since 1970 up to which everything has been read, that second included. */
const positionSchema = z.strictObject({ through: z.int().min(0) })
type Position = z.infer<typeof positionSchema>

const cursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ through }) => new Date(through * 1000),
    at: (instant) => ({ through: Math.max(0, Math.floor(instant.getTime() / 1000)) }),
  },
}

/**
 * The samples of every query. Steps lie at multiples of the step since 1970, so that the same instant is the same
 * sample whenever it is read, and reading ends early enough for a sample never to change after it was read.
 */
export const samples: IncrementalStream<SampleBatch, PrometheusConfig, Position> = {
  name: 'samples',
  record: 'samples',
  mode: 'append',
  cursor,
  scopes: async (ctx) => ctx.config.queries.map((query) => ({ id: idOf(query), title: query.metric })),
  async *pages(ctx, scope, from, until) {
    const query = ctx.config.queries.find((each) => idOf(each) === scope.id)
    if (query === undefined) throw new ScopeNotFoundError(`No query ${scope.id} is configured any more`)
    const { historyDays, watermarkDelaySeconds, pageSize } = ctx.config
    const { step } = query
    const begin = from?.through ?? Math.floor(until.getTime() / 1000) - Math.floor(historyDays * 86_400) - 1
    const last = Math.floor((Math.floor(until.getTime() / 1000) - watermarkDelaySeconds) / step) * step
    let start = (Math.floor(begin / step) + 1) * step
    while (start <= last) {
      ctx.signal.throwIfAborted()
      const end = Math.min(start + (pageSize - 1) * step, last)
      const range = { start, end, step }
      const good = await queryRange(ctx, { query: query.query, ...range })
      const total = query.total === undefined ? [] : await queryRange(ctx, { query: query.total, ...range })
      yield { raw: sampleBatches(query, good, total), next: { through: end } }
      start = end + step
    }
  },
  primaryKey: batchId,
  map: mapBatch,
}

/** What is scraped now. */
export const targets: SnapshotStream<TargetFacts, PrometheusConfig> = {
  name: 'targets',
  record: 'asset',
  mode: 'snapshot',
  scopes: async (ctx) =>
    ctx.config.targets === undefined ? [] : [{ id: 'targets', title: 'Scrape targets' }],
  async *pages(ctx: Context) {
    const { targets: wanted } = ctx.config
    if (wanted === undefined)
      throw new ScopeNotFoundError('Scrape targets are not configured to be read any more')
    yield* inPages(ctx, targetFacts(await activeTargets(ctx), wanted))
  },
  primaryKey: ({ pool, labels }) => seriesName(pool, labels),
  map: mapTarget,
}
