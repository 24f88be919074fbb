import { linkMutations } from '../access/link-mutations.ts'
import { Asset } from '../assets/graphql.ts'
import { Slo } from '../commitments/graphql.ts'
import { builder } from '../graph/builder.ts'
import { wordReference } from '../graph/constraints.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'

export const AlertSeverity = builder.enumType('AlertSeverity', {
  description: 'Severity of an alert.',
  values: {
    CRITICAL: { description: 'Requires immediate action.' },
    WARNING: { description: 'Requires action before it becomes critical.' },
    INFO: { description: 'Requires no action.' },
  } as const,
})

export const AlertStatus = builder.enumType('AlertStatus', {
  description: 'Status of an alert.',
  values: {
    FIRING: { description: 'Active.' },
    RESOLVED: { description: 'Ended.' },
  } as const,
})

export const Alert = new NodeType('Alert', 'alert', {
  description: 'An alert of a monitoring system, or of an SLO whose error budget is spent too fast.',
  order: {
    STARTS_AT: { column: 'starts_at', description: 'By the start time.' },
    ENDS_AT: {
      column: 'ends_at',
      absent: NEVER,
      description: 'By when it ended; those that go on count as last.',
    },
    TITLE: { column: 'title', description: 'By title.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'STARTS_AT', descending: true },
  externalReference: 'alert_id',
})

Alert.fields((t) => ({
  fingerprint: t.column('fingerprint', {
    description: 'The same each time that the same thing happens.',
  }),
  ...t.titled({ description: 'What is wrong, in one line.' }),
  description: t.column('description', { description: 'Description.' }),
  severity: t.column('severity', { type: AlertSeverity, description: 'How bad it is.' }),
  sourceSeverity: t.column('source_severity', {
    description: "The source's own word for the severity; null where it has none.",
  }),
  status: t.column('state', { type: AlertStatus, description: 'Whether it goes on.' }),
  startsAt: t.column('starts_at', { description: 'Start time.' }),
  endsAt: t.column('ends_at', { description: 'End time. Null while the alert is firing.' }),
  services: t.across(Service, {
    through: 'alert_service',
    from: 'alert_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services that it affects.',
  }),
  assets: t.across(Asset, {
    through: 'alert_asset',
    from: 'alert_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'Assets that it affects.',
  }),
  slo: t.related(Slo, {
    by: 'slo_id',
    description: 'The SLO whose burn rate raised it. Null for alerts of sources.',
  }),
  labels: t.column('labels', { description: 'What the source tells it by: an object of texts.' }),
  externalReferences: t.children(ExternalReference, { by: 'alert_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

const ALERTS = { filter: 'alert', description: 'The alerts that are about it.' } as const
Service.fields((t) => ({
  alerts: t.across(Alert, { through: 'alert_service', from: 'service_id', to: 'alert_id', ...ALERTS }),
}))
Asset.fields((t) => ({
  alerts: t.across(Alert, { through: 'alert_asset', from: 'asset_id', to: 'alert_id', ...ALERTS }),
}))

Slo.fields((t) => ({
  alerts: t.children(Alert, { by: 'slo_id', filter: 'alert', description: 'Burn alerts that it raised.' }),
}))

listField('alerts', Alert, 'All alerts, those that go on and those that have ended, the latest first.')
oneField('alert', Alert)

wordReference('alert_service_alert_id_fkey', 'alert')
wordReference('alert_asset_alert_id_fkey', 'alert')
wordReference('alert_service_service_id_fkey', 'services')
wordReference('alert_asset_asset_id_fkey', 'assets')

linkMutations(
  Alert,
  {
    visibleTo: 'MODELLERS',
    link: 'Links an alert to services and assets, in addition to its existing links. The source does not remove these links.',
    unlink: 'Says that an alert is not about some services and assets after all.',
  },
  [
    {
      field: 'services',
      type: 'Service',
      table: 'alert_service',
      from: 'alert_id',
      to: 'service_id',
      values: { source_id: null },
      description: 'Services it is about',
    },
    {
      field: 'assets',
      type: 'Asset',
      table: 'alert_asset',
      from: 'alert_id',
      to: 'asset_id',
      values: { source_id: null },
      description: 'Assets it is about',
    },
  ],
)
