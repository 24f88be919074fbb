import { createToken, listTokens, revokeToken, type TokenEntry } from '../access/tokens.ts'
import type { Role } from '../graph/roles.ts'
import { cliAuditContext } from './audit-context.ts'
import type { OpenDatabase } from './database.ts'
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
