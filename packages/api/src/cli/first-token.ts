import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '@throughline/db'
import { sql } from 'kysely'
import { actorOf, createToken, listTokens, revokeToken } from '../access/tokens.ts'
import { writePrivateFile } from './private-file.ts'

export interface FirstToken {
  readonly secret: string
  /** How many tokens of earlier starts were still valid and have been revoked. */
  readonly revoked: number
}

/** The name of the tokens that a start makes. */
const NAME = 'first-run'

/**
 * Returns the administrator's token of an embedded server: made at the first start, kept in a file of mode 0600. If
 * the file is missing or damaged, or its token is not valid in this database, a new token replaces it; the tokens of
 * earlier starts are revoked, since their holders are unknown.
 */
export async function firstToken(db: Db, home: string): Promise<FirstToken> {
  const file = join(home, 'token')
  // Servers that start on one database at the same time must end up with one token.
  return db.kysely.transaction().execute(async (lock) => {
    await sql`select pg_advisory_xact_lock(hashtext('throughline first token'))`.execute(lock)
    const kept = await readToken(file)
    if (kept !== undefined && (await actorOf(db.kysely, kept)) !== undefined)
      return { secret: kept, revoked: 0 }
    const stale = (await listTokens(db.kysely)).filter(
      ({ name, roles, revokedAt, expiresAt }) =>
        name === NAME && roles.includes('ADMIN') && revokedAt === null && expiresAt === null,
    )
    for (const { id } of stale) await revokeToken(db.kysely, id)
    const { secret } = await createToken(db.kysely, { name: NAME, role: 'ADMIN' })
    await writePrivateFile(file, `${secret}\n`)
    return { secret, revoked: stale.length }
  })
}

async function readToken(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
