import { createToken, listTokens, revokeToken } from '../access/tokens.ts'
import type { Role } from '../graph/roles.ts'
import { cliAuditContext } from './audit-context.ts'
import type { OpenDatabase } from './database.ts'
import { UsageError } from './exit.ts'
import { type Output, table } from './output.ts'

export async function tokenCreate(
  { db }: OpenDatabase,
  output: Output,
  token: { readonly name: string; readonly role: Role; readonly days: number | undefined },
): Promise<void> {
  const expiresAt = token.days === undefined ? null : new Date(Date.now() + token.days * 86_400_000)
  const made = await createToken(
    db.kysely,
    { name: token.name, role: token.role, expiresAt },
    cliAuditContext('token'),
  )
  output.say(`${made.secret}`)
  output.say(
    `The token "${made.name}" has the role ${made.role}. It is shown this once: keep it where secrets belong.`,
  )
  output.result(made)
}

export async function tokenList({ db }: OpenDatabase, output: Output): Promise<void> {
  const tokens = await listTokens(db.kysely)
  const day = (date: Date | null) => (date === null ? '–' : date.toISOString().slice(0, 16).replace('T', ' '))
  output.say(
    table(
      ['hint', 'name', 'role', 'created', 'last used', 'expires', 'revoked'],
      tokens.map((token) => [
        `${token.hint}…`,
        token.name,
        token.role,
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

/** @throws UsageError for anything but a whole number of days. */
export function daysFrom(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= 3_650) return days
  throw new UsageError(`--expires-in-days ${text}: a whole number from 1 to 3650`)
}
