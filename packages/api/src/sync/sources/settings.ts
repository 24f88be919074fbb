import type { JsonObject } from '@throughline/db'
import { isTimeZone } from '@throughline/plugin-kit'
import { DomainError, InvalidInput } from '../../graph/errors.ts'
import type { PluginCatalog } from './plugin-catalog.ts'
import { scheduleProblem } from './schedule.ts'
import type { Source } from './store.ts'

/** What sources that are fed through the API have in the place of a plugin. */
export const API_PLUGIN = 'api'

/** A secret that is handed in, to be sealed: the field of the configuration, names with dots between them. */
export interface SubmittedSecret {
  readonly field: string
  readonly value: string
}

/** A source as somebody wants it to be. */
export interface SourceSettings {
  readonly name: string
  readonly plugin: string
  readonly config: JsonObject
  readonly secrets?: readonly SubmittedSecret[]
  readonly schedule: string | null
  readonly timeZone: string
  readonly precedence: number
  readonly input: string | null
  readonly allowPrivateHosts: boolean
  /** Seconds for which what is missing from a complete listing is waited for. */
  readonly retirementGraceSeconds: number
  /** Seconds between two times that a source of changes is asked for all that it holds. */
  readonly deletionCheckIntervalSeconds: number
}

/** What a source is where nothing else is said. */
export const DEFAULT_SETTINGS = {
  config: {},
  schedule: null,
  timeZone: 'UTC',
  precedence: 100,
  input: null,
  allowPrivateHosts: false,
  retirementGraceSeconds: 0,
  deletionCheckIntervalSeconds: 24 * 60 * 60,
} as const satisfies Omit<SourceSettings, 'name' | 'plugin'>

/** A year with a day to spare: the longest that makes sense. */
const LONGEST_SECONDS = 366 * 24 * 60 * 60

/** The settings of a source as it is. */
export function settingsOf(source: Source): SourceSettings {
  return {
    name: source.name,
    plugin: source.plugin,
    config: source.config as JsonObject,
    schedule: source.schedule,
    timeZone: source.time_zone,
    precedence: source.precedence,
    input: source.input,
    allowPrivateHosts: source.allow_private_hosts,
    retirementGraceSeconds: source.retirement_grace_seconds,
    deletionCheckIntervalSeconds: source.deletion_check_interval_seconds,
  }
}

/** The columns that hold the settings. */
export function columnsOf(settings: SourceSettings) {
  return {
    name: settings.name,
    plugin: settings.plugin,
    config: settings.config,
    schedule: settings.schedule,
    time_zone: settings.timeZone,
    precedence: settings.precedence,
    input: settings.input,
    allow_private_hosts: settings.allowPrivateHosts,
    retirement_grace_seconds: settings.retirementGraceSeconds,
    deletion_check_interval_seconds: settings.deletionCheckIntervalSeconds,
  }
}

/** @throws InvalidInput that names the setting. */
export async function checkSettings(catalog: PluginCatalog, settings: SourceSettings): Promise<void> {
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
  for (const name of ['retirementGraceSeconds', 'deletionCheckIntervalSeconds'] as const) {
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
    if (cause instanceof DomainError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw InvalidInput.at(['plugin'], `cannot be asked whether it can use these settings: ${reason}`)
  }
}
