import { dirname, resolve } from 'node:path'
import type { Database } from '@throughline/db'
import { ConfigError } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { AuditContext } from '../access/audit.ts'
import type { ConfigFile } from '../config-file.ts'
import { saveConfiguredSource } from '../sync/source-management/manage.ts'
import type { PluginCatalog } from '../sync/sources/plugin-catalog.ts'
import { isAddress } from '../sync/sources/remote-files.ts'

/**
 * Makes the sources what the configuration file says. One that the file does not name any more stays, and can be
 * changed by everybody again: nothing is deleted by leaving a line out.
 *
 * @throws ConfigError where a source cannot be what it says.
 */
export async function applyConfiguredSources(
  db: Kysely<Database>,
  catalog: PluginCatalog,
  { path, sources }: ConfigFile,
  auditContext: AuditContext,
): Promise<void> {
  if (path === undefined) return
  for (const { input, ...source } of sources) {
    const where = input === null || isAddress(input) ? input : resolve(dirname(path), input)
    try {
      await db
        .transaction()
        .execute((transaction) =>
          saveConfiguredSource(transaction, catalog, { ...source, input: where }, auditContext),
        )
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ConfigError(`${path}: the source ${source.name} cannot be used: ${reason}`, { cause })
    }
  }
  await db
    .updateTable('source')
    .set({ managed_by: 'api' })
    .where('managed_by', '=', 'config')
    .$if(sources.length > 0, (query) =>
      query.where(
        'name',
        'not in',
        sources.map(({ name }) => name),
      ),
    )
    .execute()
}
