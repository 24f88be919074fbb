import { freeze } from './landed.ts'
import { MigrationError, migrationsDirectory, readMigrations } from './migrations.ts'

/** `node db/src/freeze.ts`: adds the hashes of new migrations to db/migrations/LANDED, before they land. */
try {
  for (const name of await freeze(await readMigrations(migrationsDirectory))) console.log(`froze ${name}`)
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
