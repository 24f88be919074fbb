import { type JsonValue, json } from '@throughline/db'
import type { EntityKind } from './entities.ts'
import { named } from './reference.ts'

/** Surveys as their sources tell of them. */
export const SURVEYS: EntityKind<'survey'> = {
  type: 'survey',
  column: 'survey_id',
  references: (record) => named('SUBJECT', record.service),
  groups: [['opensAt', 'closesAt']],
  row: ({ id, record, before, take, find }) => ({
    id,
    title: record.title,
    template: record.template,
    // One on a service that is not known here is none on the organisation.
    subject: take<'SERVICE' | 'ORGANISATION'>(
      'service',
      record.service === undefined ? 'ORGANISATION' : 'SERVICE',
      before?.subject,
    ),
    service_id: take('service', find(named('SUBJECT', record.service)), before?.service_id),
    questions: json(JSON.parse(JSON.stringify(record.questions)) as JsonValue),
    // Which question it is follows from the questions, and those are the source's.
    scored_question_key: record.scored ?? null,
    opens_at: take<Date | string | null>('opensAt', record.opensAt ?? null, before?.opens_at),
    closes_at: take<Date | string | null>('closesAt', record.closesAt ?? null, before?.closes_at),
    removed_at_source: null,
    labels: JSON.parse(JSON.stringify(take<unknown>('labels', record.labels ?? {}, before?.labels))),
  }),
}
