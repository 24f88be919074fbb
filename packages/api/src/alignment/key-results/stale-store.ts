import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dayIn } from '../../graph/calendar.ts'
import { inSnapshot } from '../../graph/snapshot.ts'
import { scoreInWords } from './measured.ts'
import { publishedScores } from './score-store.ts'
import type { StaleKeyResult, StaleOrigin } from './stale.ts'

export interface FreshnessQuestion {
  /** The day that is asked about, YYYY-MM-DD, in `timeZone`. */
  readonly on: string
  readonly timeZone: string
}

/** The day of the last survey whose score may be shown, YYYY-MM-DD, by key result (UUID) that is read from one. */
export type SurveyedDays = ReadonlyMap<string, string>

/** Key results of objectives that are active on a day. */
function pursued(on: string): RawBuilder<unknown> {
  return sql`key_result k
    join objective o on o.id = k.objective_id and o.status = 'ACTIVE'
      and coalesce(o.starts_on <= ${on}::date, true) and coalesce(o.ends_on >= ${on}::date, true)`
}

interface ScoredRow {
  readonly id: string
  readonly subject: 'SERVICE' | 'ORGANISATION'
  readonly serviceId: string | null
  readonly measure: string
  readonly aspect: string | null
}

/**
 * When key results that are read from surveys were last measured. A survey that is open counts as of the day.
 * @param now publishes scores as of then, outside a transaction; without it, those count that were published before
 */
export async function surveyedDays(
  db: Kysely<Database>,
  { on, timeZone }: FreshnessQuestion,
  now: Date | undefined,
): Promise<SurveyedDays> {
  if (now === undefined && !db.isTransaction)
    return inSnapshot(db, (snapshot) => surveyedDays(snapshot, { on, timeZone }, now))
  const { rows } = await sql<ScoredRow>`
    select k.id, k.score_subject as subject, k.score_service_id as "serviceId", k.score_measure as measure,
      k.score_aspect as aspect
    from ${pursued(on)} where k.score_measure is not null order by k.id`.execute(db)
  if (rows.length === 0) return new Map()
  const scores = await publishedScores(db, rows, now ?? new Date(`${on}T00:00:00Z`))
  return new Map(
    rows.flatMap(({ id }, place): [string, string][] => {
      const [last] = scores[place] ?? []
      if (last === undefined) return []
      const day = dayIn(timeZone, last.endsAt)
      return [[id, day < on ? day : on]]
    }),
  )
}

interface StaleRow {
  readonly id: string
  readonly title: string
  readonly objectiveId: string
  readonly objectiveTitle: string
  readonly metricId: string | null
  readonly metricName: string | null
  readonly sloId: string | null
  readonly sloName: string | null
  readonly score_measure: string | null
  readonly score_aspect: string | null
  readonly score_subject: string | null
  readonly score_service_name: string | null
  readonly since: string | null
}

/**
 * Key results of active objectives whose last value is more than some days old, or that have none: of a metric or an SLO
 * by its samples, of a score by the surveys, else by the check-ins.
 */
export async function staleKeyResults(
  db: Kysely<Database>,
  { on, timeZone }: FreshnessQuestion,
  surveyed: SurveyedDays,
  freshDays: number,
): Promise<Map<string, StaleKeyResult>> {
  const dayOf = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone ${timeZone})::date`
  const end = sql`(${on}::date + 1)::timestamp at time zone ${timeZone}`
  const { rows } = await sql<StaleRow>`
    select k.id, k.title, o.id as "objectiveId", o.title as "objectiveTitle", m.id as "metricId", m.name as "metricName",
      l.id as "sloId", l.name as "sloName", k.score_measure, k.score_aspect, k.score_subject, s.name as score_service_name,
      v.since::text as since
    from ${pursued(on)}
    left join slo l on l.id = k.slo_id
    left join metric m on m.id = coalesce(k.metric_id, l.metric_id)
    left join service s on s.id = k.score_service_id
    left join unnest(${[...surveyed.keys()]}::uuid[], ${[...surveyed.values()]}::date[]) surveyed (id, since)
      on surveyed.id = k.id
    left join lateral (
      select s.at from metric_sample s
      where s.metric_id = m.id and s.at < ${end} and (m.kind <> 'RATIO' or s.total > 0)
      order by s.at desc limit 1
    ) latest on true
    left join lateral (
      select c.at from key_result_check_in c where c.key_result_id = k.id and c.at < ${end} order by c.at desc limit 1
    ) entered on true
    cross join lateral (
      select case when k.score_measure is not null then surveyed.since
        when m.id is not null then ${dayOf(sql`latest.at`)} else ${dayOf(sql`entered.at`)} end as since
    ) v
    where v.since is null or v.since < ${on}::date - ${freshDays}::int
  `.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        type: 'KeyResult',
        id: row.id,
        name: row.title,
        objective: { type: 'Objective', id: row.objectiveId, name: row.objectiveTitle },
        origin: originOf(row),
        since: row.since,
      },
    ]),
  )
}

function originOf(row: StaleRow): StaleOrigin {
  const { metricId, metricName, sloId, sloName } = row
  if (row.score_measure !== null) return { kind: 'SCORE', measure: scoreInWords(row) }
  if (sloId !== null && sloName !== null)
    return { kind: 'SLO', slo: { type: 'Slo', id: sloId, name: sloName } }
  if (metricId !== null && metricName !== null)
    return { kind: 'METRIC', metric: { type: 'Metric', id: metricId, name: metricName } }
  return { kind: 'HAND' }
}
