import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A directory that cannot be made where it was wanted. */
export class DirectoryError extends Error {
  readonly code = 'DIRECTORY'

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'DirectoryError'
  }
}

/**
 * Makes a directory and those above it that are missing; one that exists stays as it is. Node's recursive mkdir does
 * not end in a file system that makes no directories, for example below /proc.
 * @throws DirectoryError
 */
export function makeDirectory(path: string, mode = 0o777): void {
  const missing: string[] = []
  let above = resolve(path)
  while (!isThere(above) && dirname(above) !== above) {
    missing.unshift(above)
    above = dirname(above)
  }
  try {
    // An existing file in the place of the directory fails here.
    if (missing.length === 0) mkdirOnce(above, mode)
    for (const directory of missing) mkdirOnce(directory, mode)
  } catch (error) {
    throw new DirectoryError(path, error)
  }
}

/** Another process may have made it meanwhile. */
function mkdirOnce(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!isDirectory(path)) throw error
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
