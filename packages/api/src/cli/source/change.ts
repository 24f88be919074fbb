import { resolve } from 'node:path'
import type { Database, JsonObject } from '@throughline/db'
import type { Transaction } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import {
  changeSource,
  checkRemovable,
  createSource,
  pauseSource,
  resumeSource,
} from '../../sync/source-management/manage.ts'
import { finishRemovals, requestRemoval } from '../../sync/source-management/removal-store.ts'
import { isAddress } from '../../sync/sources/remote-files.ts'
import { rotateSecrets } from '../../sync/sources/secrets.ts'
import { DEFAULT_SETTINGS, type SourceSettings } from '../../sync/sources/settings.ts'
import type { Source } from '../../sync/sources/store.ts'
import { cliAuditContext } from '../audit-context.ts'
import type { OpenDatabase } from '../database.ts'
import { UsageError } from '../exit.ts'
import type { Output } from '../output.ts'
import type { PluginRuntime } from '../plugin-runtime.ts'
import { withoutSettings, withSettings } from '../written-settings.ts'
import { lockedSourceOfName, shownSource } from './named.ts'
import { withSecrets } from './secrets.ts'

/** What the command line says of the settings of a source. */
export interface WrittenSource {
  readonly set: readonly string[]
  readonly unset?: readonly string[]
  readonly secret: readonly string[]
  /** False takes the schedule away. */
  readonly schedule?: string | false
  readonly timeZone?: string
  readonly precedence?: number
  readonly retirementGrace?: number
  readonly deletionCheckInterval?: number
  /** A path or an address; false takes it away. */
  readonly input?: string | false
  readonly allowPrivateHosts?: boolean
}

/** What a command that changes how a source does works with. */
export interface DatabaseTools {
  readonly opened: OpenDatabase
  readonly output: Output
}

/** What a command that changes what a source is works with. */
export interface SourceTools extends DatabaseTools {
  readonly runtime: Pick<PluginRuntime, 'catalog' | 'keyring'>
  /** What relative paths are relative to. */
  readonly directory: string
}

export async function sourceAdd(
  tools: SourceTools,
  name: string,
  plugin: string,
  written: WrittenSource,
): Promise<void> {
  const settings = await settingsOf(tools, {}, plugin, written)
  const made = await inTransaction(tools, (transaction, auditContext) =>
    createSource(
      transaction,
      { ...tools.runtime, auditContext, clock: () => new Date() },
      {
        name,
        plugin,
        ...DEFAULT_SETTINGS,
        ...settings,
      },
    ),
  )
  tools.output.say(`The source ${name} is made. Try it: throughline source test ${name}`)
  tools.output.result(shownSource(made))
}

export async function sourceSet(tools: SourceTools, name: string, written: WrittenSource): Promise<void> {
  const before = await tools.opened.db.kysely
    .transaction()
    .execute((transaction) => lockedSourceOfName(transaction, name))
  const config = withoutSettings(objectOf(before), written.unset ?? [])
  // What is piped in is read before anything is locked.
  const settings = await settingsOf(tools, config, before.plugin, written)
  const after = await inTransaction(tools, async (transaction, auditContext) => {
    const source = await lockedSourceOfName(transaction, name)
    if (source.version !== before.version) {
      throw new UsageError(
        `Source ${name} was changed at the same time. Check it with "throughline source show ${name}" and try again.`,
      )
    }
    return changeSource(
      transaction,
      { ...tools.runtime, auditContext, clock: () => new Date() },
      source,
      settings,
    )
  })
  tools.output.say(
    after.version === before.version && (settings.secrets ?? []).length === 0
      ? `Nothing of ${name} is different.`
      : `${name} is changed${after.status === before.status ? '' : ', and read again'}.`,
  )
  tools.output.result(shownSource(after))
}

