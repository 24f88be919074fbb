import { isDeepStrictEqual } from 'node:util'
import type { Database, JsonObject, NewRow, RowChanges } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type Doer, recordAudit } from '../access/audit.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { PluginCatalog } from './catalog.ts'
import { Keyring } from './keyring.ts'
import { reconsiderSources } from './reconsider.ts'
import { isTimeZone, scheduleProblem } from './schedule.ts'
import { dropUnusedSecrets, saveSecret, sealedReference } from './source-secrets.ts'
import { API_PLUGIN, checkSourceName, type Source } from './sources.ts'

/** A secret that is handed in, to be sealed: the field of the configuration, names with dots between them. */
export interface HandedSecret {
  readonly field: string
  readonly value: string
}

/** A source as somebody wants it to be. */
export interface SourceSettings {
  readonly name: string
  readonly plugin: string
  readonly config: JsonObject
  readonly secrets?: readonly HandedSecret[]
  readonly schedule: string | null
  readonly timeZone: string
  readonly precedence: number
  readonly input: string | null
  readonly allowPrivateHosts: boolean
  /** Seconds for which what is missing from a complete listing is waited for. */
  readonly retireAfterSeconds: number
  /** Seconds between two times that a source of changes is asked for all that it holds. */
  readonly censusEverySeconds: number
}

/** What a source is where nothing else is said. */
export const DEFAULT_SETTINGS = {
  config: {},
  schedule: null,
  timeZone: 'UTC',
  precedence: 100,
  input: null,
  allowPrivateHosts: false,
  retireAfterSeconds: 0,
  censusEverySeconds: 24 * 60 * 60,
} as const satisfies Omit<SourceSettings, 'name' | 'plugin'>

/** A year with a day to spare: the longest that makes sense. */
const LONGEST_SECONDS = 366 * 24 * 60 * 60

