import type { Connection } from '@throughline/db'
import type { CheckReport, PluginManifest } from '@throughline/plugin-kit'
import type { PluginReference } from '../plugin-host/reference.ts'
import type { RunOutcome } from '../sync/runs/execute.ts'
import type { RunFailure } from '../sync/runs/handle-failure.ts'
import type { GivenSecrets } from '../sync/sources/secrets.ts'

/** What a process that works for a source is given to reach the database and other systems. */
export interface WorkerAccess {
  readonly connection: Connection
  readonly secrets: GivenSecrets
  readonly allowPrivateHosts: boolean
  /** As the audit trail names the work. */
  readonly requestId: string
}

/** Something to be done with a plugin, in a process of its own. */
export type Task =
  | { readonly kind: 'manifest'; readonly reference: PluginReference }
  | { readonly kind: 'config'; readonly reference: PluginReference; readonly config: unknown }
  | {
      readonly kind: 'check'
      readonly reference: PluginReference
      readonly sourceId: string
      readonly reach: WorkerAccess
    }
  | {
      readonly kind: 'run'
      readonly reference: PluginReference
      readonly runId: string
      readonly attempt: number
      readonly reach: WorkerAccess
    }
  | {
      readonly kind: 'deliveries' | 'actions'
      readonly reference: PluginReference
      readonly sourceId: string
      readonly reach: WorkerAccess
    }

/** What came of a task, by its kind. */
export interface TaskResults {
  readonly manifest: PluginManifest
  /** What is wrong with the configuration; null when nothing is. */
  readonly config: string | null
  readonly check: readonly CheckReport[]
  readonly run: RunOutcome
  readonly deliveries: number
  readonly actions: number
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What a process says to the one that started it. */
export type Report =
  | { readonly kind: 'ready' }
  /** It is alive; `moved` when something was stored since the last time. */
  | { readonly kind: 'heartbeat'; readonly moved: boolean }
  | {
      readonly kind: 'log'
      readonly level: LogLevel
      readonly message: string
      readonly fields: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'result'; readonly result: TaskResults[Task['kind']] }
  | { readonly kind: 'failure'; readonly failure: RunFailure }