/** Takes the source's pause or quarantine away. */
export async function sourceResume(tools: DatabaseTools, name: string): Promise<void> {
  const after = await inTransaction(tools, async (transaction, auditContext) =>
    resumeSource(transaction, await lockedSourceOfName(transaction, name), auditContext),
  )
  tools.output.say(`${name} is read again.`)
  tools.output.result(shownSource(after))
}

export async function sourcePause(
  tools: DatabaseTools,
  name: string,
  reason: string | undefined,
): Promise<void> {
  const after = await inTransaction(tools, async (transaction, auditContext) =>
    pauseSource(transaction, await lockedSourceOfName(transaction, name), reason ?? null, auditContext),
  )
  tools.output.say(`${name} is left alone until: throughline source resume ${name}`)
  tools.output.result(shownSource(after))
}

/** Removes a source and what it alone said. @throws UsageError until it is said that this is meant. */
export async function sourceRemove(tools: DatabaseTools, name: string, yes: boolean): Promise<void> {
  const removed = await inTransaction(tools, async (transaction, auditContext) => {
    const source = await lockedSourceOfName(transaction, name)
    checkRemovable(source)
    if (!yes) {
      throw new UsageError(
        `Removing ${name} retires what no other source reports. To confirm, run: throughline source remove ${name} --yes`,
      )
    }
    await requestRemoval(transaction, source, new Date(), auditContext)
    return source
  })
  await finishRemovals(tools.opened.db.kysely, () => new Date())
  tools.output.say(`${name} is gone. What it did stays in the audit trail.`)
  tools.output.result({ removed: removed.name, id: removed.id })
}

/** Seals every secret with the current key. */
export async function rotateKeys(tools: SourceTools): Promise<void> {
  const { keyring } = tools.runtime
  if (keyring.current === undefined) {
    throw new UsageError('There is no key to seal with: set THROUGHLINE_SECRET_KEYS, the new key first.')
  }
  const resealed = await rotateSecrets(tools.opened.db.kysely, keyring)
  tools.output.say(
    `${resealed === 1 ? '1 secret was' : `${resealed} secrets were`} sealed again; the key ${keyring.current} seals all of them.`,
  )
  tools.output.result({ resealed, key: keyring.current })
}

function inTransaction(
  { opened }: DatabaseTools,
  work: (transaction: Transaction<Database>, auditContext: AuditContext) => Promise<Source>,
): Promise<Source> {
  return opened.db.kysely.transaction().execute((transaction) => work(transaction, cliAuditContext('source')))
}

/** Those settings that are written, with what is piped in for them. */
async function settingsOf(
  { runtime, directory }: SourceTools,
  before: JsonObject,
  plugin: string,
  written: WrittenSource,
): Promise<Partial<SourceSettings>> {
  const { schedule, timeZone, precedence, input, allowPrivateHosts } = written
  const { retirementGrace: retirementGraceSeconds, deletionCheckInterval: deletionCheckIntervalSeconds } =
    written
  const schema = runtime.catalog.find(plugin)?.manifest?.configJsonSchema
  const { config, secrets } = await withSecrets(withSettings(before, written.set, schema), written.secret)
  return {
    config,
    secrets,
    ...(schedule === undefined ? {} : { schedule: schedule === false ? null : schedule }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(precedence === undefined ? {} : { precedence }),
    ...(input === undefined ? {} : { input: input === false ? null : whereTo(input, directory) }),
    ...(allowPrivateHosts === undefined ? {} : { allowPrivateHosts }),
    ...(retirementGraceSeconds === undefined ? {} : { retirementGraceSeconds }),
    ...(deletionCheckIntervalSeconds === undefined ? {} : { deletionCheckIntervalSeconds }),
  }
}

function whereTo(input: string, directory: string): string {
  return isAddress(input) ? input : resolve(directory, input)
}

function objectOf({ config }: Source): JsonObject {
  return typeof config === 'object' && config !== null && !Array.isArray(config) ? config : {}
}
