import { type Database, type JsonValue, json } from '@throughline/db'
import type { Kysely, Transaction } from 'kysely'
import { type AuditContext, recordAudit } from '../access/audit.ts'
import type { Context } from '../graph/context.ts'
import { type Settings, settingsFrom } from './settings.ts'

/** The settings of the organisation as they are now. */
export async function readSettings(db: Kysely<Database>): Promise<Settings> {
  const rows = await db.selectFrom('organisation_setting').select(['key', 'value']).execute()
  return settingsFrom(new Map(rows.map(({ key, value }) => [key, value])))
}

/** The settings, read once for all that a request works out. */
export async function settingsOf(context: Context): Promise<Settings> {
  const loader = context.loaders.for<Settings>('settings', async (keys) => {
    const settings = await readSettings(context.db.kysely)
    return keys.map(() => settings)
  })
  return loader.load('')
}

/** Stores a setting with its audit event; undefined removes it, so that the default counts again. */
export async function writeSetting(
  transaction: Transaction<Database>,
  auditContext: AuditContext,
  key: keyof Settings,
  value: JsonValue | undefined,
): Promise<void> {
  const before = await transaction
    .selectFrom('organisation_setting')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  const after =
    value === undefined
      ? undefined
      : await transaction
          .insertInto('organisation_setting')
          .values({ key, value: json(value) })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
          .returningAll()
          .executeTakeFirstOrThrow()
  if (value === undefined)
    await transaction.deleteFrom('organisation_setting').where('key', '=', key).execute()
  const entityId = after?.id ?? before?.id
  if (entityId === undefined || before?.version === after?.version) return
  await recordAudit(transaction, auditContext, [
    {
      action: 'organisation_setting.update',
      entityType: 'OrganisationSetting',
      entityId,
      before: before ?? null,
      after: after ?? null,
    },
  ])
}
