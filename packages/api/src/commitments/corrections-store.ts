import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import { union } from '../change-windows/interval.ts'
import { occurrencesOf } from '../change-windows/recurrence.ts'
import { recurringOf } from '../change-windows/stored-window.ts'

/** More occurrences than a window has in the year that the longest SLO looks at: no more than one begins in an hour. */
const MOST = 20_000

/** The agreed maintenance of services in a span of time: by windows of the service, and by those for everything. */
export async function correctionsOf(
  db: Kysely<Database>,
  serviceIds: readonly string[],
  span: Interval,
): Promise<(serviceId: string) => readonly Interval[]> {
  const { rows } = await sql<Row<'change_window'> & { services: string[] }>`
    select w.*, coalesce(array_agg(l.service_id) filter (where l.service_id is not null), '{}') as services
    from change_window w
    left join change_window_service l on l.change_window_id = w.id and l.service_id = any(${serviceIds}::uuid[])
    where w.kind = 'MAINTENANCE'
    group by w.id
    having w.everything or count(l.service_id) > 0
    order by w.id`.execute(db)
  const everywhere: Interval[] = []
  const own = new Map<string, Interval[]>()
  for (const row of rows) {
    const { occurrences } = occurrencesOf(recurringOf(row), span, MOST)
    if (row.everything) everywhere.push(...occurrences)
    else for (const id of row.services) own.set(id, [...(own.get(id) ?? []), ...occurrences])
  }
  return (serviceId) => union([...everywhere, ...(own.get(serviceId) ?? [])])
}
