import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Context } from '../graph/context.ts'

/** A person by uuid. */
export interface Speaker {
  readonly id: string
  readonly name: string
}

/** A team, with persons. */
export interface TeamPeople {
  readonly team: string
  readonly people: readonly Speaker[]
}

/** The uuid of the person who calls; null for a service account. */
export function personOf({ actor }: Pick<Context, 'actor'>): string | null {
  return actor?.principal?.type === 'Person' ? actor.principal.id : null
}

/** Whether a person belongs to a team or to one below it. */
export async function isOfTeam(db: Kysely<Database>, personId: string, teamId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive below(id) as (
      select ${teamId}::uuid
      union
      select t.id from team t join below b on t.parent_id = b.id
    )
    select from membership m join below b on b.id = m.team_id where m.person_id = ${personId}::uuid limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Active persons who belong to a team or to one below it. */
export function membersOf(db: Kysely<Database>, teamId: string): Promise<TeamPeople> {
  return people(db, teamId, sql`select t.id from team t join line l on t.parent_id = l.id`, sql`true`)
}

/** Active persons who lead a team or one above it: they speak for it. */
export function leadsOf(db: Kysely<Database>, teamId: string): Promise<TeamPeople> {
  return people(
    db,
    teamId,
    sql`select t.parent_id from team t join line l on t.id = l.id where t.parent_id is not null`,
    sql`m.role = 'LEAD'`,
  )
}

type Fragment = ReturnType<typeof sql>

async function people(
  db: Kysely<Database>,
  teamId: string,
  next: Fragment,
  only: Fragment,
): Promise<TeamPeople> {
  const { rows } = await sql<{ team: string; people: readonly Speaker[] }>`
    with recursive line(id) as (select ${teamId}::uuid union ${next})
    select (select name from team where id = ${teamId}::uuid) as team, (
      select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
      from person p
      where p.active and exists (select from membership m join line l on l.id = m.team_id where m.person_id = p.id and ${only})
    ) as people`.execute(db)
  const [row] = rows
  return { team: row?.team ?? '', people: row?.people ?? [] }
}

const MOST_NAMES = 5

/** Names in a sentence; empty without any. */
export function namesOf(people: readonly Speaker[]): string {
  const shown = people.slice(0, MOST_NAMES).map(({ name }) => name)
  const more = people.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
