import { appendFile, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Migration, MigrationError } from './migrations.ts'

/**
 * The migrations that have landed, one `<SHA-256>  <name>` a line, in order: the format of `sha256sum`, so that
 * `sha256sum -c LANDED` works as well. Databases in use record the same hashes, so a line is never changed or removed.
 */
export const landedFile = fileURLToPath(new URL('../migrations/LANDED', import.meta.url))

/** A migration that databases in use may have. */
export interface LandedMigration {
  readonly name: string
  /** As {@link Migration.checksum}. */
  readonly checksum: string
}

/** @throws MigrationError where the file does not exist or holds a line of another form. */
export async function readLanded(path: string = landedFile): Promise<LandedMigration[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const [, checksum, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? []
      if (checksum === undefined || name === undefined) {
        throw new MigrationError(
          'BAD_FILES',
          `${path} holds the line "${line}"; a line is "<SHA-256>  <name>".`,
        )
      }
      return { name, checksum }
    })
}

/**
 * The migrations that are not in the list yet.
 *
 * @throws MigrationError where a landed migration was changed, removed, renamed, or preceded by a new one.
 */
export function unlanded(
  known: readonly Migration[],
  landed: readonly LandedMigration[],
): readonly Migration[] {
  for (const [index, { name, checksum }] of landed.entries()) {
    const file = known[index]
    if (file?.name !== name) {
      throw new MigrationError(
        'BAD_FILES',
        `Migration ${name} has landed, but ${file === undefined ? 'no file' : file.name} is in its place. Databases in use have it: restore its file and name.`,
      )
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        'BAD_FILES',
        `Migration ${name} has landed and was changed. Databases in use have it as it was: restore the file and put the change into a new migration. Only if it has never been on the main branch, remove its line from db/migrations/LANDED and run "pnpm freeze:db" again.`,
      )
    }
  }
  return known.slice(landed.length)
}

/** Adds the hashes of new migrations to the list; never changes one. Returns the names that were added. */
export async function freeze(known: readonly Migration[], path: string = landedFile): Promise<string[]> {
  const added = unlanded(known, await readLanded(path))
  await appendFile(path, added.map(({ name, checksum }) => `${checksum}  ${name}\n`).join(''))
  return added.map(({ name }) => name)
}
