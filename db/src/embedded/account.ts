import { spawnSync } from 'node:child_process'
import { readFileSync, type Stats, statSync } from 'node:fs'
import { EmbeddedError } from './errors.ts'

/** Who the server runs as. PostgreSQL refuses to run as root, so root lends it another account. */
export type Account =
  | { readonly self: true }
  | { readonly self: false; readonly uid: number; readonly gid: number }

/**
 * The caller, unless that is root: then the owner of the data, or for new data the system's `postgres`, else
 * `nobody`. initdb wants an account with a name, so an arbitrary number will not do.
 */
export function accountFor(existingData: string): Account {
  if (process.getuid?.() !== 0) return { self: true }
  const owner = ownerOf(existingData)
  if (owner) {
    if (owner.uid !== 0) return { self: false, uid: owner.uid, gid: owner.gid }
    throw new EmbeddedError(
      'NO_PERMISSION',
      `${existingData} belongs to root, and PostgreSQL does not run as root. Give it to another account, e.g. chown -R nobody "${existingData}".`,
    )
  }
  const account = named('postgres') ?? named('nobody')
  if (account) return account
  throw new EmbeddedError(
    'NO_PERMISSION',
    'PostgreSQL does not run as root, and /etc/passwd has neither "postgres" nor "nobody" to run it as. Start as an ordinary user, or set DATABASE_URL.',
  )
}

function ownerOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

function named(name: string): Account | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [login, , uid, gid] = line.split(':')
    if (login === name && Number(uid) > 0) return { self: false, uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/**
 * Options to run a child as the account: from the root directory, since the account may have no way to the
 * present one, and with an environment of its own, since PG* variables would reach the server.
 */
export function spawnAs(account: Account): {
  cwd: string
  env: Record<string, string>
  uid?: number
  gid?: number
} {
  const base = { cwd: '/', env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' } }
  return account.self ? base : { ...base, uid: account.uid, gid: account.gid }
}

/** Whether the account can get to a directory and write in it. Asked of the system, which knows about ACLs. */
export function canUse(account: Account, directory: string): boolean {
  const check = ['-c', 'cd "$1" && test -w . && test -r .', 'sh', directory]
  return spawnSync('/bin/sh', check, { ...spawnAs(account), stdio: 'ignore' }).status === 0
}
