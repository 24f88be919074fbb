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

/** Grants roles, with an audit event each. */
export async function grantRoles(
  transaction: Kysely<Database>,
  auditContext: AuditContext,
  holder: GrantHolder,
  roles: readonly Role[],
): Promise<void> {
  for (const role of roles) {
    const grant = await transaction
      .insertInto('role_grant')
      .values({ ...holder, role })
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
    await grantRoles(transaction, auditContext, { service_account_id: made.id }, roles ?? ['VIEWER'])
    return made.id
  }
  const { id } = await transaction
    .selectFrom('service_account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  if (roles === undefined) return id
  const granted = await transaction
    .selectFrom('role_grant')
    .select('role')
    .where('service_account_id', '=', id)
    .execute()
  const has = ROLES.filter((role) => granted.some((grant) => grant.role === role))
  const wants = ROLES.filter((role) => roles.includes(role))
  if (has.join() === wants.join()) return id
  throw new InvalidInput(
    `The service account "${name}" has ${has.length === 0 ? 'no role' : `the roles ${has.join(', ')}`}, not ${wants.join(', ')}. ` +
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
