import { isDeepStrictEqual } from 'node:util'
import type { Database, JsonObject, NewRow, RowChanges } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { refreshModelOfSources } from '../model/refresh-store.ts'
import { refreshAssetsOfSources } from '../reconciliation/refresh-assets.ts'
import { Keyring } from '../sources/keyring.ts'
import type { PluginCatalog } from '../sources/plugin-catalog.ts'
import { dropUnusedSecrets } from '../sources/secrets.ts'
import { checkSettings, columnsOf, type SourceSettings, settingsOf } from '../sources/settings.ts'
import { checkSourceName, type Source } from '../sources/store.ts'
import { sealSecrets, withSealed } from '../sources/submitted-secrets.ts'

/** What it takes to check and keep the settings of a source. */
export interface SourceKeeper {
  readonly catalog: PluginCatalog
  readonly keyring: Keyring
  readonly auditContext: AuditContext
  readonly clock: () => Date
}

/**
 * Stores a new source.
 * @throws InvalidInput where its settings cannot be used.
 */
export async function createSource(
  transaction: Kysely<Database>,
  keeper: SourceKeeper,
  settings: SourceSettings,
  managedBy: Source['managed_by'] = 'api',
): Promise<Source> {
  const config = withSealed(settings.config, settings.secrets ?? [], keeper, settings.plugin)
  const complete = { ...settings, config }
  checkSourceName(settings.name, ['name'])
  await checkSettings(keeper.catalog, complete)
  return insertSource(transaction, keeper, complete, managedBy)
}

async function insertSource(
  transaction: Kysely<Database>,
  keeper: SourceKeeper,
  settings: SourceSettings,
  managedBy: Source['managed_by'],
): Promise<Source> {
  checkSourceName(settings.name, ['name'])
  const made = await transaction
    .insertInto('source')
    .values({ ...columnsOf(settings), managed_by: managedBy } as NewRow<'source'>)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made === undefined) throw InvalidInput.at(['name'], 'is taken by another source; choose another')
  await sealSecrets(transaction, keeper.keyring, made, settings.secrets ?? [])
  await recordAudit(transaction, keeper.auditContext, [
    { action: 'source.create', entityType: 'Source', entityId: made.id, before: null, after: made },
  ])
  return made
}

/**
 * Changes those settings of a source that are given. A source whose configuration was put right is read again.
 * @param source as it is, locked
 * @throws InvalidInput where it would not be usable.
 */
