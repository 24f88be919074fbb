import type { Db } from '@throughline/db'
import {
  definePlugin,
  disabledHttp,
  InvalidRecordError,
  type NeutralRecord,
  type Page,
  type Plugin,
  pseudonymsWith,
  type RelationKind,
  relationId,
  type SnapshotStream,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import { type AttendedRun, type RunReport, runNow } from '../../src/sync/runs/execute.ts'
import type { RunOptions } from '../../src/sync/runs/run.ts'
import { sourceNamed } from '../../src/sync/sources/store.ts'

/** What the scripted source says: a record as it is, or one whose mapping fails. */
export type Raw = object

/** The pages of a listing; a function also says what happens between them. */
export type Pages = readonly (readonly Raw[])[] | ((scope: string) => AsyncIterable<readonly Raw[]>)

export interface Script {
  readonly assets: Pages
  readonly relations?: Pages
  /** One scope called main if not said. */
  readonly scopes?: readonly string[]
}

/** A plugin that lists what a script says. */
export function scripted(script: Script): Plugin {
  const scopes = async () => (script.scopes ?? ['main']).map((id) => ({ id }))
  const stream = (name: string, record: 'asset' | 'relation', pages: Pages) =>
    ({
      name,
      record,
      mode: 'snapshot',
      scopes,
      pages: (_context, scope) => pagesOf(pages, scope.id),
      primaryKey: (raw) => nameOf(raw),
      map(raw) {
        if ('broken' in raw) throw new InvalidRecordError(`The record ${nameOf(raw)} is broken.`)
        return raw as NeutralRecord
      },
    }) as SnapshotStream<Raw>
  return definePlugin({
    id: 'scripted',
    title: 'Scripted',
    kind: 'discovery',
    apiRange: '^2.0.0',
    config: z.unknown(),
    assetKinds: { 'test.thing': { title: 'Thing', attributes: z.record(z.string(), z.unknown()) } },
    check: async () => [],
    streams: [
      stream('assets', 'asset', script.assets),
      stream('relations', 'relation', script.relations ?? []),
    ],
  })
}

async function* pagesOf(pages: Pages, scope: string): AsyncGenerator<Page<Raw, never>> {
  if (typeof pages === 'function') for await (const raw of pages(scope)) yield { raw, next: null }
  else for (const raw of pages) yield { raw, next: null }
}

function nameOf(raw: Raw): string {
  return 'externalId' in raw ? String(raw.externalId) : 'nameless'
}

/** An asset record; `more` are further fields of it. */
export function asset(externalId: string, attributes: Record<string, unknown> = {}, more: object = {}): Raw {
  return { type: 'asset', externalId, kind: 'test.thing', name: externalId, attributes, ...more }
}

/** What others know the asset by. */
export function serial(...values: string[]): { identifiers: { kind: string; value: string }[] } {
  return { identifiers: values.map((value) => ({ kind: 'serial-number', value })) }
}

export function relation(from: string, to: string, kind: RelationKind = 'RUNS_ON', more: object = {}): Raw {
  return { type: 'relation', externalId: relationId(kind, from, to), kind, from, to, ...more }
}

export interface SyncSettings
  extends Partial<Pick<RunOptions<unknown>, 'approveRetirement' | 'onProgress'>>,
    Pick<AttendedRun, 'mode'> {
  readonly source?: string
  readonly precedence?: number
  /** When it happens; an hour after the last one if not said. */
  readonly at?: Date
  readonly signal?: AbortSignal
}

/** Hours since the first sync of a database: every run on it has a moment of its own. */
const hours = new WeakMap<Db, number>()

/** Reads what a script says into the graph. */
export function sync(db: Db, script: Script, settings: SyncSettings = {}): Promise<RunReport> {
  return syncPlugin(db, scripted(script), { config: {} }, settings)
}

/** Reads a source with any plugin. */
export async function syncPlugin<Config>(
  db: Db,
  plugin: Plugin<Config>,
  given: Pick<RunOptions<Config>['context'], 'config' | 'files'>,
  settings: SyncSettings = {},
): Promise<RunReport> {
  const { source: name = 'test', precedence, at, signal, ...options } = settings
  const auditContext = { actor: 'test', requestId: 'test' }
  const source = await sourceNamed(db.kysely, { name, plugin: plugin.id, config: {} }, auditContext)
  if (precedence !== undefined) {
    await db.kysely.updateTable('source').set({ precedence }).where('id', '=', source.id).execute()
  }
  const hour = (hours.get(db) ?? 0) + 1
  hours.set(db, hour)
  const now = at ?? new Date(Date.UTC(2030, 0, 1, hour))
  const quiet = () => {}
  return runNow(db.kysely, {
    plugin: plugin as Plugin,
    source,
    auditContext,
    clock: () => now,
    signal: signal ?? new AbortController().signal,
    open: async (_source, until) => ({
      context: {
        ...given,
        signal: until,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        clock: () => now,
        http: disabledHttp,
        pseudonym: pseudonymsWith('test'),
      },
      close: async () => {},
    }),
    ...options,
  })
}
