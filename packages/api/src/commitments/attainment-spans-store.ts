import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { Cover, type Interval } from '../change-windows/interval.ts'
import { anyId } from '../graph/sql-arrays.ts'
import { correctionsOf } from './corrections-store.ts'
import { countSpans } from './counts-store.ts'
import { gridOf } from './grid.ts'
import { countedIn, onGrid } from './plan.ts'
import { ruleOf } from './settings.ts'
import { spendOf } from './status.ts'

/** An SLO and spans of time in milliseconds. */
export interface AttainmentQuestion {
  readonly sloId: string
  readonly spans: readonly Interval[]
}

/**
 * What SLOs attained in spans of time, whatever their own windows are: the share of good events, or of good slices that
 * end in the span. Agreed maintenance is left out. Null without events, and for an SLO that is not there.
 */
export async function attainmentsIn(
  db: Kysely<Database>,
  questions: readonly AttainmentQuestion[],
): Promise<(number | null)[][]> {
  const all = questions.flatMap(({ spans }) => spans)
  if (all.length === 0) return questions.map(() => [])
  const ids = [...new Set(questions.map(({ sloId }) => sloId))]
  const rows = await db.selectFrom('slo').selectAll().where('id', '=', anyId(ids)).execute()
  const slos = new Map(rows.map((slo) => [slo.id, slo]))
  const corrections = await correctionsOf(db, [...new Set(rows.map((slo) => slo.service_id))], {
    start: Math.min(...all.map(({ start }) => start)),
    end: Math.max(...all.map(({ end }) => end)),
  })
  const known = questions.flatMap(({ sloId, spans }, place) => {
    const slo = slos.get(sloId)
    return slo === undefined ? [] : [{ place, slo, spans }]
  })
  const tallies = await countSpans(
    db,
    known.map(({ slo, spans }) => {
      const grid = gridOf(slo)
      const cover = new Cover(corrections(slo.service_id))
      const planned = spans.map(({ start, end }) =>
        countedIn({ start: onGrid(grid, start), end: onGrid(grid, end) }, grid, cover),
      )
      return { slo, grid, spans: planned }
    }),
  )
  const attained: (number | null)[][] = questions.map(({ spans }) => spans.map(() => null))
  for (const [index, { place, slo, spans }] of known.entries()) {
    attained[place] = spans.map((_, span) => {
      const { bad, seen } = spendOf(ruleOf(slo), tallies[index]?.[span])
      return seen === 0 ? null : 1 - bad / seen
    })
  }
  return attained
}
