import type { NewRow } from '../../src/database.ts'
import { PEOPLE, type PersonSpec } from '../people.ts'
import { type Context, writtenOnce } from './context.ts'

const JOINED = -800

export function personRows({ ids, calendar }: Context): NewRow<'person'>[] {
  return Object.entries<PersonSpec>(PEOPLE).map(([key, person]) => ({
    id: ids.make('person', key),
    name: person.name,
    email: `${key}@tannenlund.example`,
    ...writtenOnce(calendar.at(JOINED, '09:00')),
  }))
}

export function membershipRows({ ids, calendar }: Context): NewRow<'membership'>[] {
  return Object.entries<PersonSpec>(PEOPLE).map(([key, { team, role }]) => ({
    id: ids.make('membership', key),
    person_id: ids.of('person', key),
    team_id: ids.of('team', team),
    role,
    ...writtenOnce(calendar.at(JOINED, '09:05')),
  }))
}
