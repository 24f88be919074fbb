import type { ObjectFieldBuilder } from '@pothos/core'
import type { Database, JsonObject } from '@throughline/db'
import type { CheckReport } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { auditContextOf, lockEntity } from '../../access/entity-writes.ts'
import { builder, type Types } from '../../graph/builder.ts'
import type { Provided } from '../../graph/context-key.ts'
import { cost } from '../../graph/cost.ts'
import { InvalidInput, NotFound } from '../../graph/errors.ts'
import { decodeGlobalId } from '../../graph/global-id.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Source } from '../sources/graphql.ts'
import { type PluginCatalog, pluginCatalog, sourceKeyring } from '../sources/plugin-catalog.ts'
import { isAddress } from '../sources/remote-files.ts'
import { DEFAULT_SETTINGS, type SourceSettings } from '../sources/settings.ts'
import type { Source as SourceRow } from '../sources/store.ts'
import { withSealed } from '../sources/submitted-secrets.ts'
import { askConfig } from './ask-config.ts'
import {
  changeSource,
  checkRemovable,
  createSource,
  pauseSource,
  resumeSource,
  type SourceKeeper,
} from './manage.ts'
import { requestRemoval } from './removal-store.ts'
import { newServerReferences } from './server-references.ts'

const SecretInput = builder.inputType('SourceSecretInput', {
  description:
    'A secret to encrypt for this source. It is never returned. Put a reference (env:NAME) into config instead.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'Path of the setting, names separated by dots.' }),
    value: t.string({ required: true, description: 'Value of the secret.' }),
  }),
})

/** The settings that a source may be given when it is made and later. */
const settings = () => ({
  config: 'Settings of the plugin. plugins { configSchema } has their JSON Schema.',
  secrets: 'Secrets to encrypt. They need no entry in config.',
  schedule:
    'Cron expression of five fields, for example */15 * * * *. With null, the source is read only on request.',
  timeZone: 'Time zone of the schedule, for example Europe/Oslo. Defaults to UTC.',
  precedence:
    'Precedence of its claims, from 1 to 1000. The lowest number supplies the effective value of an attribute. Defaults to 100.',
  input: 'HTTP or HTTPS address to read, for a plugin that reads files.',
  allowPrivateHosts: 'Whether the plugin may call private network addresses. Defaults to false.',
  retirementGraceSeconds:
    'Seconds between the time a record is missing from a full listing and the end of its claim. Defaults to 0.',
  deletionCheckIntervalSeconds:
    'Seconds between deletion checks of incremental streams. Defaults to 86,400 (one day).',
})

const payload = () => ({
  source: entityField(Source, { description: 'Source after the mutation.', id: () => null }),
})

/** @param catalog as its plugin has answered before the transaction */
function keeperOf(work: Work, catalog: PluginCatalog): SourceKeeper {
  const { provided, clock } = work.context
  return {
    catalog,
    keyring: sourceKeyring.from(provided),
    auditContext: auditContextOf(work),
    clock,
  }
}

/** Whoever calls the API may not have files of the server read. */
function checkInput(input: string | null | undefined): void {
  if (input === null || input === undefined || isAddress(input)) return
  throw InvalidInput.at(
    ['input'],
    'must be an http or https address; files of the server are for its configuration file and command line',
  )
}

/** Likewise for secrets, except for references that the configuration file or the command line has set. */
function checkReferences(config: unknown, stored: JsonObject = {}): void {
  if (config == null) return
  const problems = newServerReferences(objectOf(config), stored).map((path) => ({
    path: ['config', ...path.split('.')],
    message:
      'refers to a file of the server, or to an environment variable whose name does not begin with THROUGHLINE_SOURCE_. Set it with "throughline source secret" or in the configuration file, use such a name, or pass the value in secrets',
  }))
  if (problems.length > 0) throw InvalidInput.of(problems)
}

function objectOf(config: unknown): JsonObject {
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as JsonObject
  throw InvalidInput.at(['config'], 'must be an object')
}

/** Settings as an input has them. */
type GivenSettings = {
  readonly [Name in keyof Omit<SourceSettings, 'name' | 'plugin' | 'config'>]?:
    | SourceSettings[Name]
    | null
    | undefined
} & { readonly config?: unknown }

