import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput } from '../graph/errors.ts'
import type { PluginCatalog } from './catalog.ts'
import type { Part } from './parts.ts'
import { requestRun } from './request-run.ts'
import type { Run } from './run-log.ts'
import type { Source } from './sources.ts'

/** How somebody wants a source to be read. */
export interface RunWish {
  readonly mode: Run['mode']
  /** Null is everything. */
  readonly parts: readonly Part[] | null
  readonly approveRetirement: boolean
  readonly actor: string
  readonly at: Date
}

/**
 * Asks for a run, in the caller's transaction.
 * @param source as it is, locked
 * @throws InvalidInput that says why nothing could come of it.
 */
export async function askForRun(
  transaction: Kysely<Database>,
  catalog: PluginCatalog,
  source: Source,
  wish: RunWish,
): Promise<Run> {
  const manifest = catalog.find(source.plugin)?.manifest
  if (manifest === undefined) {
    throw InvalidInput.at(
      ['id'],
      `${source.name} is fed by ${source.plugin}, which is no plugin that can be asked`,
    )
  }
  if (source.status !== 'ACTIVE') {
    throw InvalidInput.at(
      ['id'],
      `${source.name} is not read: ${source.status_reason ?? source.status} Resume it first`,
    )
  }
  const asks = wish.mode !== 'REPLAY' && wish.mode !== 'DEAD_LETTERS'
  if (manifest.input !== null && source.input === null && asks) {
    throw InvalidInput.at(
      ['id'],
      `${source.name} reads files and has no input: give it one, or run throughline sync --file`,
    )
  }
  const streams = manifest.streams.map(({ name }) => name)
  for (const { stream } of wish.parts ?? []) {
    if (streams.includes(stream)) continue
    throw InvalidInput.at(['parts'], `"${stream}" is no stream of it; there are: ${streams.join(', ')}`)
  }
  return requestRun(transaction, { sourceId: source.id, trigger: 'REQUEST', ...wish })
}
