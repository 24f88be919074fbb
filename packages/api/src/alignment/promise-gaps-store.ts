import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { possiblePromises } from '../commitments/feasibility-store.ts'
import { significant } from '../graph/figures.ts'
import { samplingSeconds } from '../metrics/sampling-store.ts'
import type { NamedNode } from './gaps.ts'
import { PROPOSAL_DAYS, type PromiseGap, SAMPLE_DAYS } from './promise-gaps.ts'

/** What the gaps about promises are found in. */
export interface PromiseFacts {
  /** Services that have an SLO. */
  readonly withSlo: ReadonlySet<string>
  readonly gaps: readonly PromiseGap[]
}

interface Promised {
  readonly service: string
  readonly promise: NamedNode
  readonly promised: number
}

interface Rows {
  readonly withSlo: readonly string[]
  readonly promised: readonly Promised[]
  readonly proposals: readonly Extract<PromiseGap, { kind: 'AGREEMENT_NOT_ACKNOWLEDGED' }>[]
  readonly stale: readonly Extract<PromiseGap, { kind: 'SLO_WITHOUT_SAMPLES' }>[]
}

/**
 * Reads what live services promise, with a fixed number of statements.
 * @param on the day that is asked about, YYYY-MM-DD, in `timeZone`
 */
export async function promiseFacts(
  db: Kysely<Database>,
  on: string,
  timeZone: string,
): Promise<PromiseFacts> {
  const { withSlo, promised, proposals, stale } = await read(db, on, timeZone)
  const possible = await possiblePromises(
    db,
    promised.map(({ service }) => service),
    on,
  )
  const impossible = promised.flatMap((row): PromiseGap[] => {
    const found = possible.of(row.service, null)
    if (found === null || found.upper === null || significant(row.promised) <= significant(found.upper))
      return []
    const weakest = found.weakest === null ? null : asNamed(found.weakest.node)
    return [{ kind: 'PROMISE_NOT_POSSIBLE', ...row, possible: found.upper, weakest }]
  })
  return { withSlo: new Set(withSlo), gaps: [...impossible, ...proposals, ...stale] }
}

function asNamed({ type, id, name }: NamedNode): NamedNode {
  return { type, id, name }
}

async function read(db: Kysely<Database>, on: string, timeZone: string): Promise<Rows> {
  const { rows } = await sql<Rows>`
    with agreed as (
      select v.*, a.service_id, json_build_object('type', 'Agreement', 'id', a.id, 'name',
        case a.kind when 'UNDERPINNING_CONTRACT' then 'the underpinning contract' else 'the ' || a.kind end
          || ' with ' || coalesce(a.external_party, t.name)) as named
      from agreement_version v
      join agreement a on a.id = v.agreement_id
      join service s on s.id = a.service_id and s.lifecycle = 'LIVE'
      left join team t on t.id = a.customer_team_id
    ), held as (
      select l.*, json_build_object('type', 'Slo', 'id', l.id, 'name', l.name) as named
      from slo l join service s on s.id = l.service_id and s.lifecycle = 'LIVE'
    ), latest as (
      select h.id, (s.at at time zone ${timeZone})::date as since,
        greatest(${SAMPLE_DAYS}, ceil(10 * coalesce(${samplingSeconds('m', sql`s.at`)}, 0) / 86400))::int as days,
        json_build_object('type', 'Metric', 'id', m.id, 'name', m.name) as metric
      from held h join metric m on m.id = h.metric_id
      left join lateral (
        select max(r.at) as at from (
          select x.at from metric_sample x
          where x.metric_id = m.id and x.at < (${on}::date + 1)::timestamp at time zone ${timeZone}
          order by x.at desc limit 1) r
      ) s on true
    )
    select
      (select coalesce(json_agg(distinct service_id), '[]') from held) as "withSlo",
      (select coalesce(json_agg(json_build_object('service', p.service_id, 'promise', p.named, 'promised', p.target)), '[]')
        from (
          select service_id, named, target from held
          union all
          select service_id, named, target from agreed
          where status in ('ACTIVE', 'SUPERSEDED') and valid_from <= ${on}::date and coalesce(valid_to >= ${on}::date, true)
        ) p (service_id, named, target)) as promised,
      (select coalesce(json_agg(json_build_object('kind', 'AGREEMENT_NOT_ACKNOWLEDGED', 'service', g.service_id,
          'promise', g.named, 'number', g.number, 'proposedOn', (g.proposed_at at time zone ${timeZone})::date,
          'missing', array_remove(array[case when g.provider_at is null then 'PROVIDER' end,
            case when g.customer_at is null then 'CUSTOMER' end], null))), '[]')
        from agreed g
        where g.status = 'PROPOSED' and (g.proposed_at at time zone ${timeZone})::date < ${on}::date - ${PROPOSAL_DAYS}::int
      ) as proposals,
      (select coalesce(json_agg(json_build_object('kind', 'SLO_WITHOUT_SAMPLES', 'service', h.service_id,
          'promise', h.named, 'metric', x.metric, 'since', x.since, 'days', x.days)), '[]')
        from held h join latest x on x.id = h.id
        where x.since is null or x.since < ${on}::date - x.days) as stale`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the statement that reads promises gave no row')
  return row
}
