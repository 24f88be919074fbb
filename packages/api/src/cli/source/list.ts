import { sql } from 'kysely'
import { nextTimes } from '../../sync/sources/schedule.ts'
import type { OpenDatabase } from '../database.ts'
import { type Output, table } from '../output.ts'
import { shownSource, sourceOfName } from './named.ts'

/** All sources, with how they do. */
export async function sourceList({ db }: OpenDatabase, output: Output): Promise<void> {
  const { rows } = await sql<{
    name: string
    plugin: string
    status: string
    schedule: string | null
    lastSuccessAt: Date | null
    openLetters: number
  }>`
    select s.name, s.plugin, s.status, s.schedule,
      (select max(r.finished_at) from sync_run r
       where r.source_id = s.id and r.status = 'SUCCEEDED' and r.selection is null and r.mode in ('INCREMENTAL', 'FULL'))
        as "lastSuccessAt",
      (select count(*)::int from dead_letter d where d.source_id = s.id and d.status = 'OPEN') as "openLetters"
    from source s order by s.name`.execute(db.kysely)
  if (rows.length === 0) {
    output.say('There is no source yet; make one with: throughline source add <name> <plugin>')
  } else {
    output.say(
      table(
        ['name', 'plugin', 'status', 'schedule', 'last success', 'set aside'],
        rows.map(({ name, plugin, status, schedule, lastSuccessAt, openLetters }) => [
          name,
          plugin,
          status,
          schedule ?? '–',
          minute(lastSuccessAt),
          openLetters,
        ]),
      ),
    )
  }
  output.result({ sources: rows })
}

/** One source: its settings, its parts, its last runs. */
export async function sourceShow({ db }: OpenDatabase, output: Output, name: string): Promise<void> {
  const source = await sourceOfName(db.kysely, name)
  const scopes = await db.kysely
    .selectFrom('source_scope')
    .select([
      'stream',
      'scope',
      'title',
      'state',
      'succeeded_at as succeededAt',
      'error_message as errorMessage',
    ])
    .where('source_id', '=', source.id)
    .orderBy('stream')
    .orderBy('scope')
    .execute()
  const runs = await db.kysely
    .selectFrom('sync_run')
    .select([
      'id',
      'status',
      'mode',
      'trigger',
      'actor',
      'started_at as startedAt',
      'finished_at as finishedAt',
    ])
    .select(['retry_at as retryAt', 'error_code as errorCode', 'error_message as errorMessage'])
    .where('source_id', '=', source.id)
    .orderBy('started_at', 'desc')
    .limit(5)
    .execute()
  const secrets = await db.kysely
    .selectFrom('source_secret')
    .select(['field', 'key_id as keyId', 'updated_at as updatedAt'])
    .where('source_id', '=', source.id)
    .orderBy('field')
    .execute()
  const next = source.schedule === null ? [] : nextTimes(source.schedule, source.time_zone, new Date(), 1)
  output.say(`${source.name}: ${source.plugin}, ${source.status}${why(source.status_reason)}`)
  output.say(
    `schedule    ${source.schedule ?? 'only when asked to'}${next.map((at) => `, next ${minute(at)} UTC`).join('')}`,
  )
  output.say(`precedence  ${source.precedence}`)
  if (source.input !== null) output.say(`input       ${source.input}`)
  output.say(`settings    ${JSON.stringify(source.config)}`)
  for (const { field, keyId, updatedAt } of secrets) {
    output.say(`secret      ${field}, sealed with the key ${keyId} at ${minute(updatedAt)} UTC`)
  }
  if (source.managed_by === 'config') output.say('It is what the configuration file of the server says.')
  if (scopes.length > 0) {
    output.say(
      table(
        ['stream', 'scope', 'state', 'read up to', ''],
        scopes.map((row) => [
          row.stream,
          row.title ?? row.scope,
          row.state,
          minute(row.succeededAt),
          row.errorMessage ?? '',
        ]),
      ),
    )
  }
  if (runs.length > 0) {
    output.say(
      table(
        ['run', 'mode', 'by', 'status', 'ended', ''],
        runs.map((run) => [
          minute(run.startedAt),
          run.mode,
          run.actor,
          run.status,
          minute(run.finishedAt),
          run.errorMessage ?? '',
        ]),
      ),
    )
  }
  output.result({ ...shownSource(source), secrets, scopes, runs })
}

function why(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`
}

function minute(date: Date | null): string {
  return date === null ? '–' : date.toISOString().slice(0, 16).replace('T', ' ')
}
