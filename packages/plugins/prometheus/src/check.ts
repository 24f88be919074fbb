import { type CheckReport, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { activeTargets, queryRange } from './client.ts'
import { idOf, type PrometheusConfig } from './config.ts'

/** Asks every query for its last sample, and for the targets where they are wanted. */
export async function check(ctx: PluginContext<PrometheusConfig>): Promise<CheckReport[]> {
  const { queries, targets, watermarkDelaySeconds } = ctx.config
  const now = Math.floor(ctx.clock().getTime() / 1000) - watermarkDelaySeconds
  const reports: CheckReport[] = []
  for (const query of queries) {
    for (const [part, expression] of Object.entries({ query: query.query, total: query.total })) {
      if (expression === undefined) continue
      const name = part === 'query' ? idOf(query) : `the total of ${idOf(query)}`
      const report = await checkByTrying(`read ${name}`, async () => {
        const series = await queryRange(ctx, { query: expression, start: now, end: now, step: query.step })
        return series.length === 0 ? 'No series now: check the query.' : `${series.length} series`
      })
      reports.push(...report)
    }
  }
  if (targets !== undefined) {
    const report = await checkByTrying(
      'read targets',
      async () => `${(await activeTargets(ctx)).length} targets`,
    )
    reports.push(...report)
  }
  if (reports.length > 0) return reports
  return [
    {
      capability: 'read samples',
      status: 'unusable',
      detail: 'Neither queries nor targets are configured: there is nothing to read.',
    },
  ]
}
