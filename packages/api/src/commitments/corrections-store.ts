import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from './interval.ts'
import { union } from './interval.ts'
import { occurrencesOf, type RecurringWindow } from './recurrence.ts'
import { checkRule } from './recurrence-rule.ts'

/** The most occurrences of one window that a question takes into account. */
const MOST = 10_000

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

/** A change window as it is stored, as the rule of its occurrences. */
export function recurringOf(
  row: Pick<Row<'change_window'>, 'start_time' | 'time_zone' | 'recurrence' | 'minutes' | 'excepted'>,
): RecurringWindow {
  return {
    startTime: row.start_time,
    timeZone: row.time_zone,
    rule: row.recurrence === null ? null : checkRule(row.recurrence, row.time_zone),
    length: row.minutes * 60_000,
    except: row.excepted,
  }
}
