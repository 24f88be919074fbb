import {
  type AssetRecord,
  InvalidRecordError,
  neutralRecord,
  type SamplesRecord,
  truncate,
} from '@throughline/plugin-kit'
import type { Subject } from './config.ts'
import { hostOf, type Labels, seriesName } from './labels.ts'
import type { Point, SampleBatch } from './sample-batch.ts'
import type { TargetFacts } from './target.ts'

/** What a batch is stored under: its series, its first instant and its last. */
export function batchId({ id, labels, points }: SampleBatch): string {
  return `${seriesName(id, labels)}@${points[0]?.[0] ?? ''}/${points.at(-1)?.[0] ?? ''}`
}

/**
 * What a batch means. Pure. Samples that are not a number or infinite are left out, and a batch without any other
 * means nothing.
 *
 * @throws InvalidRecordError when the series lacks the label that tells its subject, or a ratio is above 1.
 */
export function mapBatch(batch: SampleBatch): SamplesRecord | readonly SamplesRecord[] {
  const { id, metric, labels, points } = batch
  const samples = points.flatMap((point) => sampleOf(point, batch))
  if (samples.length === 0) return []
  return {
    type: 'samples',
    externalId: batchId(batch),
    metric: {
      externalId: seriesName(id, labels),
      name: metric.metric,
      unit: metric.unit,
      kind: metric.kind,
      ...(Object.keys(labels).length === 0 ? {} : { labels: shortened(labels) }),
      subject: subjectOf(metric.subject, batch),
    },
    samples,
  }
}

/** What a scrape target means. Pure. */
export function mapTarget({ pool, labels, url, interval, identifiers }: TargetFacts): AssetRecord {
  return neutralRecord({
    type: 'asset',
    externalId: seriesName(pool, labels),
    kind: 'prometheus.target',
    name: labels.instance || pool,
    attributes: { pool, url, job: labels.job, interval },
    identifiers: identifiers.length === 0 ? undefined : [...identifiers],
    labels,
  })
}

/** The good events may be counted a moment after all events: so much above 1 is rounding, more is a wrong query. */
const ROUNDING = 1.01

function sampleOf([seconds, text, totalText]: Point, batch: SampleBatch): SamplesRecord['samples'] {
  const at = new Date(Math.round(seconds * 1000)).toISOString()
  const value = Number(text)
  if (!Number.isFinite(value)) return []
  if (totalText === undefined) return [{ at, value }]
  const total = Number(totalText)
  if (!Number.isFinite(total)) return []
  if (value < 0 || value > total * ROUNDING) {
    throw new InvalidRecordError(
      `${batchId(batch)}: at ${at} the good events are ${value} of ${total}: query must give a part of what total gives`,
    )
  }
  return [{ at, value: Math.min(value, total), total }]
}

function subjectOf(subject: Subject, batch: SampleBatch): SamplesRecord['metric']['subject'] {
  if ('service' in subject) return { service: subject.service }
  if ('asset' in subject) return { asset: { name: subject.asset } }
  if ('serviceLabel' in subject) return { service: labelOf(subject.serviceLabel, batch) }
  const value = labelOf(subject.assetLabel, batch)
  const told = subject.withoutPort ? hostOf(value) : value
  return subject.identifier === undefined
    ? { asset: { name: told } }
    : { asset: { identifier: { kind: subject.identifier, value: told } } }
}

function labelOf(label: string, batch: SampleBatch): string {
  const value = batch.labels[label]
  if (value !== undefined && value.trim() !== '') return value
  throw new InvalidRecordError(
    `${batchId(batch)}: the series has no label ${label}, which tells what it measures`,
  )
}

/** Labels as records hold them: at most 200, values of at most 1000 characters. */
function shortened(labels: Labels): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels)
      .slice(0, 200)
      .map(([label, value]) => [truncate(label, 320), truncate(value, 1000)]),
  )
}
