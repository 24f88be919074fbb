import type { Db } from '@throughline/db'
import { manifestOf, type Plugin, type PluginLog, parseConfig } from '@throughline/plugin-kit'
import type { AuditContext } from '../access/audit.ts'
import { loadPlugin } from '../plugin-host/load.ts'
import type { RunFailure } from '../sync/runs/handle-failure.ts'
import type { ContextParts } from '../sync/sources/plugin-context.ts'
import { redactSecrets } from '../sync/sources/redact-secrets.ts'
import { secretSources } from '../sync/sources/secrets.ts'
import type { LogLevel, Report, Task, TaskResults, WorkerAccess } from './messages.ts'

/**
 * The process that runs a plugin: it does one task and ends. Whatever the plugin does to it, nobody else is harmed.
 * When the process that started it is gone, it ends too.
 */
const stopping = new AbortController()
let moved = false

function say(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || process.send === undefined) resolve()
    // Whoever should hear it may be gone; then this process ends by itself.
    else process.send(report, () => resolve())
  })
}

function write(level: LogLevel) {
  return (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
    // What cannot be sent as JSON is not worth losing the message for.
    const text = redactSecrets(JSON.stringify(fields))
    void say({ kind: 'log', level, message: redactSecrets(message), fields: JSON.parse(text) })
  }
}

const log: PluginLog = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
}

function partsFor(reach: WorkerAccess): ContextParts {
  return {
    secrets: secretSources(reach.secrets),
    signal: stopping.signal,
    log,
    clock: () => new Date(),
    allowPrivateHosts: reach.allowPrivateHosts,
  }
}

/** Who does it, as the audit trail names them. */
function auditContextOf(plugin: Plugin, reach: WorkerAccess): AuditContext {
  return { actor: `plugin:${plugin.id}`, requestId: reach.requestId }
}

async function withDatabase<T>(reach: WorkerAccess, work: (db: Db) => Promise<T>): Promise<T> {
  const { connect } = await import('@throughline/db')
  const db = connect(reach.connection, { max: 3, applicationName: 'throughline-run' })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

async function sourceOf(db: Db, sourceId: string) {
  return db.kysely.selectFrom('source').selectAll().where('id', '=', sourceId).executeTakeFirstOrThrow()
}

/** Milliseconds for a call in a check of a connection: a user waits for it, usually for at most 30 seconds. */
const CHECK_DEADLINE = 20_000

/** What a task needs is loaded for it: each process pays for what it loads. */
async function perform(task: Task): Promise<TaskResults[Task['kind']]> {
  const plugin = await loadPlugin(task.reference)
  await say({ kind: 'ready' })
  switch (task.kind) {
    case 'manifest':
      return manifestOf(plugin)
    case 'config':
      try {
        await parseConfig(plugin, task.config)
        return null
      } catch (error) {
        return (await failed(error)).message
      }
    case 'check':
      return withDatabase(task.reach, async (db) => {
        const { openContext } = await import('../sync/sources/plugin-context.ts')
        const source = await sourceOf(db, task.sourceId)
        const parts = { ...partsFor(task.reach), checkDeadline: CHECK_DEADLINE }
        const { context, close } = await openContext(db.kysely, plugin, source, parts)
        try {
          const reports = await plugin.check(context)
          return reports.map(({ detail, ...report }) =>
            detail === undefined ? report : { ...report, detail: redactSecrets(detail) },
          )
        } finally {
          await close()
        }
      })
    case 'run':
      return withDatabase(task.reach, async (db) => {
        const { executeRun } = await import('../sync/runs/execute.ts')
        const { openContext } = await import('../sync/sources/plugin-context.ts')
        const parts = partsFor(task.reach)
        const { outcome } = await executeRun(db.kysely, {
          hold: { runId: task.runId, attempt: task.attempt },
          plugin,
          auditContext: auditContextOf(plugin, task.reach),
          clock: parts.clock,
          signal: parts.signal,
          open: (source, signal) => openContext(db.kysely, plugin, source, { ...parts, signal }),
          onProgress: () => {
            moved = true
          },
        })
        return outcome
      })
    case 'deliveries':
    case 'actions':
      return withDatabase(task.reach, async (db) => {
        const source = await sourceOf(db, task.sourceId)
        const given = {
          plugin,
          source,
          parts: partsFor(task.reach),
          auditContext: auditContextOf(plugin, task.reach),
        }
        if (task.kind === 'deliveries') {
          const { processDeliveries } = await import('../sync/webhooks/process-deliveries.ts')
          return processDeliveries(db.kysely, given)
        }
        const { processActions } = await import('../sync/outbox/process-actions.ts')
        return processActions(db.kysely, given)
      })
  }
}

async function failed(error: unknown): Promise<RunFailure> {
  const { failureOf } = await import('../sync/runs/handle-failure.ts')
  return failureOf(error)
}

async function main(task: Task): Promise<void> {
  const beats = setInterval(() => {
    void say({ kind: 'heartbeat', moved })
    moved = false
  }, 1_000)
  try {
    await say({ kind: 'result', result: await perform(task) })
  } catch (error) {
    await say({ kind: 'failure', failure: await failed(error) })
  } finally {
    clearInterval(beats)
  }
  // A plugin may have left something open.
  process.disconnect?.()
  process.exit(0)
}

process.on('disconnect', () => process.exit(1))
// A terminal interrupts the whole group; the process that started this one decides when it ends.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => stopping.abort())
process.once('message', (task: Task) => void main(task))