/** The settings of an input that are said; null says it where nothing may stand for something. */
function givenSettings(input: GivenSettings): Partial<Omit<SourceSettings, 'name' | 'plugin'>> {
  const { config, secrets, schedule, timeZone, precedence, allowPrivateHosts } = input
  const { retirementGraceSeconds, deletionCheckIntervalSeconds } = input
  return {
    ...(config == null ? {} : { config: objectOf(config) }),
    ...(secrets == null ? {} : { secrets }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(timeZone == null ? {} : { timeZone }),
    ...(precedence == null ? {} : { precedence }),
    ...(input.input === undefined ? {} : { input: input.input }),
    ...(allowPrivateHosts == null ? {} : { allowPrivateHosts }),
    ...(retirementGraceSeconds == null ? {} : { retirementGraceSeconds }),
    ...(deletionCheckIntervalSeconds == null ? {} : { deletionCheckIntervalSeconds }),
  }
}

/** Asks a plugin about the configuration that a source has with the given settings. */
async function askGiven(
  provided: readonly Provided[],
  plugin: string,
  given: Pick<Partial<SourceSettings>, 'config' | 'secrets'>,
  config: JsonObject,
): Promise<PluginCatalog> {
  const catalog = pluginCatalog.from(provided)
  const parts = { catalog, keyring: sourceKeyring.from(provided) }
  return askConfig(catalog, plugin, withSealed(given.config ?? config, given.secrets ?? [], parts, plugin))
}

mutation('createSource', {
  visibleTo: 'ADMINISTRATORS',
  description: 'Creates a source. Does not start a run; call syncSource. testSource checks the connection.',
  input: builder.inputType('CreateSourceInput', {
    description: 'A new source.',
    fields: (t) => ({
      name: t.string({
        required: true,
        description: 'Name: lower-case letters, digits and . _ -. Cannot be changed.',
      }),
      plugin: t.string({ required: true, description: 'ID of the plugin. Cannot be changed.' }),
      config: t.field({ type: 'JSON', description: settings().config }),
      secrets: t.field({ type: [SecretInput], description: settings().secrets }),
      schedule: t.string({ description: settings().schedule }),
      timeZone: t.string({ description: settings().timeZone }),
      precedence: t.int({ description: settings().precedence }),
      input: t.string({ description: settings().input }),
      allowPrivateHosts: t.boolean({ description: settings().allowPrivateHosts }),
      retirementGraceSeconds: t.int({ description: settings().retirementGraceSeconds }),
      deletionCheckIntervalSeconds: t.int({ description: settings().deletionCheckIntervalSeconds }),
    }),
  }),
  payload,
  before: {
    separate: false,
    prepare: async (input, { provided }) => {
      checkInput(input.input)
      checkReferences(input.config)
      return askGiven(provided, input.plugin, givenSettings(input), {})
    },
  },
  run: async (input, work, catalog) => {
    const source = await createSource(work.transaction, keeperOf(work, catalog), {
      name: input.name,
      plugin: input.plugin,
      ...DEFAULT_SETTINGS,
      ...givenSettings(input),
    })
    return { source: source.id }
  },
})

mutation('updateSource', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Updates the given settings of a source. A source that was paused because of invalid settings is resumed.',
  input: builder.inputType('UpdateSourceInput', {
    description: 'Changes to a source.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'ID of the source.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
      config: t.field({ type: 'JSON', description: `${settings().config} It replaces all of it.` }),
      secrets: t.field({ type: [SecretInput], description: settings().secrets }),
      schedule: t.string({ description: settings().schedule }),
      timeZone: t.string({ description: settings().timeZone }),
      precedence: t.int({ description: settings().precedence }),
      input: t.string({ description: settings().input }),
      allowPrivateHosts: t.boolean({ description: settings().allowPrivateHosts }),
      retirementGraceSeconds: t.int({ description: settings().retirementGraceSeconds }),
      deletionCheckIntervalSeconds: t.int({ description: settings().deletionCheckIntervalSeconds }),
    }),
  }),
  payload,
  before: {
    separate: false,
    prepare: async (input, { db, provided }) => {
      checkInput(input.input)
      const { plugin, config } = await sourceOf(db.kysely, input.id)
      checkReferences(input.config, objectOf(config))
      return askGiven(provided, plugin, givenSettings(input), config as JsonObject)
    },
  },
  run: async (input, work, catalog) => {
    const source = await lockedSource(work, input)
    // Compared again with the configuration that is locked now.
    checkReferences(input.config, objectOf(source.config))
    await changeSource(work.transaction, keeperOf(work, catalog), source, givenSettings(input))
    return { source: source.id }
  },
})

const sourceInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      id: t.id({ required: true, description: 'ID of the source.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
    }),
  })

async function lockedSource(
  work: Work,
  target: { readonly id: string; readonly version?: number | null | undefined },
): Promise<SourceRow> {
  const { id } = await lockEntity(work, { type: 'Source', table: 'source' }, target)
  return work.transaction.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function sourceOf(db: Kysely<Database>, globalId: string): Promise<SourceRow> {
  const { id } = decodeGlobalId(globalId, ['Source'], ['id'])
  const source = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst()
  if (source !== undefined) return source
  throw new NotFound(`No Source has the id ${globalId}; it may have been deleted.`, ['id'])
}

mutation('deleteSource', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Deletes a source and ends its claims. Entities without a claim of another source are retired. The audit trail is kept. A source with more than 5,000 records is paused with the code DELETING, and a worker deletes it in steps.',
  input: sourceInput('DeleteSourceInput', 'Source to delete.'),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted row.' }),
  }),
  run: async (input, work) => {
    const source = await lockedSource(work, input)
    checkRemovable(source)
    await requestRemoval(work.transaction, source, work.context.clock(), auditContextOf(work))
    return { deletedId: input.id }
  },
})

mutation('pauseSource', {
  visibleTo: 'ADMINISTRATORS',
  description: 'Pauses a source: no run starts and webhook deliveries stay pending until it is resumed.',
  input: builder.inputType('PauseSourceInput', {
    description: 'Source to pause.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'ID of the source.' }),
      reason: t.string({ description: 'Reason, shown as statusReason. Optional.' }),
    }),
  }),
  payload,
  run: async (input, work) => {
    const source = await lockedSource(work, input)
    await pauseSource(work.transaction, source, input.reason ?? null, auditContextOf(work))
    return { source: source.id }
  },
})

mutation('resumeSource', {
  visibleTo: 'ADMINISTRATORS',
  description: 'Resumes a source that is paused or quarantined.',
  input: sourceInput('ResumeSourceInput', 'Source to resume.'),
  payload,
  run: async (input, work) => {
    const source = await lockedSource(work, input)
    await resumeSource(work.transaction, source, auditContextOf(work))
    return { source: source.id }
  },
})

const CheckStatus = builder.enumType('SourceCheckStatus', {
  description: 'Result of one connection check.',
  values: {
    OK: { value: 'ok', description: 'The check passed.' },
    MISSING_PERMISSION: { value: 'missing-permission', description: 'The credentials lack a permission.' },
    UNREACHABLE: { value: 'unreachable', description: 'The external system does not respond.' },
    UNUSABLE: { value: 'unusable', description: 'The check failed; detail has the reason.' },
  } as const,
})

const Check = builder.objectRef<CheckReport>('SourceCheck').implement({
  description: 'One connection check of a plugin.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    capability: t.exposeString('capability', { description: 'Checked capability, for example read issues.' }),
    status: t.expose('status', { type: CheckStatus, description: 'Result of the check.' }),
    detail: t.string({
      nullable: true,
      description: 'Finding or remedy. Null if there is none.',
      resolve: ({ detail }) => detail,
    }),
  }),
})

mutation('testSource', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Checks the connection of a source with its stored settings. Stores nothing, except the answer if the request has an idempotency key. It calls the external system before the transaction begins, also in a dry run, and a document with it must not contain other mutations.',
  input: builder.inputType('TestSourceInput', {
    description: 'Source to check.',
    fields: (t) => ({ id: t.id({ required: true, description: 'ID of the source.' }) }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { source: string; checks: readonly CheckReport[] }>) => ({
    ...payload(),
    checks: t.field({
      type: [Check],
      extensions: cost({ size: 10 }),
      description: 'One check for each capability that the plugin needs.',
      resolve: ({ checks }) => [...checks],
    }),
  }),
  before: {
    separate: true,
    prepare: async (input, { db, provided }) =>
      testConnection(pluginCatalog.from(provided), await sourceOf(db.kysely, input.id)),
  },
  run: async (input, { transaction }, checks) => {
    const { id } = await sourceOf(transaction, input.id)
    return { source: id, checks }
  },
})

/** A plugin that cannot even be asked is one thing that does not work. */
async function testConnection(catalog: PluginCatalog, source: SourceRow): Promise<readonly CheckReport[]> {
  try {
    return await catalog.testConnection(source.id)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [{ capability: 'use the source', status: 'unusable', detail }]
  }
}
