import type { Database, JsonObject, Row } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { InvalidInput } from '../../graph/errors.ts'

export type Source = Row<'source'>

const NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/

/** @throws InvalidInput when no source can be called that. */
export function checkSourceName(name: string, path: readonly string[] = ['source']): void {
  if (NAME.test(name) && name.length <= 100) return
  throw InvalidInput.at(
    path,
    `"${name}" cannot name a source: use lower-case letters, digits and . _ -, at most 100`,
  )
}

/** A source keeps its plugin. */
export function belongsToAnother(name: string, plugin: string): InvalidInput {
  return InvalidInput.at(
    ['source'],
    `"${name}" belongs to the plugin ${plugin}; give this one another name with --source`,
  )
}

/** A source as a caller asks for it. */
interface WantedSource {
  readonly name: string
  readonly plugin: string
  readonly config: JsonObject
}

/**
 * The source of this name, made when there is none. A source belongs to one plugin; its configuration is what
 * it was last run with.
 */
export async function sourceNamed(
  db: Kysely<Database>,
  source: WantedSource,
  auditContext: AuditContext,
): Promise<Source> {
  return db.transaction().execute((transaction) => sourceWithin(transaction, source, auditContext))
}

/** The same as part of a transaction. */
export async function sourceWithin(
  transaction: Kysely<Database>,
  source: WantedSource,
  auditContext: AuditContext,
): Promise<Source> {
  const { name, plugin, config } = source
  checkSourceName(name)
  const made = await transaction
    .insertInto('source')
    .values({ name, plugin, config })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made !== undefined) {
    await recordAudit(transaction, auditContext, [
      { action: 'source.create', entityType: 'Source', entityId: made.id, before: null, after: made },
    ])
    return made
  }
  const known = await transaction
    .selectFrom('source')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (known.plugin !== plugin) {
    throw belongsToAnother(name, known.plugin)
  }
  const after = await transaction
    .updateTable('source')
    .set({ config })
    .where('id', '=', known.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.version !== known.version) {
    await recordAudit(transaction, auditContext, [
      { action: 'source.update', entityType: 'Source', entityId: known.id, before: known, after },
    ])
  }
  return after
}
