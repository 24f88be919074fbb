import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Keyring } from '../sync/sources/keyring.ts'
import type { Environment } from './environment.ts'

/**
 * The keys that secrets are sealed with: those of the environment. An embedded server without any makes one at its
 * first need and keeps it beside its data, with mode 0600; where the operator brings the database, the operator
 * brings the keys as well, since the other processes need the same ones.
 */
export async function openKeyring(environment: Environment): Promise<Keyring> {
  const { secretKeys, databaseUrl, home } = environment
  if (secretKeys !== undefined) return Keyring.parse(secretKeys)
  if (databaseUrl !== undefined) return new Keyring([])
  const file = join(home, 'secret-key')
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (kept !== undefined) return Keyring.parse(kept.trim())
  const made = `home:${randomBytes(32).toString('base64')}`
  // Of two processes that start at once the first one's key counts.
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  return Keyring.parse((await readFile(file, 'utf8')).trim())
}