/** What it takes to check and keep the settings of a source. */
export interface SourceKeeper {
  readonly catalog: PluginCatalog
  readonly keyring: Keyring
  readonly doer: Doer
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
  await recordAudit(transaction, keeper.doer, [
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
    await reconsiderSources(transaction, [row.id], { at: keeper.clock(), doer: keeper.doer })
  }
  if (row.version !== source.version || secrets.length > 0) {
    await recordAudit(transaction, keeper.doer, [
      { action: 'source.update', entityType: 'Source', entityId: row.id, before: source, after: row },
    ])
  }
  return row
}

/** What makes a source be read again. */
const ACTIVE = { status: 'ACTIVE', status_code: null, status_reason: null } as const
/** The code of a pause that a person wanted: only a person ends it. */
const BY_HAND = 'PAUSED'

function isPausedByItself({ status, status_code }: Source): boolean {
  return status === 'PAUSED' && status_code !== BY_HAND
}

/** Leaves a source alone until it is resumed. */
export async function pauseSource(
  transaction: Kysely<Database>,
  source: Source,
  reason: string | null,
  doer: Doer,
): Promise<Source> {
  const by = `by ${doer.actor}`
  const text = reason === null ? `Paused ${by}.` : `${reason} (${by})`
  return setStatus(transaction, source, 'source.pause', doer, {
    status: 'PAUSED',
    status_code: BY_HAND,
    status_reason: text.replaceAll('\0', '').slice(0, 2000),
  })
}

/** Has a source read again, whatever kept it from that. */
export async function resumeSource(
  transaction: Kysely<Database>,
  source: Source,
  doer: Doer,
): Promise<Source> {
  return setStatus(transaction, source, 'source.resume', doer, ACTIVE)
}

async function setStatus(
  transaction: Kysely<Database>,
  source: Source,
  action: string,
  doer: Doer,
  change: Pick<Source, 'status' | 'status_code' | 'status_reason'>,
): Promise<Source> {
  const after = await transaction
    .updateTable('source')
    .set(change)
    .where('id', '=', source.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.version !== source.version) {
    await recordAudit(transaction, doer, [
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
  doer: Doer,
): Promise<Source> {
  // A file names its secrets by reference; it has nothing to seal.
  const keeper = { catalog, keyring: NO_KEYS, doer, clock: () => new Date() }
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
    return setStatus(transaction, held, 'source.quarantine', doer, {
      status: 'QUARANTINED',
      status_code: NOT_LOADED,
      status_reason: `Its plugin cannot be used: ${problem.message}`.slice(0, 2000),
    })
  }
  if (known === undefined) return createSource(transaction, keeper, settings, 'config')
  const changed = await changeSource(transaction, keeper, known, settings, 'config')
  return changed.status_code === NOT_LOADED ? resumeSource(transaction, changed, doer) : changed
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

function settingsOf(source: Source): SourceSettings {
  return {
    name: source.name,
    plugin: source.plugin,
    config: source.config as JsonObject,
    schedule: source.schedule,
    timeZone: source.time_zone,
    precedence: source.precedence,
    input: source.input,
    allowPrivateHosts: source.allow_private_hosts,
    retireAfterSeconds: source.retire_after_seconds,
    censusEverySeconds: source.census_every_seconds,
  }
}

function columnsOf(settings: SourceSettings) {
  return {
    name: settings.name,
    plugin: settings.plugin,
    config: settings.config,
    schedule: settings.schedule,
    time_zone: settings.timeZone,
    precedence: settings.precedence,
    input: settings.input,
    allow_private_hosts: settings.allowPrivateHosts,
    retire_after_seconds: settings.retireAfterSeconds,
    census_every_seconds: settings.censusEverySeconds,
  }
}

/** @throws InvalidInput that names the setting. */
async function checkSettings(catalog: PluginCatalog, settings: SourceSettings): Promise<void> {
  checkNumbers(settings)
  if (settings.plugin === API_PLUGIN) {
    if (settings.schedule === null && settings.input === null) return
    throw InvalidInput.at(['id'], 'is fed through the API: there is nothing that could be read')
  }
  const installed = catalog.find(settings.plugin)
  if (installed === undefined) {
    const known = catalog.list().map(({ id }) => id)
    throw InvalidInput.at(['plugin'], `"${settings.plugin}" is not installed; there are: ${known.join(', ')}`)
  }
  if (installed.problem !== undefined) {
    throw InvalidInput.at(['plugin'], `cannot be used: ${installed.problem.message}`)
  }
  if (settings.schedule !== null) {
    const problem = scheduleProblem(settings.schedule)
    if (problem !== undefined) throw InvalidInput.at(['schedule'], problem)
  }
  if (!isTimeZone(settings.timeZone)) {
    throw InvalidInput.at(
      ['timeZone'],
      `"${settings.timeZone}" is no time zone; write one such as Europe/Oslo`,
    )
  }
  if (settings.input !== null && installed.manifest?.input == null) {
    throw InvalidInput.at(['input'], `is for plugins that read files, and ${settings.plugin} does not`)
  }
  const problem = await configProblem(catalog, settings)
  if (problem !== null) throw InvalidInput.at(['config'], problem)
}

function checkNumbers(settings: SourceSettings): void {
  for (const name of ['retireAfterSeconds', 'censusEverySeconds'] as const) {
    if (Number.isInteger(settings[name]) && settings[name] >= 0 && settings[name] <= LONGEST_SECONDS) continue
    throw InvalidInput.at([name], `must be a whole number of seconds from 0 to ${LONGEST_SECONDS}`)
  }
  if (!Number.isInteger(settings.precedence) || settings.precedence < 1 || settings.precedence > 1000) {
    throw InvalidInput.at(['precedence'], 'must be a whole number from 1 to 1000')
  }
}

/** What is wrong with the configuration, or with the plugin that was to say so. */
async function configProblem(
  catalog: PluginCatalog,
  { plugin, config }: SourceSettings,
): Promise<string | null> {
  try {
    return await catalog.configProblem(plugin, config)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw InvalidInput.at(['plugin'], `cannot be asked whether it can use these settings: ${reason}`)
  }
}

/** Sealed and written as text it must still fit its column. */
const LONGEST_SECRET = 4_000

/** The configuration with a reference in the place of each secret that is handed in. */
function withSealed(
  config: JsonObject,
  secrets: readonly HandedSecret[],
  { catalog, keyring }: SourceKeeper,
  plugin: string,
): JsonObject {
  const fields = catalog.find(plugin)?.manifest?.secretFields ?? []
  let sealed = config
  for (const { field, value } of secrets) {
    if (!fields.includes(field)) {
      throw InvalidInput.at(
        ['secrets'],
        `"${field}" holds no secret of ${plugin}; these do: ${fields.length === 0 ? 'none' : fields.join(', ')}`,
      )
    }
    if (value === '') throw InvalidInput.at(['secrets'], `the value for ${field} is empty`)
    if (value.length > LONGEST_SECRET) {
      throw InvalidInput.at(['secrets'], `the value for ${field} is longer than ${LONGEST_SECRET} characters`)
    }
    if (keyring.current === undefined) {
      throw InvalidInput.at(
        ['secrets'],
        'this server has no key to seal secrets with: set THROUGHLINE_SECRET_KEYS, or write a reference, env:NAME or file:/path, into config',
      )
    }
    sealed = withValue(sealed, field.split('.'), sealedReference(field))
  }
  return sealed
}

function withValue(config: JsonObject, [name = '', ...below]: readonly string[], value: string): JsonObject {
  if (below.length === 0) return { ...config, [name]: value }
  const inner = config[name]
  const object =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {}
  return { ...config, [name]: withValue(object, below, value) }
}

async function sealSecrets(
  transaction: Kysely<Database>,
  keyring: Keyring,
  source: Source,
  secrets: readonly HandedSecret[],
): Promise<void> {
  for (const { field, value } of secrets) {
    await saveSecret(transaction, keyring, { sourceId: source.id, field }, value)
  }
}
