import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput, NotFound } from '../graph/errors.ts'
import { ROLES, type Role } from '../graph/roles.ts'
import { type AuditContext, recordAudit } from './audit.ts'

/** Whom roles are granted to, as a row of role_grant names it. */
export type GrantHolder =
  | { readonly person_id: string }
  | { readonly service_account_id: string }
  | { readonly token_id: string }

/** Why another role than EDITOR is not given for a team. */
export const TEAM_ROLE =
  'Only the role EDITOR can be limited to a team: reading is organisation-wide, and so is what the other roles write.'

/**
 * Grants roles, with an audit event each.
 * @param team the UUID of the team that they are limited to
 * @throws InvalidInput for a role that cannot be limited to a team
 */
export async function grantRoles(
  transaction: Kysely<Database>,
  auditContext: AuditContext,
  holder: GrantHolder,
  roles: readonly Role[],
  team: string | null,
): Promise<void> {
  if (team !== null && roles.some((role) => role !== 'EDITOR')) throw new InvalidInput(TEAM_ROLE)
  for (const role of roles) {
    const grant = await transaction
      .insertInto('role_grant')
      .values({ ...holder, role, team_id: team })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditContext, [
      {
        action: 'role_grant.create',
        entityType: 'RoleGrant',
        entityId: grant.id,
        before: null,
        after: grant,
      },
    ])
  }
}

/**
 * The service account of a name; it is made with these roles if there is none.
 * @param roles undefined takes the account with the roles that it has; a new one is a VIEWER then
 * @throws InvalidInput if the account has other roles
 */
export async function serviceAccountFor(
  transaction: Kysely<Database>,
  auditContext: AuditContext,
  name: string,
  roles: readonly Role[] | undefined,
  team: string | null,
): Promise<string> {
  const made = await transaction
    .insertInto('service_account')
    .values({ name })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made !== undefined) {
    await recordAudit(transaction, auditContext, [
      {
        action: 'service_account.create',
        entityType: 'ServiceAccount',
        entityId: made.id,
        before: null,
        after: made,
      },
    ])
    await grantRoles(transaction, auditContext, { service_account_id: made.id }, roles ?? ['VIEWER'], team)
    return made.id
  }
  const { id } = await transaction
    .selectFrom('service_account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  if (roles === undefined && team === null) return id
  const granted = await transaction
    .selectFrom('role_grant')
    .select(['role', 'team_id'])
    .where('service_account_id', '=', id)
    .execute()
  const has = ROLES.filter((role) => granted.some((grant) => grant.role === role))
  const wants = ROLES.filter((role) => (roles ?? ['VIEWER']).includes(role))
  const isSame = has.join() === wants.join() && granted.every((grant) => grant.team_id === team)
  if (isSame && granted.length === has.length) return id
  throw new InvalidInput(
    `The service account "${name}" has ${has.length === 0 ? 'no role' : `the roles ${has.join(', ')}`}, not ${wants.join(', ')}, or has them for other teams. ` +
      'Its tokens share its roles: leave the role out, name another service account, or change its roles with grantRole and revokeRole.',
  )
}

/**
 * The active person with an e-mail address.
 * @throws NotFound where there is none
 */
export async function personWithEmail(db: Kysely<Database>, email: string): Promise<string> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'active'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (person === undefined) throw new NotFound(`No person has the e-mail address ${email}.`)
  if (!person.active) throw new NotFound(`The person with the e-mail address ${email} is not active.`)
  return person.id
}

/**
 * The team of a name.
 * @throws NotFound where there is none
 */
export async function teamNamed(db: Kysely<Database>, name: string): Promise<string> {
  const team = await db.selectFrom('team').select('id').where('name', '=', name).executeTakeFirst()
  if (team === undefined) throw new NotFound(`No team has the name "${name}".`)
  return team.id
}
