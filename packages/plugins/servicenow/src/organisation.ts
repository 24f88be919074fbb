import { neutralRecord, type PersonRecord, type TeamRecord, withoutNulls } from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import { everyRow, joined } from './keyset.ts'
import { distinctNames } from './names.ts'
import { idOf, type Row, shownAt, valueAt } from './row.ts'

export const USER_TABLE = 'sys_user'
export const GROUP_TABLE = 'sys_user_group'
export const MEMBER_TABLE = 'sys_user_grmember'

const ADDRESS = /^[^@\s]+@[^@\s]+$/
const MOST_MEMBERS = 5000

/** A user as it is listed and stored. */
export interface PersonFacts {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly active: boolean
}

/** A group as it is listed and stored. */
export interface TeamFacts {
  readonly id: string
  /** Unique among the groups of the instance. */
  readonly name: string
  readonly parent: string | null
  /** The sys_id of the user who leads it. */
  readonly manager: string | null
  readonly contact: string | null
  readonly costCentre: string | null
  readonly url: string
  /** The sys_ids of its members. */
  readonly members: readonly string[]
}

/** The users of an instance. */
export async function personFacts(ctx: Context): Promise<PersonFacts[]> {
  const rows = await everyRow(ctx, USER_TABLE, ctx.config.filters[USER_TABLE] ?? '', [
    'name',
    'email',
    'active',
  ])
  return rows.map((row) => {
    const id = idOf(row) ?? ''
    const email = valueAt(row, 'email', 254)
    return {
      id,
      name: shownAt(row, 'name', 200) ?? id,
      email: email !== null && ADDRESS.test(email) ? email : null,
      active: valueAt(row, 'active') !== 'false',
    }
  })
}

/** The active groups of an instance with their members. */
export async function teamFacts(ctx: Context): Promise<TeamFacts[]> {
  const { filters } = ctx.config
  const groups = await everyRow(ctx, GROUP_TABLE, joined(filters[GROUP_TABLE] ?? '', 'active=true'), [
    'name',
    'parent',
    'manager',
    'email',
    'cost_center',
  ])
  const members = await everyRow(ctx, MEMBER_TABLE, filters[MEMBER_TABLE] ?? '', ['group', 'user'])
  const usersOf = Map.groupBy(members, (row) => valueAt(row, 'group'))
  const names = distinctNames(
    groups.map((row) => {
      const id = idOf(row) ?? ''
      return { id, name: shownAt(row, 'name', 200) ?? id, hint: shownAt(row, 'parent', 100) ?? id }
    }),
  )
  return groups.map((row) => {
    const id = idOf(row) ?? ''
    return {
      id,
      name: names.get(id) ?? id,
      parent: valueAt(row, 'parent'),
      manager: valueAt(row, 'manager'),
      contact: valueAt(row, 'email', 300),
      costCentre: shownAt(row, 'cost_center', 100),
      url: pageOf(ctx, GROUP_TABLE, id),
      members: usersIn(usersOf.get(id) ?? []),
    }
  })
}

function usersIn(rows: readonly Row[]): string[] {
  const ids = new Set(rows.flatMap((row) => valueAt(row, 'user') ?? []))
  return [...ids].sort().slice(0, MOST_MEMBERS - 1)
}

/** The address of the form of a record. */
export function pageOf({ config }: Context, table: string, id: string): string {
  return `${config.url.replace(/\/+$/, '')}/${table}.do?sys_id=${id}`
}

/** What a user means. Pure. */
export function mapPerson({ id, name, email, active }: PersonFacts): PersonRecord {
  return neutralRecord(withoutNulls({ type: 'person' as const, externalId: id, name, email, active }))
}

/** What a group means: its manager leads it, whether a member or not. Pure. */
export function mapTeam(facts: TeamFacts): TeamRecord {
  const { id, name, parent, manager, contact, costCentre, url } = facts
  const others = facts.members.filter((user) => user !== manager)
  return neutralRecord(
    withoutNulls({
      type: 'team' as const,
      externalId: id,
      name,
      parent: parent === null ? null : { externalId: parent },
      contact,
      costCentre,
      url,
      members: [
        ...(manager === null ? [] : [{ person: { externalId: manager }, role: 'LEAD' as const }]),
        ...others.map((user) => ({ person: { externalId: user } })),
      ],
    }),
  )
}
