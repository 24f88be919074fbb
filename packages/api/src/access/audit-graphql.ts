import { encodeGlobalId } from '../graph/global-id.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField } from '../graph/query.ts'

export const AuditEvent = new NodeType('AuditEvent', 'audit_event', {
  description: 'An event of the audit trail: one change to one entity, by one actor in one request.',
  visibleTo: 'ADMINISTRATORS',
  order: {
    AT: { column: 'at', description: 'By the time of the change.' },
  },
  defaultOrder: { key: 'AT', descending: true },
})

AuditEvent.fields((t) => ({
  at: t.column('at', { description: 'Time of the change.' }),
  actor: t.column('actor', { description: 'Who made the change, for example token:ci or plugin:netbox.' }),
  principalId: t.computed({
    type: 'ID',
    nullable: true,
    cost: { points: 0 },
    description:
      'ID of the person or service account that the actor belongs to, which may have been deleted since. Null for the server itself, sources and the command line.',
    requires: ['principal_type', 'principal_id'],
    resolve: ({ principal_type, principal_id }) =>
      principal_type === null || principal_id === null ? null : encodeGlobalId(principal_type, principal_id),
  }),
  requestId: t.column('request_id', {
    description: 'Request or run that the change was part of; the log has the same ID.',
  }),
  action: t.column('action', {
    description: 'What was done: table and verb, for example service.update or service_dependency.link.',
  }),
  entityType: t.column('entity_type', { description: 'Type of the entity, for example Service.' }),
  entityId: t.computed({
    type: 'ID',
    description: 'ID of the entity, which may have been deleted since.',
    requires: ['entity_type', 'entity_id'],
    resolve: ({ entity_type, entity_id }) => encodeGlobalId(entity_type, entity_id),
  }),
  before: t.column('before', {
    description: 'Row before the change, with the columns of its table. Null if it was created.',
  }),
  after: t.column('after', {
    description: 'Row after the change, with the columns of its table. Null if it was deleted.',
  }),
  reason: t.column('reason', {
    description: 'Why the change was made, for example "sync of netbox". Null if no reason was given.',
    filter: false,
  }),
}))
AuditEvent.filterByAnyId(
  'principalId',
  'principal_id',
  'By the ID of the person or service account that the actor belongs to.',
)
AuditEvent.filterByAnyId('entityId', 'entity_id', 'By the ID of the entity, of any type.')

listField(
  'auditEvents',
  AuditEvent,
  'The audit trail, latest first. Events older than the retention period are removed.',
)
