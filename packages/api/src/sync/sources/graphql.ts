import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField, oneField } from '../../graph/query.ts'
import { nextTimes } from './schedule.ts'

const SourceStatus = builder.enumType('SourceStatus', {
  description: 'Status of a source.',
  values: {
    ACTIVE: { description: 'Read on its schedule, on request and by webhook.' },
    PAUSED: { description: 'Not read until it is resumed. statusReason has the cause.' },
    QUARANTINED: {
      description:
        'Not read, because its plugin failed repeatedly: it could not be loaded, did not respond or exceeded its memory limit. statusReason has the cause.',
    },
  } as const,
})

const SourceManager = builder.enumType('SourceManager', {
  description: 'Where a source is configured.',
  values: {
    API: { value: 'api', description: 'Through the API and the command line.' },
    CONFIG: { value: 'config', description: 'Only in the configuration file of the server.' },
  },
})

export const Source = new NodeType('Source', 'source', {
  description: 'A configured connection to one external system: a plugin with its settings.',
  visibleTo: 'ANYONE',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    PRECEDENCE: { column: 'precedence', description: 'By precedence.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'NAME' },
})

Source.fields((t) => ({
  name: t.column('name', { description: 'Name, unique among sources.' }),
  plugin: t.column('plugin', { description: 'ID of the plugin that reads the source.' }),
  precedence: t.column('precedence', {
    description:
      'Precedence of its claims, from 1 to 1000. The lowest number supplies the effective value of an attribute.',
  }),
  config: t.column('config', {
    visibleTo: 'ADMINISTRATORS',
    description:
      'Settings of the plugin. Secrets are references: env:NAME, file:/path, or sealed:<field> for an encrypted secret.',
  }),
  input: t.column('input', {
    visibleTo: 'ADMINISTRATORS',
    description: 'File, directory or address to read. Null unless the plugin reads files.',
  }),
  schedule: t.column('schedule', {
    description: 'Cron expression of five fields, in timeZone. Null if the source is read only on request.',
  }),
  timeZone: t.column('time_zone', { description: 'Time zone of the schedule, for example Europe/Oslo.' }),
  managedBy: t.column('managed_by', {
    type: SourceManager,
    description: 'Where the source is configured.',
  }),
  deletionCheckIntervalSeconds: t.column('deletion_check_interval_seconds', {
    description: 'Seconds between deletion checks of incremental streams.',
  }),
  retirementGraceSeconds: t.column('retirement_grace_seconds', {
    description: 'Seconds between the time a record is missing from a full listing and the end of its claim.',
  }),
  allowPrivateHosts: t.column('allow_private_hosts', {
    description: 'Whether the plugin may call private network addresses.',
  }),
  nextRuns: t.computed({
    type: ['DateTime'],
    cost: { points: 0 },
    requires: ['schedule', 'time_zone', 'status'],
    description: 'Next three scheduled times. Empty without a schedule or if the source is not active.',
    resolve: ({ schedule, time_zone: timeZone, status }, { clock }) =>
      schedule === null || status !== 'ACTIVE' ? [] : nextTimes(schedule, timeZone, clock(), 3),
  }),
  status: t.column('status', { type: SourceStatus, description: 'State of the source.' }),
  statusCode: t.column('status_code', {
    description: 'Stable code for why the source is not active. Null if it is.',
  }),
  statusReason: t.column('status_reason', {
    description: 'Why the source is not active. Null if it is, or if no reason was given.',
  }),
  ...t.lifecycle(),
}))

listField('sources', Source, 'All sources.')
oneField('source', Source)
