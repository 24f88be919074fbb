import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { moneyUnits } from './cost-rows-store.ts'
import { dayNumber } from './days.ts'
import { decimalFrom, inCommonUnits } from './decimals.ts'
import type { Period } from './period.ts'
import { nearest } from './spans.ts'
import type { Work } from './work.ts'

/** What allocations of periods come to: minutes, and money by currency. */
export interface Planned {
  readonly minutes: readonly Work[]
  readonly money: readonly { readonly currency: string; readonly work: Work }[]
}

interface Row {
  readonly id: string
  readonly team: string | null
  readonly service: string
  readonly startsOn: string
  readonly endsOn: string
  readonly fte: string | null
  readonly amount: string | null
  readonly currency: string | null
}

/** Allocations whose days touch periods, with one statement. @param hours of a full-time week */
export async function readAllocations(
  db: Kysely<Database>,
  periods: readonly Period[],
  hours: number,
): Promise<Planned[]> {
  const from = periods.map((period) => period.from)
  const to = periods.map((period) => period.to)
  const { rows } = await sql<Row & { place: number }>`
    select p.place::int - 1 as place, a.id, a.team_id as team, a.service_id as service,
      to_char(a.starts_on, 'YYYY-MM-DD') as "startsOn", to_char(a.ends_on, 'YYYY-MM-DD') as "endsOn",
      a.fte::text, a.amount::text, a.currency
    from unnest(${from}::date[], ${to}::date[]) with ordinality as p (starts, ends, place)
    join allocation a on a.starts_on <= p.ends and a.ends_on >= p.starts
    order by a.starts_on, a.id`.execute(db)
  const planned = periods.map(() => ({ minutes: [] as Work[], money: [] as Planned['money'][number][] }))
  for (const { place, ...row } of rows) {
    const at = planned[place]
    if (at === undefined) continue
    const span = { start: dayNumber(row.startsOn), end: dayNumber(row.endsOn) + 1 }
    const base = {
      node: { type: 'Allocation' as const, id: row.id },
      when: { span, unit: 'DAYS' as const },
      team: row.team,
      subject: { objective: null, services: [{ id: row.service, share: null }], assets: [] },
    }
    if (row.fte !== null) {
      const units = minutesOf(row.fte, hours, span.end - span.start)
      at.minutes.push({ ...base, amount: { units, digits: 0 } })
    }
    if (row.amount !== null && row.currency !== null) {
      const amount = moneyUnits(row.amount, row.currency)
      at.money.push({ currency: row.currency, work: { ...base, amount } })
    }
  }
  return planned
}

/** FTE × hours of a week × 60 ÷ 7 for each calendar day, to the nearest minute. */
function minutesOf(fte: string, hours: number, days: number): bigint {
  const people = decimalFrom(fte)
  const [one = 1n, perWeek = 0n] = inCommonUnits([1, hours])
  return nearest(people.units * perWeek * 60n * BigInt(days), 7n * one * 10n ** BigInt(people.digits))
}
