import type { Row } from '@throughline/db'
import { sql } from 'kysely'
import { encodeGlobalId } from '../../graph/global-id.ts'
import type { Work } from '../../graph/mutation.ts'
import { canonical, LABEL, type Labels } from './kept.ts'
import { Metrics } from './metrics-store.ts'
import type { WantedSlo } from './read-slo.ts'
import { Services } from './services-store.ts'
import { type Applying, writeRow } from './steps-store.ts'

type SloRow = Omit<Row<'slo'>, 'labels'> & { readonly labels: Labels }

/**
 * Makes services and SLOs what the documents say, in the transaction of the caller. A service or SLO that is so already
 * is not written.
 * @param stop throws for the problems that were found so far
 */
export async function applyDocuments(applying: Applying, stop: () => void): Promise<void> {
  const { read, work } = applying
  stop()
  const services = await Services.read(work, [
    ...read.services.flatMap(({ name, ownName, displayName }) =>
      [name, ownName, displayName].filter((one) => one !== null),
    ),
    ...read.slos.flatMap(({ service, metric, totalMetric }) => [
      service,
      ...[metric, totalMetric].flatMap((one) => (one?.by === 'NAME' ? (one.name.service ?? []) : [])),
    ]),
  ])
  for (const service of read.services) await services.declare(service, applying)
  stop()
  const metrics = await Metrics.read(work, read.slos, services)
  const stored = await storedSlos(work, read.slos)
  const found: Found[] = []
  for (const slo of read.slos) {
    const one = await findParts(slo, services, metrics, applying)
    if (one !== undefined) found.push(one)
  }
  stop()
  const free = new Set(stored)
  for (const one of found) await writeSlo(one, takeFrom(free, one.slo), applying)
  noteSurplus(free, read.slos, applying)
}

interface Found {
  readonly slo: WantedSlo
  /** Uuids. */
  readonly service: string
  readonly metric: string
  readonly totalMetric: string | null
}

async function findParts(
  slo: WantedSlo,
  services: Services,
  metrics: Metrics,
  applying: Applying,
): Promise<Found | undefined> {
  const service = await services.ofSlo(slo.service, slo.document, slo.pathOf('service'), applying)
  if (service === undefined) return undefined
  const metric = await metrics.find(slo.metric, slo, service, applying)
  const total = slo.totalMetric === null ? null : await metrics.find(slo.totalMetric, slo, service, applying)
  if (metric === undefined || total === undefined) return undefined
  return { slo, service: service.id, metric, totalMetric: total }
}

/** The SLOs that may be the ones of the documents, by their names or by that of their document. */
async function storedSlos({ transaction }: Work, slos: readonly WantedSlo[]): Promise<readonly SloRow[]> {
  const names = slos.flatMap(({ settings, group }) => [settings.name, group])
  const { rows } = await sql<SloRow>`
    select * from slo where name = any(${names}::text[]) or labels->>${LABEL.name} = any(${names}::text[])
    order by name`.execute(transaction)
  return rows
}

/** The stored SLO of an objective: by its name, or else that of the same objective of the document. */
function takeFrom(free: Set<SloRow>, { settings, group, objective }: WantedSlo): SloRow | undefined {
  const rows = [...free]
  const found =
    rows.find(({ name }) => name === settings.name) ??
    (objective === null
      ? undefined
      : rows.find((row) => isOf(row, group) && row.labels[LABEL.objective] === objective))
  if (found !== undefined) free.delete(found)
  return found
}

function isOf({ name, labels }: SloRow, group: string): boolean {
  return labels[LABEL.name] === group || (name === group && labels[LABEL.name] === undefined)
}

async function writeSlo(
  { slo, service, metric, totalMetric }: Found,
  stored: SloRow | undefined,
  applying: Applying,
): Promise<void> {
  const { settings, alerting, document } = slo
  const wanted: readonly (readonly [field: string, value: unknown, before: unknown])[] = [
    ['name', settings.name, stored?.name],
    ['description', settings.description, stored?.description],
    ['service', service, stored?.service_id],
    ['indicator', settings.indicator, stored?.indicator],
    ['metric', metric, stored?.metric_id],
    ['totalMetric', totalMetric, stored?.total_metric_id],
    ['operator', settings.operator, stored?.operator],
    ['threshold', settings.threshold, stored?.threshold],
    ['target', settings.target, stored?.target],
    ['duration', settings.duration, stored?.duration],
    ['startTime', settings.startTime, stored?.start_time],
    ['timeZone', settings.timeZone, stored?.time_zone],
    ['budgetingMethod', settings.budgetingMethod, stored?.budgeting_method],
    ['timeSliceTarget', settings.timeSliceTarget, stored?.time_slice_target],
    ['timeSliceWindow', settings.timeSliceWindow, stored?.time_slice_window],
    ['labels', settings.labels, stored?.labels],
    ...(alerting === null ? [] : [['alerting', alerting, stored?.alerting] as const]),
  ]
  const changed = wanted.filter(([, value, before]) =>
    stored === undefined ? value !== null : canonical(value) !== canonical(before),
  )
  const values = Object.fromEntries(changed.map(([field, value]) => [field, inputOf(field, value)]))
  const fields = stored === undefined ? [] : changed.map(([field]) => field)
  const { name } = settings
  if (stored === undefined) {
    const id = await writeRow('createSlo', values, applying, slo)
    applying.applied(document, { type: 'Slo', id, name, outcome: 'CREATED', fields })
    return
  }
  const { id } = stored
  if (fields.length > 0)
    await writeRow('updateSlo', { slo: { id: encodeGlobalId('Slo', id) }, ...values }, applying, slo)
  const outcome = fields.length > 0 ? 'UPDATED' : 'UNCHANGED'
  applying.applied(document, { type: 'Slo', id, name, outcome, fields })
}

const NODES: Readonly<Record<string, string>> = {
  service: 'Service',
  metric: 'Metric',
  totalMetric: 'Metric',
}

/** The value of a field of the input: a row is named by its global id. */
function inputOf(field: string, value: unknown): unknown {
  const type = NODES[field]
  return type === undefined || value === null ? value : { id: encodeGlobalId(type, String(value)) }
}

/** Notes SLOs that belong to a document and are none of its objectives: their history is not thrown away. */
function noteSurplus(free: ReadonlySet<SloRow>, slos: readonly WantedSlo[], { note }: Applying): void {
  const groups = new Map(slos.map(({ group, document }) => [group, document]))
  for (const row of free) {
    for (const [group, document] of groups) {
      if (!isOf(row, group)) continue
      const text = `the SLO "${row.name}" was one of them and is not one now; delete it if it is not needed`
      note(document, ['spec', 'objectives'], text)
    }
  }
}
