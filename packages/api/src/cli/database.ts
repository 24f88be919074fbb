import { connect, type Db, type Embedded, type Log, migrate, startEmbedded } from '@throughline/db'
import type { Environment } from './environment.ts'

/** The database a command works on, migrated. */
export interface OpenDatabase {
  readonly db: Db
  /** Undefined where DATABASE_URL names the server. */
  readonly embedded: Embedded | undefined
  /** The migrations that were applied just now. */
  readonly applied: readonly string[]
  close(): Promise<void>
}

/** Connects to the operator's PostgreSQL or to the embedded one, which is started when nobody has yet. */
export async function openDatabase(environment: Environment, log: Log): Promise<OpenDatabase> {
  const embedded =
    environment.databaseUrl === undefined ? await startEmbedded({ home: environment.home, log }) : undefined
  const { databaseUrl, directUrl, namedStatements } = environment
  const connection = embedded?.connection ?? {
    url: databaseUrl ?? '',
    ...(directUrl === undefined ? {} : { directUrl }),
  }
  const db = connect(connection, { log, namedStatements })
  const close = async () => {
    await db.close()
    await embedded?.stop()
  }
  try {
    const { applied } = await migrate(db, { log })
    return { db, embedded, applied, close }
  } catch (error) {
    await close()
    throw error
  }
}
