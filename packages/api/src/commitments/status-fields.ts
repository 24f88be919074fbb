import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { COMPUTED_POINTS } from '../graph/cost.ts'
import { operatorsForEnum } from '../graph/filter-types.ts'
import { instantText } from '../graph/values.ts'
import { FRESH } from './freshness.ts'
import { Slo } from './graphql.ts'
import type { SloStatus } from './status.ts'
import { type ShownStatus, SloOutcome, SloStatusRef } from './status-graphql.ts'
import { statusesById } from './status-store.ts'

/** What the statement of a list selects. `kept` is null where the figures have to be computed. */
interface Selected {
  readonly id: string
  /** ISO 8601; null for now. */
  readonly at: string | null
  readonly kept: SloStatus | null
  readonly computedAt: string | null
}

const computed: Batch<SloStatus> = async (context, keys) => {
  const asked = keys.map((key) => JSON.parse(key) as Pick<Selected, 'id' | 'at'>)
  const byTime = Map.groupBy(asked, ({ at }) => at)
  const found = new Map<string, SloStatus>()
  for (const [at, rows] of byTime) {
    const now = at === null ? context.clock() : new Date(at)
    const ids = rows.map(({ id }) => id)
    for (const [id, status] of await statusesById(context.db.kysely, ids, now))
      found.set(`${id} ${at}`, status)
  }
  return asked.map(({ id, at }) => found.get(`${id} ${at}`) ?? new Error(`the SLO ${id} went away`))
}

/** Kept figures where they are younger than two minutes and no sample has changed since; computed ones otherwise. */
async function shownStatus({ id, at, kept, computedAt }: Selected, context: Context): Promise<ShownStatus> {
  const age = computedAt === null ? Number.NaN : Math.abs(context.clock().getTime() - Date.parse(computedAt))
  if (kept !== null && age < FRESH && context.operation === undefined) return { status: kept, computedAt }
  return { status: await batched(computed, context, JSON.stringify({ id, at })), computedAt: null }
}

Slo.fields((t) => ({
  status: t.expression({
    type: SloStatusRef,
    description:
      'How it stands. Kept figures of the last minute or two where no sample has changed since, otherwise computed for this request.',
    args: builder.args((a) => ({
      at: a.field({ type: 'DateTime', description: 'The instant to look at. Defaults to now.' }),
    })),
    cost: { points: COMPUTED_POINTS },
    sql: ({ statement, row, argument }) => {
      const at = argument('at')
      if (at.value !== null && at.value !== undefined) {
        const bound = statement.bindArgument('text', at, instantText)
        return `json_build_object('id', ${row}."id", 'at', ${bound}, 'kept', null, 'computedAt', null)`
      }
      return `coalesce((select json_build_object('id', f.slo_id, 'at', null, 'kept', f.figures,
          'computedAt', to_char(f.computed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from slo_figure f
        where f.slo_id = ${row}."id" and not exists (
          select from metric_rollup_due d where d.metric_id in (${row}."metric_id", ${row}."total_metric_id"))),
        json_build_object('id', ${row}."id", 'at', null, 'kept', null, 'computedAt', null))`
    },
    read: (value, context) => shownStatus(value as Selected, context),
  }),
}))

const KEPT = { table: 'slo_figure', key: 'slo_id', by: 'id', everyRow: false } as const
Slo.filterBySide('outcome', KEPT, 'status', {
  type: operatorsForEnum(SloOutcome),
  description: 'By the kept outcome.',
  visibleTo: 'READERS',
})
Slo.filterBySide('remaining', KEPT, 'remaining', {
  fraction: true,
  description: 'By the kept share of the error budget that is left.',
  visibleTo: 'READERS',
})
Slo.orderBy('REMAINING', {
  columns: [{ column: 'remaining', side: KEPT, absent: '1' }],
  description: 'By the kept share of the error budget that is left; those without figures count as whole.',
  visibleTo: 'READERS',
})
