import type { CheckReport, PluginKind, PluginManifest } from '@throughline/plugin-kit'
import { ContextKey } from '../../graph/context-key.ts'
import type { Keyring } from './keyring.ts'

/** A plugin of this installation. */
export interface InstalledPlugin {
  readonly id: string
  readonly title: string
  readonly kind: PluginKind | undefined
  /** Where it comes from: `built-in`, or the package or path that the configuration file names. */
  readonly origin: string
  /** Why it cannot be used; undefined when it can. */
  readonly problem: { readonly code: string; readonly message: string } | undefined
  /** What is known of it without running it; undefined where it could not be loaded. */
  readonly manifest: PluginManifest | undefined
}

/** The plugins of this installation, none of whose code runs in this process unless it is our own. */
export interface PluginCatalog {
  list(): readonly InstalledPlugin[]
  find(id: string): InstalledPlugin | undefined
  /** What is wrong with a configuration; null when nothing is. @throws TaskFailed where the plugin cannot be asked. */
  configProblem(pluginId: string, config: unknown): Promise<string | null>
  /** What a source's plugin says of what it needs. @throws TaskFailed where it cannot be asked. */
  testConnection(sourceId: string): Promise<readonly CheckReport[]>
}

/** How fields and mutations get at the plugins. */
export const pluginCatalog = new ContextKey<PluginCatalog>('plugin catalog')

/** How mutations get at the keys that secrets are sealed with. */
export const sourceKeyring = new ContextKey<Keyring>('keyring')
