import { createToken, listTokens, revokeToken, type TokenEntry } from '../access/tokens.ts'
import { ROLES, type Role } from '../graph/roles.ts'
import { cliAuditContext } from './audit-context.ts'
import type { OpenDatabase } from './database.ts'
import { UsageError } from './exit.ts'
import { type Output, table } from './output.ts'

export async function tokenCreate(
  { db }: OpenDatabase,
  output: Output,
  token: {
    readonly name: string
    readonly role: readonly Role[] | undefined
    readonly days: number | undefined
    readonly person: string | undefined
    readonly team: string | undefined
    readonly serviceAccount: string | undefined
  },
): Promise<void> {
  const expiresAt = token.days === undefined ? null : new Date(Date.now() + token.days * 86_400_000)
  const { name, role, person, serviceAccount, team } = token
  const made = await createToken(
    db.kysely,
    { name, role, expiresAt, person, serviceAccount, team },
    cliAuditContext('token'),
  )
  output.say(`${made.secret}`)
  output.say(
    `The token "${made.name}" of ${ownerOf(made)} has the ${rolesOf(made)}. It is shown this once: keep it where secrets belong.`,
  )
  output.result(made)
}

export async function tokenList({ db }: OpenDatabase, output: Output): Promise<void> {
  const tokens = await listTokens(db.kysely)
  const day = (date: Date | null) => (date === null ? '–' : date.toISOString().slice(0, 16).replace('T', ' '))
  output.say(
    table(
      ['hint', 'name', 'belongs to', 'roles', 'created', 'last used', 'expires', 'revoked'],
      tokens.map((token) => [
        `${token.hint}…`,
        token.name,
        ownerOf(token),
        token.roles.join(', '),
        day(token.createdAt),
        day(token.lastUsedAt),
        day(token.expiresAt),
        day(token.revokedAt),
      ]),
    ),
  )
  output.result({ tokens })
}

export async function tokenRevoke({ db }: OpenDatabase, output: Output, which: string): Promise<void> {
  const token = await revokeToken(db.kysely, which, cliAuditContext('token'))
  output.say(`The token "${token.name}" (${token.hint}…) does not hold any more.`)
  output.result(token)
}

/** Whom a token belongs to, in words. */
function ownerOf({ person, serviceAccount }: TokenEntry): string {
  return person === null ? `service account ${serviceAccount}` : `person ${person}`
}

function rolesOf({ roles }: TokenEntry): string {
  return `role${roles.length === 1 ? '' : 's'} ${roles.join(', ') || 'none'}`
}

/**
 * The roles that were named so far and one more.
 * @throws UsageError if there is no such role
 */
export function roleFrom(text: string, before: readonly Role[] = []): Role[] {
  const role = ROLES.find((known) => known === text)
  if (role !== undefined) return [...before, role]
  throw new UsageError(`--role ${text}: Allowed choices are ${ROLES.join(', ')}`)
}

/** @throws UsageError for anything but a whole number of days. */
export function daysFrom(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= 3_650) return days
  throw new UsageError(`--expires-in-days ${text}: a whole number from 1 to 3650`)
}
