import type { ObjectFieldBuilder } from '@pothos/core'
import type { JsonObject } from '@throughline/db'
import type { CheckReport } from '@throughline/plugin-kit'
import { auditContextOf, lockEntity } from '../../access/entity-writes.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { InvalidInput, NotFound } from '../../graph/errors.ts'
import { decodeGlobalId } from '../../graph/global-id.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Source } from '../sources/graphql.ts'
import { pluginCatalog, sourceKeyring } from '../sources/plugin-catalog.ts'
import { isAddress } from '../sources/remote-files.ts'
import { DEFAULT_SETTINGS, type SourceSettings } from '../sources/settings.ts'
import type { Source as SourceRow } from '../sources/store.ts'
import {
  changeSource,
  checkRemovable,
  createSource,
  pauseSource,
  resumeSource,
  type SourceKeeper,
} from './manage.ts'
import { removeSource } from './remove.ts'

const SecretInput = builder.inputType('SourceSecretInput', {
  description:
    'A secret that is handed in: it is encrypted for this source and never shown again. A reference, env:NAME or file:/path, belongs into config instead.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'The setting it is for, names with dots between them.' }),
    value: t.string({ required: true, description: 'The secret itself.' }),
  }),
})

/** The settings that a source may be given when it is made and later. */
const settings = () => ({
  config: 'The settings of the plugin; plugins { configSchema } says which there are.',
  secrets: 'Secrets that are handed in; config then needs no entry for them.',
  schedule:
    'When it is read, as a cron expression of five fields, e.g. */15 * * * *; null: only when asked to.',
  timeZone: 'The time zone of the schedule, e.g. Europe/Oslo; UTC if not said.',
  precedence:
    'Where sources disagree about an attribute, the smaller number wins: 1 to 1000, 100 if not said.',
  input: 'An http or https address to read, for a plugin that reads files.',
  allowPrivateHosts: 'Lets its plugin call addresses of private networks; false if not said.',
  retirementGraceSeconds:
    'Seconds for which what is missing from a complete listing is waited for before its claim ends; 0 if not said.',
  deletionCheckIntervalSeconds:
    'Seconds between two times that a source which tells of changes alone is asked for all that it holds; a day if not said.',
})

const payload = () => ({
  source: entityField(Source, { description: 'The source as it is now.', id: () => null }),
})

function keeperOf(work: Work): SourceKeeper {
  const { provided, clock } = work.context
  return {
    catalog: pluginCatalog.from(provided),
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

mutation('createSource', {
  visibleTo: 'ADMIN',
  description:
    'Makes a source: a plugin with its settings, under a name. testSource says whether it can be read.',
  input: builder.inputType('CreateSourceInput', {
    description: 'A new source.',
    fields: (t) => ({
      name: t.string({
        required: true,
        description: 'The name: lower-case letters, digits and . _ -; it stays.',
      }),
      plugin: t.string({ required: true, description: 'The id of the plugin; it stays.' }),
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
  run: async (input, work) => {
    checkInput(input.input)
    const source = await createSource(work.transaction, keeperOf(work), {
      name: input.name,
      plugin: input.plugin,
      ...DEFAULT_SETTINGS,
      ...givenSettings(input),
    })
    return { source: source.id }
  },
})

mutation('updateSource', {
  visibleTo: 'ADMIN',
  description:
    'Changes those settings of a source that are given. One that paused because of its settings is read again when they change.',
  input: builder.inputType('UpdateSourceInput', {
    description: 'Changes to a source.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'Which source.' }),
      version: t.int({
        description: 'The version you have seen: refused when it is no longer the current one.',
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
  run: async (input, work) => {
    checkInput(input.input)
    const source = await lockedSource(work, input)
    await changeSource(work.transaction, keeperOf(work), source, givenSettings(input))
    return { source: source.id }
  },
})

const sourceInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      id: t.id({ required: true, description: 'Which source.' }),
      version: t.int({
        description: 'The version you have seen: refused when it is no longer the current one.',
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

async function sourceOf({ transaction }: Work, globalId: string): Promise<SourceRow> {
  const { id } = decodeGlobalId(globalId, ['Source'], ['id'])
  const source = await transaction.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst()
  if (source !== undefined) return source
  throw new NotFound(`No Source has the id ${globalId}; it may have been deleted.`, ['id'])
}

mutation('deleteSource', {
  visibleTo: 'ADMIN',
  description:
    'Removes a source with what it said: its claims end, and what nobody else tells of is retired. What happened stays in the audit trail.',
  input: sourceInput('DeleteSourceInput', 'Which source to remove.'),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'The id that is gone.' }),
  }),
  run: async (input, work) => {
    const source = await lockedSource(work, input)
    checkRemovable(source)
    await removeSource(work.transaction, source, work.context.clock(), auditContextOf(work))
    return { deletedId: input.id }
  },
})

mutation('pauseSource', {
  visibleTo: 'ADMIN',
  description: 'Leaves a source alone until it is resumed: nothing is read, and deliveries wait.',
  input: builder.inputType('PauseSourceInput', {
    description: 'Which source to leave alone.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'Which source.' }),
      reason: t.string({ description: 'Why, for others who wonder.' }),
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
  visibleTo: 'ADMIN',
  description: 'Has a source read again that was paused or put into quarantine.',
  input: sourceInput('ResumeSourceInput', 'Which source to read again.'),
  payload,
  run: async (input, work) => {
    const source = await lockedSource(work, input)
    await resumeSource(work.transaction, source, auditContextOf(work))
    return { source: source.id }
  },
})

const CheckStatus = builder.enumType('SourceCheckStatus', {
  description: 'Whether a source can do what its plugin needs.',
  values: {
    OK: { value: 'ok', description: 'It can.' },
    MISSING_PERMISSION: { value: 'missing-permission', description: 'It may not.' },
    UNREACHABLE: { value: 'unreachable', description: 'The system does not answer.' },
    UNUSABLE: { value: 'unusable', description: 'It cannot; the detail says why.' },
  } as const,
})

const Check = builder.objectRef<CheckReport>('SourceCheck').implement({
  description: 'What "test connection" says of one thing that a plugin needs.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    capability: t.exposeString('capability', { description: 'The thing, e.g. read issues.' }),
    status: t.expose('status', { type: CheckStatus, description: 'Whether it can be done.' }),
    detail: t.string({
      nullable: true,
      description: 'What was found, or what to do.',
      resolve: ({ detail }) => detail,
    }),
  }),
})

mutation('testSource', {
  visibleTo: 'ADMIN',
  description: 'Tries whether a source can be read as it is configured; nothing is stored.',
  input: builder.inputType('TestSourceInput', {
    description: 'Which source to try.',
    fields: (t) => ({ id: t.id({ required: true, description: 'Which source.' }) }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { source: string; checks: readonly CheckReport[] }>) => ({
    ...payload(),
    checks: t.field({
      type: [Check],
      description: 'One for each thing that the plugin needs.',
      resolve: ({ checks }) => [...checks],
    }),
  }),
  run: async (input, work) => {
    // Not locked: the other system may take its time, and nobody is to wait for it.
    const source = await sourceOf(work, input.id)
    const checks = await testConnection(work, source)
    return { source: source.id, checks }
  },
})

/** A plugin that cannot even be asked is one thing that does not work. */
async function testConnection(work: Work, source: SourceRow): Promise<readonly CheckReport[]> {
  try {
    return await pluginCatalog.from(work.context.provided).testConnection(source.id)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [{ capability: 'use the source', status: 'unusable', detail }]
  }
}
