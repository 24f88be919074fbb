import { chown, copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { clientConfig } from '../session.ts'
import type { Embedded } from './start.ts'

/** Directories whose contents mean nothing to a restored server. */
const emptied = new Set(
  ['replslot', 'dynshmem', 'notify', 'serial', 'snapshots', 'stat_tmp', 'subtrans'].map(
    (name) => `pg_${name}`,
  ),
)
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*)$/

/**
 * Copies a running embedded cluster into a new directory: a consistent state of the moment in which the copy
 * ended, with everything that was committed until then. To restore, put the directory in the place of
 * `postgres/data` while nothing runs.
 *
 * @param to must not exist; its owner will be the owner of the data
 */
export async function backupEmbedded(
  embedded: Pick<Embedded, 'connection' | 'dataDirectory'>,
  to: string,
): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  const settings = { applicationName: 'throughline-backup', statementTimeout: 0, idleInTransactionTimeout: 0 }
  const session = new pg.Client(clientConfig(embedded.connection, settings))
  await session.connect()
  try {
    // The slot, which goes with the session, keeps the log from being recycled before it is copied.
    await session.query(
      `select pg_create_physical_replication_slot('throughline_backup_' || pg_backend_pid(), true, true)`,
    )
    await session.query(`select pg_backup_start('throughline', true)`)
    await copyTree(embedded.dataDirectory, to, (name) => name === 'pg_wal' || emptied.has(name))
    const { rows } = await session.query<{ label: string }>(
      'select labelfile as label from pg_backup_stop(false)',
    )
    await copyTree(join(embedded.dataDirectory, 'pg_wal'), join(to, 'pg_wal'))
    await writeFile(join(to, 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 })
    await giveTo(join(to, 'backup_label'), embedded.dataDirectory)
  } finally {
    await session.end()
  }
}

async function copyTree(from: string, to: string, isEmptied = (_name: string) => false): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  await giveTo(to, from)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (leftOut.test(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    try {
      if (!entry.isDirectory()) {
        await copyFile(source, target)
        await giveTo(target, source)
      } else if (isEmptied(entry.name)) {
        await mkdir(target, { mode: 0o700 })
        await giveTo(target, source)
      } else {
        await copyTree(source, target)
      }
    } catch (error) {
      // A table or a piece of log that was dropped meanwhile: the copied log tells the restored server as much.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
}

/** Only root's copies belong to another than the owner of the data. */
async function giveTo(path: string, like: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await lstat(like)
  await chown(path, uid, gid)
}
