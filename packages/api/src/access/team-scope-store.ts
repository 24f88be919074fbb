import type { Database, TableName } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { graphqlError } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { isIn, organisationRoles } from '../graph/roles.ts'
import { REACHES, TEAM_OF } from './team-scope.ts'

type StoredRow = Readonly<Record<string, unknown>>

/**
 * Refuses to write a row that belongs to none of the teams for which the actor has its role. Call it with the row as
 * it was and as it is: a row that changes its team takes a role of both.
 * @throws FORBIDDEN which names the team
 */
export async function requireTeam(work: Work, table: TableName, row: StoredRow): Promise<void> {
  const { actor } = work.context
  const { visibleTo = 'ADMINISTRATORS' } = work
  if (actor === undefined || isIn(visibleTo, organisationRoles(actor))) return
  const scope = (actor.grants ?? []).flatMap(({ role, team }) =>
    team !== null && isIn(visibleTo, [role]) ? [team] : [],
  )
  const owner = await teamOf(work.transaction, table, row)
  if (owner === undefined) {
    throw graphqlError(
      'FORBIDDEN',
      `${/^[aeio]/.test(table) ? 'An' : 'A'} ${table.replaceAll('_', ' ')} without a team takes a role of the whole organisation; this token has roles of teams.`,
    )
  }
  const { rows } = await sql<{ name: string; within: boolean }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from team where id = ${owner}
      union
      select t.id, t.parent_id from team t join above a on t.id = a.parent_id
    )
    select name, exists (select from above where id = any(${scope}::uuid[])) as within from team where id = ${owner}
  `.execute(work.transaction)
  const [team] = rows
  if (team?.within === true) return
  throw graphqlError(
    'FORBIDDEN',
    `The ${table.replaceAll('_', ' ')} belongs to the team "${team?.name}", for which this token has no role that may write it.`,
  )
}

/**
 * Refuses to refer to a row whose figures the reference changes, and that belongs to none of the teams for which the
 * actor has its role. References that stay as they were are not checked.
 * @throws FORBIDDEN which names the team
 */
export async function requireReach(
  work: Work,
  table: TableName,
  before: StoredRow | undefined,
  after: StoredRow,
): Promise<void> {
  for (const { column, table: reached } of REACHES[table] ?? []) {
    const id = after[column]
    if (typeof id !== 'string' || id === before?.[column]) continue
    const row = await work.transaction
      .selectFrom<TableName>(reached)
      .selectAll()
      .where(sql.ref('id'), '=', id)
      .executeTakeFirst()
    if (row !== undefined) await requireTeam(work, reached, row)
  }
}

/** The UUID of the team that a row belongs to; undefined where it belongs to none. */
async function teamOf(
  transaction: Kysely<Database>,
  table: TableName,
  row: StoredRow,
): Promise<string | undefined> {
  const path = TEAM_OF[table]
  if (path === undefined) throw new Error(`TEAM_OF does not say whose team counts for ${table}`)
  if (path === 'ORGANISATION') return undefined
  if ('column' in path) {
    const team = row[path.column]
    return typeof team === 'string' ? team : undefined
  }
  const step = path.through.find(({ column }) => typeof row[column] === 'string')
  if (step === undefined) return undefined
  const next = await transaction
    .selectFrom<TableName>(step.table)
    .selectAll()
    .where(sql.ref('id'), '=', row[step.column])
    .executeTakeFirst()
  return next === undefined ? undefined : teamOf(transaction, step.table, next)
}
