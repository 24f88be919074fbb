import type { Database, Row } from '@throughline/db'
import type { SamplesRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { anyId, anyText } from '../../graph/sql-arrays.ts'
import type { RunContext } from '../records/run-context.ts'
import type { Wanted } from './reference.ts'
import { find } from './references.ts'

type Series = SamplesRecord['metric']
type Metric = Row<'metric'>

/** The metric of a series, or why it has none. */
export interface ResolvedMetric {
  readonly metricId: string | undefined
  readonly problem?: string
}

/** Finds or makes the metrics of series, by what the source calls the series; of two the last one counts. */
export async function resolveMetrics(
  db: Kysely<Database>,
  run: RunContext,
  all: readonly Series[],
): Promise<ReadonlyMap<string, ResolvedMetric>> {
  const series = [...new Map(all.map((one) => [one.externalId, one])).values()]
  const places = new Map<string, ResolvedMetric>()
  if (series.length === 0) return places
  const known = await knownMetrics(db, run, series)
  const found = await find(db, run, series.filter(({ externalId }) => !known.has(externalId)).map(subjectOf))
  const strangers: { series: Series; subject: Subject }[] = []
  for (const one of series) {
    const metric = known.get(one.externalId)
    if (metric !== undefined) {
      places.set(one.externalId, placeIn(metric, one))
      continue
    }
    const target = found(subjectOf(one))
    if (target === undefined) places.set(one.externalId, { metricId: undefined, problem: nowhere(one) })
    else {
      const isService = 'service' in one.subject
      strangers.push({
        series: one,
        subject: { service_id: isService ? target : null, asset_id: isService ? null : target },
      })
    }
  }
  for (const [externalId, place] of await adoptOrCreate(db, run, strangers)) places.set(externalId, place)
  await follow(
    db,
    run,
    series.flatMap((one) => {
      const metric = known.get(one.externalId)
      return metric === undefined || metric.kind !== one.kind ? [] : [{ series: one, metric }]
    }),
  )
  return places
}

interface Subject {
  readonly service_id: string | null
  readonly asset_id: string | null
}

function subjectOf({ subject }: Series): Wanted {
  return 'service' in subject
    ? { role: 'SERVICE', reference: { name: subject.service } }
    : { role: 'ASSET', reference: subject.asset }
}

function nowhere({ name, subject }: Series): string {
  const what =
    'service' in subject
      ? `the service ${JSON.stringify(subject.service)}`
      : `the asset ${JSON.stringify(subject.asset)}`
  return `The metric ${JSON.stringify(name)} is measured of ${what}, which is not known here, or not by one meaning alone. Add it, or note what the source calls it as an external reference, and sync again.`
}

function placeIn(metric: Metric, series: Series): ResolvedMetric {
  if (metric.kind === series.kind) return { metricId: metric.id }
  return {
    metricId: undefined,
    problem: `The metric ${JSON.stringify(metric.name)} is a ${metric.kind} here, and the source tells of a ${series.kind}. Give it another id in the source, or delete the metric, and sync again.`,
  }
}

/** The metrics that the source is known to call so. */
async function knownMetrics(
  db: Kysely<Database>,
  run: RunContext,
  series: readonly Series[],
): Promise<ReadonlyMap<string, Metric>> {
  const rows = await db
    .selectFrom('external_reference as r')
    .innerJoin('metric as m', 'm.id', 'r.metric_id')
    .select('r.external_id as seriesId')
    .selectAll('m')
    .where('r.source', '=', run.sourceName)
    .where('r.external_id', '=', anyText(series.map(({ externalId }) => externalId)))
    .execute()
  return new Map(rows.map(({ seriesId, ...metric }) => [seriesId, metric]))
}

/** Takes the metric of the same name that the subject has, or makes one; notes what the source calls it. */
async function adoptOrCreate(
  db: Kysely<Database>,
  run: RunContext,
  strangers: readonly { readonly series: Series; readonly subject: Subject }[],
): Promise<ReadonlyMap<string, ResolvedMetric>> {
  if (strangers.length === 0) return new Map()
  const made = await db
    .insertInto('metric')
    .values(
      strangers.map(({ series, subject }) => ({
        name: series.name,
        unit: series.unit,
        kind: series.kind,
        labels: series.labels ?? {},
        ...subject,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['name', 'service_id', 'asset_id', 'objective_id']).doNothing(),
    )
    .returningAll()
    .execute()
  await recordAudit(
    db,
    run.auditContext,
    made.map((row) => ({
      action: 'metric.create',
      entityType: 'Metric',
      entityId: row.id,
      before: null,
      after: row,
      reason: `sync of ${run.sourceName}`,
    })),
  )
  const metrics = await db
    .selectFrom('metric')
    .selectAll()
    .where('name', '=', anyText(strangers.map(({ series }) => series.name)))
    .where((where) =>
      where.or([
        where('service_id', '=', anyId(strangers.flatMap(({ subject }) => subject.service_id ?? []))),
        where('asset_id', '=', anyId(strangers.flatMap(({ subject }) => subject.asset_id ?? []))),
      ]),
    )
    .execute()
  const byMeaning = new Map(metrics.map((metric) => [meaning(metric.name, metric), metric]))
  const places = new Map<string, ResolvedMetric>()
  for (const { series, subject } of strangers) {
    const metric = byMeaning.get(meaning(series.name, subject))
    if (metric === undefined) throw new Error(`the metric ${series.name} went away`)
    places.set(series.externalId, placeIn(metric, series))
  }
  const named = [...places].flatMap(([externalId, { metricId }]) =>
    metricId === undefined ? [] : [{ externalId, metricId }],
  )
  await sql`
    insert into external_reference (source, external_id, metric_id)
    select ${run.sourceName}, * from unnest(
      ${named.map(({ externalId }) => externalId)}::text[], ${named.map(({ metricId }) => metricId)}::uuid[])
    on conflict (source, external_id) where metric_id is not null do nothing`.execute(db)
  return places
}

function meaning(name: string, { service_id, asset_id }: Subject): string {
  return `${service_id ?? asset_id} ${name}`
}

/** Lets metrics follow what their source says of them now. A name that the subject has for another is not taken. */
async function follow(
  db: Kysely<Database>,
  run: RunContext,
  told: readonly { readonly series: Series; readonly metric: Metric }[],
): Promise<void> {
  if (told.length === 0) return
  const { rows: after } = await sql<Metric>`
    update metric m set unit = said.unit, labels = coalesce(said.labels, m.labels),
      name = case when exists (
        select from metric o where o.id <> m.id and o.name = said.name
          and (o.service_id, o.asset_id, o.objective_id) is not distinct from (m.service_id, m.asset_id, m.objective_id))
        then m.name else said.name end
    from unnest(
      ${told.map(({ metric }) => metric.id)}::uuid[], ${told.map(({ series }) => series.name)}::text[],
      ${told.map(({ series }) => series.unit)}::text[],
      ${told.map(({ series }) => (series.labels === undefined ? null : JSON.stringify(series.labels)))}::jsonb[])
      as said (id, name, unit, labels)
    where m.id = said.id and (m.name, m.unit, m.labels) is distinct from (said.name, said.unit, coalesce(said.labels, m.labels))
    returning m.*`.execute(db)
  const before = new Map(told.map(({ metric }) => [metric.id, metric]))
  await recordAudit(
    db,
    run.auditContext,
    after
      .filter(({ id, version }) => before.get(id)?.version !== version)
      .map((row) => ({
        action: 'metric.update',
        entityType: 'Metric',
        entityId: row.id,
        before: before.get(row.id) ?? null,
        after: row,
        reason: `sync of ${run.sourceName}`,
      })),
  )
}
