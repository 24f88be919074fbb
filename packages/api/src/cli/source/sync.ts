import { countsFrom } from '../../sync/records/counts.ts'
import { Stopped } from '../../sync/runs/execute.ts'
import { requestRun } from '../../sync/runs/request.ts'
import type { ScopeSelection } from '../../sync/runs/selection.ts'
import type { Run } from '../../sync/runs/store.ts'
import { cliAuditContext } from '../audit-context.ts'
import { RunFailed, UsageError } from '../exit.ts'
import type { PluginRuntime } from '../plugin-runtime.ts'
import { followUpOf } from '../run-follow-up.ts'
import { differencesOf, rejectedIn, sayCounts, sayDifferences, sayRemarks } from '../run-report.ts'
import type { SourceTools } from './change.ts'
import { lockedSourceOfName } from './named.ts'
import { watchRun } from './watch.ts'

export interface SourceSyncOptions {
  readonly full: boolean
  readonly dryRun: boolean
  readonly replay: boolean
  readonly retryDeadLetters: boolean
  readonly approveRetirement: boolean
  readonly stream?: string
  readonly scope?: string
}

interface SyncTools extends SourceTools {
  readonly runtime: PluginRuntime
  readonly signal: AbortSignal
}

/**
 * Has a source read and waits for the end; gives whether something waits for a person.
 *
 * @throws RunFailed with what the run failed with, Stopped after Ctrl-C.
 */
export async function sourceSync(
  { opened, runtime, output, signal }: SyncTools,
  name: string,
  options: SourceSyncOptions,
): Promise<boolean> {
  const { db } = opened
  const [mode, parts] = [modeOf(options), partsOf(options)]
  const { id: runId } = await db.kysely.transaction().execute(async (transaction) =>
    requestRun(transaction, runtime.catalog, await lockedSourceOfName(transaction, name), {
      mode,
      selection: parts,
      approveRetirement: options.approveRetirement,
      actor: cliAuditContext('source').actor,
      at: new Date(),
    }),
  )
  const run = await watchRun({ db, runId, output, signal, startWorker: () => runtime.startWorker() })
  const counts = countsFrom(run.counts)
  const refusals = run.status === 'NEEDS_APPROVAL' ? (run.error_message ?? '').split('\n') : []
  const differences = run.mode === 'DRY_RUN' ? await differencesOf(db, runId) : []
  if (run.status === 'CANCELLED' || run.finished_at === null) throw new Stopped()
  if (run.status === 'FAILED') {
    throw new RunFailed(run.error_code ?? 'INTERNAL', run.error_message ?? 'The run failed.')
  }
  // The request ID is the one that a worker gives to a run.
  const followUp = await followUpOf(db.kysely, runId, `run:${runId}`)
  output.say(`${name}, ${WHAT[run.mode]}`)
  sayCounts(output, counts)
  if (run.mode === 'DRY_RUN') sayDifferences(output, differences)
  else sayRemarks(output, counts, refusals, followUp)
  output.result({
    runId,
    status: run.status,
    mode: run.mode,
    counts,
    refusals,
    ...(run.mode === 'DRY_RUN' ? { differences } : followUp),
  })
  return refusals.length > 0 || rejectedIn(counts) > 0
}

const WHAT: Readonly<Record<Run['mode'], string>> = {
  INCREMENTAL: 'read from where the last reading ended',
  FULL: 'read from the start',
  DRY_RUN: 'tried: this is what a full reading would do',
  REPLAY: 'what is stored, mapped again',
  RETRY_DEAD_LETTERS: 'what was set aside, tried again',
}

/** @throws UsageError where several are asked for. */
function modeOf({ full, dryRun, replay, retryDeadLetters }: SourceSyncOptions): Run['mode'] {
  const wanted = [
    ...(full ? ['FULL' as const] : []),
    ...(dryRun ? ['DRY_RUN' as const] : []),
    ...(replay ? ['REPLAY' as const] : []),
    ...(retryDeadLetters ? ['RETRY_DEAD_LETTERS' as const] : []),
  ]
  const [mode, another] = wanted
  if (another !== undefined) {
    throw new UsageError(
      'Of --full, --dry-run, --replay and --retry-dead-letters only one can be meant at once.',
    )
  }
  return mode ?? 'INCREMENTAL'
}

function partsOf({ stream, scope }: SourceSyncOptions): readonly ScopeSelection[] | null {
  if (stream === undefined) {
    if (scope !== undefined) throw new UsageError('--scope is of a stream: name it with --stream.')
    return null
  }
  return [scope === undefined ? { stream } : { stream, scope }]
}
