import type { Db } from '@throughline/db'
import { manifestOf, type Plugin, type PluginLog, parseConfig } from '@throughline/plugin-kit'
import type { Doer } from '../access/audit.ts'
import { loadPlugin } from '../plugin-host/load.ts'
import { withoutSecrets } from '../sync/hidden-secrets.ts'
import type { RunFailure } from '../sync/settle.ts'
import type { ContextParts } from '../sync/source-context.ts'
import { secretSources } from '../sync/source-secrets.ts'
import type { LogLevel, Reach, Report, Task, TaskResults } from './messages.ts'

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
    const text = withoutSecrets(JSON.stringify(fields))
    void say({ kind: 'log', level, message: withoutSecrets(message), fields: JSON.parse(text) })
  }
}

const log: PluginLog = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
}

function partsFor(reach: Reach): ContextParts {
  return {
    secrets: secretSources(reach.secrets),
    signal: stopping.signal,
    log,
    clock: () => new Date(),
    allowPrivateHosts: reach.allowPrivateHosts,
  }
}

/** Who does it, as the audit trail names them. */
function doerOf(plugin: Plugin, reach: Reach): Doer {
  return { actor: `plugin:${plugin.id}`, requestId: reach.requestId }
}

async function withDatabase<T>(reach: Reach, work: (db: Db) => Promise<T>): Promise<T> {
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
        const { openContext } = await import('../sync/source-context.ts')
        const source = await sourceOf(db, task.sourceId)
        const { context, close } = await openContext(db.kysely, plugin, source, partsFor(task.reach))
        try {
          const reports = await plugin.check(context)
          return reports.map(({ detail, ...report }) =>
            detail === undefined ? report : { ...report, detail: withoutSecrets(detail) },
          )
        } finally {
          await close()
        }
      })
    case 'run':
      return withDatabase(task.reach, async (db) => {
        const { carryOut } = await import('../sync/carry-out.ts')
        return carryOut(db.kysely, {
          hold: { runId: task.runId, attempt: task.attempt },
          plugin,
          parts: partsFor(task.reach),
          doer: doerOf(plugin, task.reach),
          onProgress: () => {
            moved = true
          },
        })
      })
    case 'deliveries':
    case 'actions':
      return withDatabase(task.reach, async (db) => {
        const source = await sourceOf(db, task.sourceId)
        const given = { plugin, source, parts: partsFor(task.reach), doer: doerOf(plugin, task.reach) }
        if (task.kind === 'deliveries') {
          const { takeDeliveries } = await import('../sync/deliveries.ts')
          return takeDeliveries(db.kysely, given)
        }
        const { takeActions } = await import('../sync/source-actions.ts')
        return takeActions(db.kysely, given)
      })
  }
}

async function failed(error: unknown): Promise<RunFailure> {
  const { failureOf } = await import('../sync/settle.ts')
  return failureOf(error)
}

async function main(task: Task): Promise<void> {
  const beats = setInterval(() => {
    void say({ kind: 'beat', moved })
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
