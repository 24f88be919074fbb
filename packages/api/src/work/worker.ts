import { hostname } from 'node:os'
import { connect, type Db, listen } from '@throughline/db'
import type { Job, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { PluginReference } from '../plugin-host/reference.ts'
import { claimRun } from '../sync/runs/claim.ts'
import { failureOf, handleRunFailure, type RunFailure, suspendSource } from '../sync/runs/handle-failure.ts'
import { runMaintenance } from '../sync/runs/maintenance.ts'
import { postpone } from '../sync/runs/postpone.ts'
import { enqueueRun } from '../sync/runs/request.ts'
import { decideRetry, isPluginFailure } from '../sync/runs/retry-policy.ts'
import { finishRemovals } from '../sync/source-management/removal-store.ts'
import type { Keyring } from '../sync/sources/keyring.ts'
import { secretsFor } from '../sync/sources/secrets.ts'
import type { Source } from '../sync/sources/store.ts'
import { dispatch } from './dispatch.ts'
import { perform, TaskFailed } from './host.ts'
import { HOST_LIMITS, type HostLimits } from './host-limits.ts'
import { QUEUES, type SourceJob, startJobs } from './jobs.ts'
import type { WorkerAccess } from './messages.ts'
import { alignSchedules } from './schedules.ts'

export interface WorkerOptions {
  readonly db: Db
  readonly log: Logger
  /** The plugins of this installation by their id; undefined where there is none of that id. */
  readonly reference: (pluginId: string) => PluginReference | undefined
  readonly keyring: Keyring
  /** Of this process: where `env:` secrets come from. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Lets every source call private addresses. */
  readonly allowPrivateHosts: boolean
  /** How many sources are worked on at once (2). */
  readonly concurrency?: number
  readonly limits?: HostLimits
  /** More options of Node for the processes that run plugins. */
  readonly execArgv?: readonly string[]
}

export interface Worker {
  /** Ends what is going on at its next page, to be taken up by another process, and stops. */
  stop(): Promise<void>
}

const DISPATCH_EVERY = 1_000
const ALIGN_EVERY = 5_000

/** Starts to work on what the sources wait for: runs, deliveries, actions, schedules. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  // Jobs must not wait for a connection that requests hold.
  const db = connect(options.db.connection, { max: 6, applicationName: 'throughline-work', log: options.log })
  const boss = await startJobs(db, options.log)
  const worker = new RunningWorker({ ...options, db }, boss)
  await worker.start()
  return worker
}

class RunningWorker implements Worker {
  readonly #options: WorkerOptions
  readonly #boss: PgBoss
  readonly #stopping = new AbortController()
  readonly #name = `${hostname()}:${process.pid}`
  readonly #timers: NodeJS.Timeout[] = []
  readonly #tasks = new Set<Promise<void>>()
  readonly #limits: HostLimits
  /** How many times in a row the plugin has failed by itself, by kind of task and source. */
  readonly #pluginFailures = new Map<string, number>()
  #listening: ReturnType<typeof listen> | undefined
  #dispatching = false

  constructor(options: WorkerOptions, boss: PgBoss) {
    this.#options = options
    this.#limits = options.limits ?? HOST_LIMITS
    this.#boss = boss
  }

  async start(): Promise<void> {
    const { db, log, concurrency = 2 } = this.#options
    const quick = { pollingIntervalSeconds: 0.5, localConcurrency: concurrency }
    await this.#boss.work<SourceJob>(QUEUES.sync, quick, (jobs) =>
      this.#each(jobs, (id, signal) => this.#sync(id, signal)),
    )
    await this.#boss.work<SourceJob>(QUEUES.deliveries, quick, (jobs) =>
      this.#each(jobs, (id, signal) => this.#take('deliveries', id, signal)),
    )
    await this.#boss.work<SourceJob>(QUEUES.actions, quick, (jobs) =>
      this.#each(jobs, (id, signal) => this.#take('actions', id, signal)),
    )
    await this.#boss.work<SourceJob>(QUEUES.due, { pollingIntervalSeconds: 0.5 }, (jobs) =>
      this.#each(jobs, (id) => this.#due(id)),
    )
    await this.#boss.work(QUEUES.maintenance, { pollingIntervalSeconds: 2 }, async () => {
      try {
        await finishRemovals(db.kysely, () => new Date())
        await runMaintenance(db.kysely, new Date(), {
          actor: 'system',
          requestId: `maintenance:${this.#name}`,
        })
      } catch (error) {
        // The job is tried again; whoever runs the worker has to know.
        log.error(
          { err: error },
          'Maintenance failed. Figures and retention may be behind until it succeeds.',
        )
        throw error
      }
    })
    await this.#boss.schedule(QUEUES.maintenance, '* * * * *')
    this.#listening = listen({
      connection: db.connection,
      channels: ['throughline_sync'],
      onNotice: () => this.#dispatch(),
      onGap: () => this.#dispatch(),
      log,
    })
    this.#every(DISPATCH_EVERY, () => this.#dispatch())
    this.#every(ALIGN_EVERY, () =>
      this.#guarded(async () => {
        await alignSchedules(db.kysely, this.#boss, log)
      }),
    )
    await this.#guarded(async () => {
      await alignSchedules(db.kysely, this.#boss, log)
    })
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const timer of this.#timers) clearInterval(timer)
    await this.#listening?.close()
    // The tasks end at their next page; their runs wait for the next process.
    await Promise.allSettled([...this.#tasks])
    await this.#boss.stop({ graceful: true, timeout: 5_000 })
    await this.#options.db.close()
  }

  #every(milliseconds: number, work: () => void): void {
    this.#timers.push(setInterval(work, milliseconds))
  }

  #dispatch(): void {
    if (this.#dispatching || this.#stopping.signal.aborted) return
    this.#dispatching = true
    void this.#guarded(async () => {
      await dispatch(this.#options.db.kysely, this.#boss)
    }).finally(() => {
      this.#dispatching = false
    })
  }

  /** What fails now is tried again at the next turn. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    const task = work().catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#options.log.warn({ err: error }, 'the worker will try again')
    })
    this.#tasks.add(task)
    await task
    this.#tasks.delete(task)
  }

  async #each(
    jobs: readonly Job<SourceJob>[],
    work: (sourceId: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    for (const { data, signal } of jobs) {
      const task = work(data.sourceId, AbortSignal.any([signal, this.#stopping.signal]))
      const settled = task.catch(() => undefined)
      this.#tasks.add(settled)
      try {
        await task
      } finally {
        this.#tasks.delete(settled)
      }
    }
  }

  /** The time of a source has come: a run of it waits, unless one from its schedule is still under way. */
  async #due(sourceId: string): Promise<void> {
    await this.#options.db.kysely.transaction().execute(async (transaction) => {
      const open = await transaction
        .selectFrom('sync_run')
        .select('id')
        .where('source_id', '=', sourceId)
        .where('trigger', '=', 'SCHEDULE')
        .where('finished_at', 'is', null)
        .executeTakeFirst()
      const source = await transaction
        .selectFrom('source')
        .select('status')
        .where('id', '=', sourceId)
        .executeTakeFirst()
      if (open !== undefined || source?.status !== 'ACTIVE') return
      await enqueueRun(transaction, { sourceId, actor: 'schedule', at: new Date(), trigger: 'SCHEDULE' })
    })
  }

  /** Carries out every run that waits for a source, one after the other. */
  async #sync(sourceId: string, signal: AbortSignal): Promise<void> {
    const { db, log } = this.#options
    while (!signal.aborted) {
      const claimed = await claimRun(db.kysely, sourceId, this.#name, new Date())
      if (claimed === undefined) return
      const { run, source } = claimed
      const hold = { runId: run.id, attempt: run.attempt }
      const requestId = `run:${run.id}`
      try {
        const outcome = await perform<'run'>(
          {
            kind: 'run',
            reference: this.#referenceOf(source),
            ...hold,
            reach: await this.#reachOf(source, requestId),
          },
          this.#hostOptions(source, signal),
        )
        log.info({ source: source.name, run: run.id, outcome }, 'a run ended')
        if (outcome === 'RETRY_SCHEDULED') return
      } catch (error) {
        const failed = failedWith(error)
        const auditContext = { actor: `plugin:${source.plugin}`, requestId }
        const { attempts } = this.#limits
        const settled = await handleRunFailure(db.kysely, hold, failed, {
          now: new Date(),
          auditContext,
          pluginAttempts: attempts,
        })
        log.warn({ source: source.name, run: run.id, code: failed.code, settled }, failed.message)
        if (settled !== 'SUPERSEDED') return
      }
    }
  }

  /** Works through the deliveries or the outbox of a source. */
  async #take(kind: 'deliveries' | 'actions', sourceId: string, signal: AbortSignal): Promise<void> {
    const { db, log } = this.#options
    const source = await db.kysely
      .selectFrom('source')
      .selectAll()
      .where('id', '=', sourceId)
      .where('status', '=', 'ACTIVE')
      .executeTakeFirst()
    if (source === undefined) return
    const requestId = `${kind}:${this.#name}`
    const place = `${kind}:${sourceId}`
    try {
      await perform<'deliveries' | 'actions'>(
        {
          kind,
          reference: this.#referenceOf(source),
          sourceId,
          reach: await this.#reachOf(source, requestId),
        },
        this.#hostOptions(source, signal),
      )
      this.#pluginFailures.delete(place)
    } catch (error) {
      const failed = failedWith(error)
      log.warn({ source: source.name, code: failed.code }, failed.message)
      if (!/^(PLUGIN_|CONFIG_ERROR|AUTH_ERROR)/.test(failed.code)) return
      if (isPluginFailure(failed.code)) {
        const failures = (this.#pluginFailures.get(place) ?? 0) + 1
        this.#pluginFailures.set(place, failures)
        const now = new Date()
        const pluginAttempts = this.#limits.attempts
        const next = decideRetry({ ...failed, failures, pluginAttempts }, now, Math.random)
        if (next.kind === 'RETRY') {
          await postpone(db.kysely, kind, sourceId, failed, now, next.at)
          return
        }
      }
      this.#pluginFailures.delete(place)
      const status = failed.code.startsWith('PLUGIN_') ? 'QUARANTINED' : 'PAUSED'
      await db.kysely.transaction().execute((transaction) =>
        suspendSource(transaction, sourceId, status, failed, {
          actor: `plugin:${source.plugin}`,
          requestId,
        }),
      )
    }
  }

  #referenceOf(source: Source): PluginReference {
    const reference = this.#options.reference(source.plugin)
    if (reference !== undefined) return reference
    throw new TaskFailed({
      code: 'PLUGIN_ERROR',
      message: `There is no plugin ${source.plugin} here: install it and name it in throughline.config.ts.`,
    })
  }

  async #reachOf(source: Source, requestId: string): Promise<WorkerAccess> {
    const { db, keyring, environment, allowPrivateHosts } = this.#options
    return {
      connection: db.connection,
      secrets: await secretsFor(db.kysely, source, keyring, environment),
      allowPrivateHosts,
      requestId,
    }
  }

  #hostOptions(source: Source, signal: AbortSignal) {
    const { log, environment, execArgv = [] } = this.#options
    return { limits: this.#limits, environment, signal, execArgv, log: log.child({ source: source.name }) }
  }
}

function failedWith(error: unknown): RunFailure {
  return error instanceof TaskFailed ? error.failure : failureOf(error)
}
