import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeDirectory } from '../directory.ts'
import type { Log } from '../log.ts'
import { type Account, accountFor, canUse } from './account.ts'
import { probe } from './binaries.ts'
import { EmbeddedError } from './errors.ts'

/** Where everything of one cluster is, and who runs it. */
export interface Place {
  readonly account: Account
  /** bin, lib and share of the server. */
  readonly native: string
  /** Of the server, e.g. `18.4`. */
  readonly version: string
  /** Holds all of the below. */
  readonly directory: string
  readonly data: string
  readonly logFile: string
}

/** Where root keeps what another account must get to while the home is closed to that account. */
export const sharedRoot = '/var/lib/throughline'

/**
 * Finds the place for a home: `<home>/postgres`, with the server that the package manager installed. When root
 * runs it from a private directory, the account that runs the server can reach neither; then the server is
 * copied to, and the data kept in, a directory below `shared`, and `<home>/postgres-location` says which.
 */
export function findPlace(
  home: string,
  log: Log,
  { shared, installed }: { shared: string; installed: string },
): Place {
  makeDirectory(home)
  const realHome = realpathSync(home)
  const direct = join(realHome, 'postgres')
  const moved = readLocation(realHome)
  const account = accountFor(join(moved ?? direct, 'data'))

  let directory = moved ?? direct
  if (moved === undefined && !prepare(directory, account)) {
    if (account.self) {
      throw new EmbeddedError(
        'NO_PERMISSION',
        `${directory} cannot be written. Check who owns it, or point THROUGHLINE_HOME at a directory of your own.`,
      )
    }
    if (existsSync(join(direct, 'data'))) {
      throw new EmbeddedError(
        'NO_PERMISSION',
        `The account ${account.uid} that runs PostgreSQL owns ${direct} and can no longer reach it: a directory above it was closed to others. Open it again (chmod o+x), or move the home.`,
      )
    }
    directory = join(shared, createHash('sha256').update(realHome).digest('hex').slice(0, 16))
    ensureShared(shared)
    rmSync(direct, { recursive: true, force: true })
    if (!prepare(directory, account)) {
      throw new EmbeddedError(
        'NO_PERMISSION',
        `The account ${account.uid} that is to run PostgreSQL can reach neither ${direct} nor ${directory}. Point THROUGHLINE_HOME at a directory that is open to others, e.g. below /srv.`,
      )
    }
    writeFileSync(join(directory, 'home'), realHome)
    writeFileSync(locationFile(realHome), directory)
    log.warn(
      { home: realHome, directory },
      'the home is private to root: PostgreSQL keeps its data elsewhere',
    )
  }
  return {
    account,
    ...reachableServer(account, installed, shared),
    directory,
    data: join(directory, 'data'),
    logFile: join(directory, 'postgres.log'),
  }
}

function locationFile(home: string): string {
  return join(home, 'postgres-location')
}

/** Where the data of this home went, unless the file came here with a copy of another home that still uses it. */
function readLocation(home: string): string | undefined {
  if (!existsSync(locationFile(home))) return undefined
  const directory = readFileSync(locationFile(home), 'utf8')
  const claim = join(directory, 'home')
  if (!existsSync(claim)) return undefined
  const claimedBy = readFileSync(claim, 'utf8')
  if (claimedBy !== home) {
    if (existsSync(claimedBy)) return undefined
    writeFileSync(claim, home)
  }
  return directory
}

/** Makes the directory the account's own. False when the account still cannot use it. */
function prepare(directory: string, account: Account): boolean {
  makeDirectory(directory, 0o700)
  if (!account.self) chownSync(directory, account.uid, account.gid)
  return canUse(account, directory)
}

function ensureShared(shared: string): void {
  makeDirectory(shared)
  const found = lstatSync(shared)
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new EmbeddedError(
      'NO_PERMISSION',
      `${shared} must be a directory of root that no other account can write to.`,
    )
  }
  chmodSync(shared, 0o755)
}

function reachableServer(
  account: Account,
  installed: string,
  shared: string,
): { native: string; version: string } {
  const found = probe(installed, account)
  if ('version' in found) return { native: installed, version: found.version }
  if (account.self) {
    throw new EmbeddedError(
      'NO_PERMISSION',
      `${found.unreachable} may not be executed: check its permissions, and that its disk is not mounted with noexec.`,
    )
  }
  ensureShared(shared)
  const native = join(shared, packageVersion(installed))
  if (!existsSync(native)) copyAtomically(installed, native)
  const copied = probe(native, account)
  if ('version' in copied) return { native, version: copied.version }
  throw new EmbeddedError(
    'NO_PERMISSION',
    `The account ${account.uid} can execute PostgreSQL neither in ${installed} nor in ${native}.`,
  )
}

/** `linux-x64-18.4.0-beta.17`: what a copy is named after, so that an upgrade makes another. */
function packageVersion(native: string): string {
  const root = dirname(native)
  const manifest: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${basename(root)}-${manifest.version}`
}

function copyAtomically(from: string, to: string): void {
  const draft = `${to}.${process.pid}`
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  chmodSync(draft, 0o755)
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another process may have been faster.
    if (!existsSync(to)) throw error
  }
}