export async function changeSource(
  transaction: Kysely<Database>,
  keeper: SourceKeeper,
  source: Source,
  changes: Partial<Omit<SourceSettings, 'name' | 'plugin'>>,
  managedBy: Source['managed_by'] = 'api',
): Promise<Source> {
  if (source.managed_by === 'config' && managedBy === 'api') {
    throw InvalidInput.at(
      ['id'],
      `is a source that the configuration file of the server owns; change ${source.name} there`,
    )
  }
  const secrets = changes.secrets ?? []
  const config = withSealed(changes.config ?? (source.config as JsonObject), secrets, keeper, source.plugin)
  const after = { ...settingsOf(source), ...changes, config }
  await checkSettings(keeper.catalog, after)
  // The database keeps the members of an object in an order of its own.
  const putRight = secrets.length > 0 || !isDeepStrictEqual(config, source.config)
  const row = await transaction
    .updateTable('source')
    .set({
      ...columnsOf(after),
      managed_by: managedBy,
      ...(putRight && isPausedByItself(source) ? ACTIVE : {}),
    } as RowChanges<'source'>)
    .where('id', '=', source.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await sealSecrets(transaction, keeper.keyring, row, secrets)
  await dropUnusedSecrets(transaction, row)
  if (row.precedence !== source.precedence) {
    const writer = { at: keeper.clock(), auditContext: keeper.auditContext }
    await refreshAssetsOfSources(transaction, [row.id], writer)
    await refreshModelOfSources(transaction, [row.id], writer)
  }
  if (row.version !== source.version || secrets.length > 0) {
    await recordAudit(transaction, keeper.auditContext, [
      { action: 'source.update', entityType: 'Source', entityId: row.id, before: source, after: row },
    ])
  }
  return row
}

/** What makes a source be read again. */
const ACTIVE = { status: 'ACTIVE', status_code: null, status_reason: null } as const
/** The code of a pause that a person wanted: only a person ends it. */
const BY_HAND = 'PAUSED'
/** The code of a source that is being deleted: it is never read again. */
export const DELETING = 'DELETING'

function isPausedByItself({ status, status_code }: Source): boolean {
  return status === 'PAUSED' && status_code !== BY_HAND && status_code !== DELETING
}

/** Leaves a source alone until it is resumed. */
export async function pauseSource(
  transaction: Kysely<Database>,
  source: Source,
  reason: string | null,
  auditContext: AuditContext,
): Promise<Source> {
  const by = `by ${auditContext.actor}`
  const text = reason === null ? `Paused ${by}.` : `${reason} (${by})`
  return setStatus(transaction, source, 'source.pause', auditContext, {
    status: 'PAUSED',
    status_code: BY_HAND,
    status_reason: truncate(text, 2000),
  })
}

/** Resumes a source, whether it was paused by a user, paused on error, or quarantined. */
export async function resumeSource(
  transaction: Kysely<Database>,
  source: Source,
  auditContext: AuditContext,
): Promise<Source> {
  if (source.status_code === DELETING) throw InvalidInput.at(['id'], 'is a source that is being deleted')
  return setStatus(transaction, source, 'source.resume', auditContext, ACTIVE)
}

async function setStatus(
  transaction: Kysely<Database>,
  source: Source,
  action: string,
  auditContext: AuditContext,
  change: Pick<Source, 'status' | 'status_code' | 'status_reason'>,
): Promise<Source> {
  const after = await transaction
    .updateTable('source')
    .set(change)
    .where('id', '=', source.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.version !== source.version) {
    await recordAudit(transaction, auditContext, [
      { action, entityType: 'Source', entityId: source.id, before: source, after },
    ])
  }
  return after
}

/** @throws InvalidInput where the configuration file of the server says that there is such a source. */
export function checkRemovable(source: Source): void {
  if (source.managed_by !== 'config') return
  throw InvalidInput.at(
    ['id'],
    `is a source that the configuration file of the server owns; remove ${source.name} there first`,
  )
}

/**
 * Makes a source what the configuration file says. Where its plugin could not be loaded, nothing can be checked: the
 * source waits in quarantine until it can, and the others are not kept from their work.
 */
export async function saveConfiguredSource(
  transaction: Kysely<Database>,
  catalog: PluginCatalog,
  settings: SourceSettings,
  auditContext: AuditContext,
): Promise<Source> {
  // A file names its secrets by reference; it has nothing to seal.
  const keeper = { catalog, keyring: NO_KEYS, auditContext, clock: () => new Date() }
  const known = await transaction
    .selectFrom('source')
    .selectAll()
    .where('name', '=', settings.name)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (known !== undefined && known.plugin !== settings.plugin) {
    throw InvalidInput.at(['plugin'], `is ${known.plugin}, and a source keeps its plugin; take another name`)
  }
  const problem = catalog.find(settings.plugin)?.problem ?? missing(catalog, settings.plugin)
  if (problem !== undefined) {
    const held = known ?? (await insertSource(transaction, keeper, settings, 'config'))
    return setStatus(transaction, held, 'source.quarantine', auditContext, {
      status: 'QUARANTINED',
      status_code: NOT_LOADED,
      status_reason: truncate(`Its plugin cannot be used: ${problem.message}`, 2000),
    })
  }
  if (known === undefined) return createSource(transaction, keeper, settings, 'config')
  const changed = await changeSource(transaction, keeper, known, settings, 'config')
  return changed.status_code === NOT_LOADED ? resumeSource(transaction, changed, auditContext) : changed
}

/** The code of a quarantine that ends when the plugin can be loaded again. */
const NOT_LOADED = 'PLUGIN_NOT_LOADED'

/** A plugin that could not be loaded does not tell its id: while there is one, any id may be its. */
function missing(catalog: PluginCatalog, plugin: string): { readonly message: string } | undefined {
  if (catalog.find(plugin) !== undefined) return undefined
  const unnamed = catalog
    .list()
    .filter(({ problem, manifest }) => problem !== undefined && manifest === undefined)
  if (unnamed.length === 0) return undefined
  const reasons = unnamed.map(({ origin, problem }) => `${origin}: ${problem?.message}`)
  return {
    message: `${plugin} is not installed, unless it is one of those that could not be loaded: ${reasons.join('; ')}`,
  }
}

const NO_KEYS = new Keyring([])
