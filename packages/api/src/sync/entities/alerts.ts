import type { EntityKind } from './entities.ts'
import { subjects } from './reference.ts'

/** Alerts as their sources tell of them: nobody else has a word in it. */
export const ALERTS: EntityKind<'alert'> = {
  type: 'alert',
  column: 'alert_id',
  references: subjects,
  row: ({ id, record, sourceId }) => ({
    id,
    source_id: sourceId,
    fingerprint: record.fingerprint,
    title: record.title,
    description: record.description ?? '',
    severity: record.severity,
    source_severity: record.sourceSeverity ?? null,
    starts_at: record.startsAt,
    ends_at: record.endsAt ?? null,
    labels: record.labels ?? {},
  }),
}
