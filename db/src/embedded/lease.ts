import { realpathSync } from 'node:fs'
import pg from 'pg'
import { superuser } from './initialise.ts'

/** Everybody who uses the cluster holds this lock in shared mode. Two numbers without a meaning of their own. */
const leaseLock = '1953000037, 1701667429'

/**
 * A process's share in a running cluster: a session that holds a shared lock. The lock goes with the process,
 * however that ends, so nobody has to be asked whether they still live.
 */
export interface Lease {
  readonly version: string
  /** Settles when the session is lost. */
  readonly lost: Promise<void>
  /** Gives the share back. True when nobody else has one: then new users wait until the server has gone. */
  release(): Promise<boolean>
  end(): Promise<void>
}

/**
 * Takes a share, and makes the database if it is not there yet.
 *
 * @returns undefined when the server behind the socket has other data.
 * @throws what the driver throws when there is no server, or when it is starting or stopping.
 */
export async function takeLease(
  socket: { host: string; port: number },
  data: string,
  database: string,
): Promise<Lease | undefined> {
  const client = new pg.Client({
    ...socket,
    user: superuser,
    database: 'postgres',
    application_name: 'throughline-lease',
    connectionTimeoutMillis: 5_000,
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; data: string }>(
      `select current_setting('server_version') as version, current_setting('data_directory') as data`,
    )
    const found = rows[0]
    if (!found || real(found.data) !== real(data)) {
      await client.end()
      return undefined
    }
    await client.query(`select pg_advisory_lock_shared(${leaseLock})`)
    await ensureDatabase(client, database)
    return {
      version: found.version,
      lost,
      async release() {
        const { rows } = await client.query<{ last: boolean }>(
          `select pg_advisory_unlock_shared(${leaseLock}), pg_try_advisory_lock(${leaseLock}) as last`,
        )
        return rows[0]?.last === true
      },
      end: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => {
      // The first error is the one that tells.
    })
    throw error
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    // Gone, or not ours to see: not the same directory, then.
    return undefined
  }
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  if (rowCount !== 0) return
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`)
  } catch (error) {
    // Another process was faster: duplicate_database, or the unique index under it.
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')))
      throw error
  }
}
