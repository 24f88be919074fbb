import type { JsonObject } from '../../src/columns.ts'
import type { NewRow } from '../../src/database.ts'
import { ASSETS, RELATIONS } from '../assets/all.ts'
import {
  SOURCES,
  type SourceKey,
  type SourceSpec,
  TROUBLED_RUNS,
  WORK_SOURCES,
  type WorkSourceSpec,
} from '../sources.ts'
import { type Context, writtenOnce } from './context.ts'

const RUNS_KEPT_DAYS = 45
const RUN_MINUTES = 4
const SOURCE_KEYS = Object.keys(SOURCES) as SourceKey[]

export function sourceRows({ ids, calendar }: Context): NewRow<'source'>[] {
  const all: [string, Omit<SourceSpec, 'lastRunDaysAgo' | 'everyDays' | 'scope' | 'runsAt'>][] = [
    ...Object.entries<SourceSpec>(SOURCES),
    ...Object.entries<WorkSourceSpec>(WORK_SOURCES).map(
      ([key, source]): [string, WorkSourceSpec & { precedence: number }] => [
        key,
        { ...source, precedence: 100 },
      ],
    ),
  ]
  return all.map(([key, source]) => ({
    id: ids.make('source', key),
    name: source.name,
    plugin: source.plugin,
    precedence: source.precedence,
    config: source.config,
    status: 'ACTIVE',
    status_reason: null,
    ...writtenOnce(calendar.at(-650, '09:00')),
  }))
}

/** How many records of each stream the source lists. */
function listedBy(key: SourceKey): { assets: number; relations: number } {
  const assets = ASSETS.filter((asset) => asset.retiredDaysAgo === undefined && asset.sources.includes(key))
  return { assets: assets.length, relations: RELATIONS.filter(({ source }) => source === key).length }
}

/** What a run did, by type of record. */
function countsOf(found: number, changed = 0, retired = 0): JsonObject {
  return { found, added: 0, changed, unchanged: found - changed, retired, rejected: 0 }
}

/** Six weeks of listings: nightly, weekly for the register, two of them in trouble. */
export function syncRunRows({ ids, calendar }: Context): NewRow<'sync_run'>[] {
  return SOURCE_KEYS.flatMap((key) => {
    const source: SourceSpec = SOURCES[key]
    const listed = listedBy(key)
    const rows: NewRow<'sync_run'>[] = []
    for (let daysAgo = source.lastRunDaysAgo; daysAgo <= RUNS_KEPT_DAYS; daysAgo += source.everyDays) {
      const trouble = TROUBLED_RUNS.find((run) => run.source === key && run.daysAgo === daysAgo)
      const retired = ASSETS.filter(
        (asset) => asset.sources.includes(key) && asset.retiredDaysAgo === daysAgo,
      ).length
      const changed = (daysAgo * 7) % 4
      const started = calendar.at(-daysAgo, source.runsAt)
      const finished = new Date(started.getTime() + RUN_MINUTES * 60_000)
      rows.push({
        id: ids.make('sync_run', `${key}/${daysAgo}`),
        source_id: ids.of('source', key),
        status: trouble?.status ?? 'SUCCEEDED',
        actor: 'schedule',
        until: started,
        started_at: started,
        finished_at: finished,
        requested_at: started,
        counts:
          trouble === undefined
            ? { asset: countsOf(listed.assets, changed, retired), relation: countsOf(listed.relations) }
            : { asset: countsOf(12) },
        error_code: trouble?.code ?? null,
        error_message: trouble?.message ?? null,
        created_at: started,
        updated_at: finished,
        version: 2,
      })
    }
    return rows
  })
}

/** A week of runs of the sources of work and surveys, each of which found little that was new. */
export function workRunRows({ ids, calendar }: Context): NewRow<'sync_run'>[] {
  return Object.entries<WorkSourceSpec>(WORK_SOURCES).flatMap(([key, source]) =>
    Array.from({ length: 7 }, (_, index): NewRow<'sync_run'> => {
      const daysAgo = index + 1
      const started = calendar.at(-daysAgo, source.runsAt)
      const finished = new Date(started.getTime() + RUN_MINUTES * 60_000)
      return {
        id: ids.make('sync_run', `${key}/${daysAgo}`),
        source_id: ids.of('source', key),
        status: 'SUCCEEDED',
        actor: 'schedule',
        until: started,
        started_at: started,
        finished_at: finished,
        requested_at: started,
        counts: Object.fromEntries(source.records.map((type) => [type, countsOf(4 + (daysAgo % 3), 1)])),
        created_at: started,
        updated_at: finished,
        version: 2,
      }
    }),
  )
}

export function syncCursorRows({ ids, calendar }: Context): NewRow<'source_scope'>[] {
  return SOURCE_KEYS.flatMap((key) => {
    const source: SourceSpec = SOURCES[key]
    return Object.entries(listedBy(key)).map(([stream, listed]) => ({
      id: ids.make('source_scope', `${key}/${stream}`),
      source_id: ids.of('source', key),
      stream,
      scope: source.scope,
      cursor: null,
      fence: RUNS_KEPT_DAYS,
      run_id: ids.of('sync_run', `${key}/${source.lastRunDaysAgo}`),
      record_count: listed,
      updated_at: calendar.at(-source.lastRunDaysAgo, source.runsAt),
    }))
  })
}
