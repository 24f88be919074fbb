import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { FRESH } from './freshness.ts'
import type { MeasuredSlo, PromiseRow } from './promise-row.ts'

export interface PromiseQuestion {
  /** The day that is asked about, YYYY-MM-DD. */
  readonly on: string
  readonly service: string | null
  readonly team: string | null
}

/**
 * Live services towards each team or external party that has stated an expectation or has an agreement, ordered by
 * service and party. A service with SLOs and without either is one row for all of its users. Of several agreements with
 * one party, the one that promises most is shown.
 */
export async function promiseRows(
  db: Kysely<Database>,
  { on, service, team }: PromiseQuestion,
): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    with agreed as (
      select distinct on (a.service_id, party.team_id, a.external_party)
        a.service_id, party.team_id, a.external_party, a.id as agreement_id, v.id as version_id,
        v.status <> 'PROPOSED' as acknowledged, v.target, v.slo_id
      from agreement a
      join service s on s.id = a.service_id
      cross join lateral (
        select case when a.kind = 'UNDERPINNING_CONTRACT' then coalesce(a.customer_team_id, s.owner_id)
          else a.customer_team_id end as team_id
      ) party
      left join lateral (
        select w.id, w.status, w.target, w.slo_id from agreement_version w
        where w.agreement_id = a.id and (w.status = 'PROPOSED' or (w.status in ('ACTIVE', 'SUPERSEDED')
          and w.valid_from <= ${on}::date and coalesce(w.valid_to >= ${on}::date, true)))
        order by w.status = 'PROPOSED', w.number desc limit 1
      ) v on true
      where a.status <> 'ENDED' or v.status in ('ACTIVE', 'SUPERSEDED')
      order by a.service_id, party.team_id, a.external_party, (v.status <> 'PROPOSED') desc nulls last,
        v.target desc nulls last, a.id
    ), pair as (
      select service_id, team_id, external_party from agreed
      union
      select service_id, team_id, null from expectation where since <= ${on}::date
    ), row as (
      select service_id, team_id, external_party from pair
      union all
      select distinct l.service_id, null::uuid, null from slo l
      where not exists (select from pair p where p.service_id = l.service_id)
    )
    select s.id as "serviceId", s.name as "serviceName", s.csat_target as "csatTarget", r.team_id as "teamId", r.external_party as "externalParty",
      e.id as "expectationId", e.availability as expected, g.agreement_id as "agreementId",
      g.version_id as "versionId", coalesce(g.acknowledged, false) as acknowledged, g.target as promised,
      g.slo_id as "sloId"
    from row r
    join service s on s.id = r.service_id and s.lifecycle = 'LIVE'
    left join team t on t.id = r.team_id
    left join lateral (
      select x.id, x.availability from expectation x
      where x.service_id = r.service_id and x.team_id = r.team_id and r.external_party is null and x.since <= ${on}::date
      order by x.since desc, x.id desc limit 1
    ) e on true
    left join agreed g on g.service_id = r.service_id and g.team_id is not distinct from r.team_id
      and g.external_party is not distinct from r.external_party
    where (${service}::uuid is null or s.id = ${service}::uuid) and (${team}::uuid is null or r.team_id = ${team}::uuid)
    order by s.name, s.id, t.name nulls first, r.team_id, r.external_party nulls first`.execute(db)
  return rows
}

/** The SLOs of services with their kept figures. */
export async function keptAttainments(
  db: Kysely<Database>,
  serviceIds: readonly string[],
  now: Date,
): Promise<MeasuredSlo[]> {
  const { rows } = await sql<MeasuredSlo>`
    select l.id, l.name, l.service_id as "serviceId", l.target, f.attainment,
      coalesce(abs(extract(epoch from ${now}::timestamptz - f.computed_at)) < ${FRESH / 1000}, false) and not exists (
        select from metric_rollup_due d where d.metric_id in (l.metric_id, l.total_metric_id)) as "isFresh"
    from slo l left join slo_figure f on f.slo_id = l.id
    where l.service_id = any(${serviceIds}::uuid[])
    order by l.name, l.id`.execute(db)
  return rows
}
