import { manifestSchema, PluginError, type PluginManifest } from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import type { PluginReference } from '../../plugin-host/reference.ts'
import { PLUGIN_IDS } from '../../plugins.ts'
import { type HostOptions, perform, TaskFailed } from '../../work/host.ts'
import type { Environment } from '../environment.ts'
import { type Output, table } from '../output.ts'
import { settingsOf } from './settings.ts'

/**
 * Loads a plugin, in a process of its own, and says what it is.
 *
 * @param which the id of a built-in plugin, a package, or a path
 * @throws PluginError that says what is wrong with it.
 */
export async function checkPlugin(
  which: string,
  { directory, pluginLimits, variables }: Environment,
  log: Logger,
  output: Output,
): Promise<void> {
  const manifest = await manifestFrom(referenceTo(which, directory), {
    limits: pluginLimits,
    environment: variables,
    log,
  })
  output.say(`${manifest.title} (${manifest.id}), ${manifest.kind}: nothing is wrong with it.\n`)
  output.say(`${streamsTable(manifest)}\n`)
  output.say(settingsTable(manifest))
  for (const line of reachOf(manifest)) output.say(line)
  output.result({ manifest })
}

function referenceTo(which: string, directory: string): PluginReference {
  return PLUGIN_IDS.includes(which)
    ? { origin: 'built-in', id: which }
    : { origin: 'external', specifier: which, directory }
}

async function manifestFrom(reference: PluginReference, options: HostOptions): Promise<PluginManifest> {
  try {
    const manifest = await perform<'manifest'>({ kind: 'manifest', reference }, options)
    return manifestSchema.parse(manifest)
  } catch (error) {
    throw error instanceof TaskFailed ? new PluginError(error.failure.message, { cause: error }) : error
  }
}

function streamsTable({ streams }: PluginManifest): string {
  return table(
    ['stream', 'yields', 'mode', 'cursor', 'watermarkDelay', 'lookback', 'removals'],
    streams.map(({ name, record, mode, cursorVersion, watermarkDelay, lookback, detectsDeletions }) => [
      name,
      record,
      mode,
      cursorVersion === null ? '-' : `version ${cursorVersion}`,
      seconds(watermarkDelay),
      seconds(lookback),
      mode === 'snapshot' ? 'by listing' : detectsDeletions ? 'by listing keys' : 'not seen',
    ]),
  )
}

function seconds(milliseconds: number): string {
  return milliseconds === 0 ? '-' : `${milliseconds / 1000} s`
}

function settingsTable(manifest: PluginManifest): string {
  const settings = settingsOf(manifest)
  if (settings.length === 0) return 'It has no settings.\n'
  return `${table(
    ['setting', 'type', '', ''],
    settings.map(({ name, type, presence, description }) => [name, type, presence, description]),
  )}\n`
}

/** What it reaches, and what reaches it, a line each. */
function reachOf({ input, calls, limits, webhook, actions, assetKinds }: PluginManifest): string[] {
  const lines: string[] = []
  if (input !== null) lines.push(`Reads files: ${input.extensions.join(', ')}`)
  const rate = limits?.requestsPerSecond
  if (calls) {
    lines.push(
      `Calls the hosts that follow from its settings${rate === undefined ? '' : `, at most ${rate} times a second`}`,
    )
  }
  const kinds = Object.keys(assetKinds)
  if (kinds.length > 0) lines.push(`Kinds of assets: ${kinds.join(', ')}`)
  for (const verification of webhook?.verify ?? []) lines.push(`Takes deliveries: ${proofOf(verification)}`)
  if (actions.length > 0) lines.push(`Actions: ${actions.join(', ')}`)
  return lines
}

function proofOf(verification: NonNullable<PluginManifest['webhook']>['verify'][number]): string {
  switch (verification.scheme) {
    case 'hmac':
      return `HMAC ${verification.algorithm} in ${verification.header}, with the secret ${verification.secret}`
    case 'ed25519':
      return `Ed25519 in ${verification.header}, with the public key ${verification.publicKey}`
    case 'standard-webhooks':
      return `Standard Webhooks, with the secret ${verification.secret}`
    case 'token':
      return `the token ${verification.secret} in ${verification.header}`
    case 'basic':
      return `basic authentication as ${verification.user} with ${verification.password}`
  }
}
