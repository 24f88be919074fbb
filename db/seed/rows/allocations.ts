import type { NewRow } from '../../src/database.ts'
import { ALLOCATIONS } from '../allocations.ts'
import { type Context, writtenOnce } from './context.ts'

const QUARTERS = 5
const DAY = 24 * 60 * 60 * 1000
/** Plans are made so many days before their quarter begins. */
const PLANNED_BEFORE = 17

/** Teams and services come first. */
export function allocationRows({ ids, calendar }: Context): NewRow<'allocation'>[] {
  return ALLOCATIONS.flatMap(({ from, service, fte, eur, note }) =>
    Array.from({ length: QUARTERS }, (_, place) => place).flatMap((place) => {
      const before = QUARTERS - 1 - place
      const people = fte?.[place] ?? 0
      const money = eur?.[place] ?? 0
      if (people === 0 && money === 0) return []
      const { from: first, to: last } = calendar.quarter(before)
      const by = 'team' in from ? from.team : from.pool
      return [
        {
          id: ids.make('allocation', `${by}/${service}/${before}`),
          team_id: 'team' in from ? ids.of('team', from.team) : null,
          pool: 'pool' in from ? from.pool : null,
          service_id: ids.of('service', service),
          starts_on: first,
          ends_on: last,
          fte: people === 0 ? null : people.toFixed(4),
          amount: money === 0 ? null : money.toFixed(4),
          currency: money === 0 ? null : 'EUR',
          note: note ?? '',
          ...writtenOnce(new Date(Date.parse(`${first}T09:00:00Z`) - PLANNED_BEFORE * DAY)),
        },
      ]
    }),
  )
}
