import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '@throughline/db'
import { actorOf, createToken } from '../access/tokens.ts'

/**
 * The administrator's token of an embedded server, which only whoever can read this file may use: made at the
 * first start, kept with mode 0600. A token that was revoked or belongs to another database is replaced.
 */
export async function firstToken(db: Db, home: string): Promise<string> {
  const file = join(home, 'token')
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    },
  )
  if (kept !== undefined && (await actorOf(db.kysely, kept)) !== undefined) return kept
  const { secret } = await createToken(db.kysely, { name: 'first-run', role: 'ADMIN' })
  await writeFile(file, `${secret}\n`, { mode: 0o600 })
  // The mode above counts for a new file alone.
  await chmod(file, 0o600)
  return secret
}
