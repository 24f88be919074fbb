import { connect, type Db, type Embedded, type Log, migrate, startEmbedded } from '@throughline/db'
import { awaitsDefaultRules } from '../mapping/new-organisation-store.ts'
import type { Environment } from './environment.ts'

/** The database a command works on, migrated. */
export interface OpenDatabase {
  readonly db: Db
  /** Undefined where DATABASE_URL names the server. */
  readonly embedded: Embedded | undefined
  /** The migrations that were applied just now. */
  readonly applied: readonly string[]
  /** The mapping rules that were put in force just now, because the organisation is new. */
  readonly defaultRules: string | undefined
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
    const defaultRules = (await awaitsDefaultRules(db.kysely)) ? await installRules(db) : undefined
    if (defaultRules !== undefined)
      log.info({ rules: defaultRules }, 'mapping rules are on in this new organisation')
    return { db, embedded, applied, defaultRules, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The rules and what applies them are loaded for a new organisation only: every command opens a database. */
async function installRules({ kysely }: Db): Promise<string | undefined> {
  const { installDefaultRules } = await import('../mapping/default-rules-store.ts')
  return installDefaultRules(kysely, new Date())
}
