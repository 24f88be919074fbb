export { BackupError, type Manifest, readBackup } from './backup/manifest.ts'
export { restoreBackup } from './backup/restore-backup.ts'
export { writeBackup } from './backup/write-backup.ts'
export { cancelStatement } from './cancel.ts'
export {
  type Column,
  type ColumnFor,
  type ColumnTypeName,
  type DatabaseOf,
  type JsonObject,
  type JsonText,
  type JsonValue,
  json,
  type Tables,
} from './columns.ts'
export { type ConnectOptions, connect, type Db } from './connect.ts'
export { copyIn, postgresDialect } from './copy.ts'
export type { ColumnName, Database, NewRow, Row, RowChanges, TableName } from './database.ts'
export { DirectoryError, makeDirectory } from './directory.ts'
export { backupEmbedded } from './embedded/backup.ts'
export { EmbeddedError, type EmbeddedErrorCode } from './embedded/errors.ts'
export { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded/start.ts'
export { type Listening, type ListenOptions, listen } from './listen.ts'
export type { Log } from './log.ts'
export {
  type Migrated,
  MigrationError,
  type MigrationErrorCode,
  type MigrationStatus,
  migrate,
  migrationStatus,
} from './migrate.ts'
export { type NamedStatements, refuseNames, takesNames } from './names.ts'
export { type Connection, sessionConnection, withDatabase } from './session.ts'
export { tables } from './tables.ts'
