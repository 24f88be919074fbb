import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { NotFound } from '../../graph/errors.ts'
import type { Source } from '../../sync/sources/store.ts'

/** The source of a name. @throws NotFound */
export async function sourceOfName(db: Kysely<Database>, name: string): Promise<Source> {
  const source = await db.selectFrom('source').selectAll().where('name', '=', name).executeTakeFirst()
  return source ?? notThere(name)
}

/** The same, kept as it is until the transaction ends. @throws NotFound */
export async function lockedSourceOfName(transaction: Kysely<Database>, name: string): Promise<Source> {
  const source = await transaction
    .selectFrom('source')
    .selectAll()
    .where('name', '=', name)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return source ?? notThere(name)
}

function notThere(name: string): never {
  throw new NotFound(`There is no source "${name}"; see throughline source list.`)
}

/** A source as --json shows it: its secrets stand in it as references. */
export function shownSource(source: Source) {
  return {
    id: source.id,
    name: source.name,
    plugin: source.plugin,
    status: source.status,
    statusCode: source.status_code,
    statusReason: source.status_reason,
    schedule: source.schedule,
    timeZone: source.time_zone,
    precedence: source.precedence,
    input: source.input,
    allowPrivateHosts: source.allow_private_hosts,
    retirementGraceSeconds: source.retirement_grace_seconds,
    deletionCheckIntervalSeconds: source.deletion_check_interval_seconds,
    managedBy: source.managed_by,
    config: source.config,
    version: source.version,
  }
}
