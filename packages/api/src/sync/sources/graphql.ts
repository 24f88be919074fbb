import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField, oneField } from '../../graph/query.ts'
import { nextTimes } from './schedule.ts'

const SourceStatus = builder.enumType('SourceStatus', {
  description: 'Whether a source is read.',
  values: {
    ACTIVE: { description: 'It is.' },
    PAUSED: { description: 'It is not, until somebody puts right what the reason says.' },
    QUARANTINED: {
      description:
        'It is not: its plugin could not be loaded, hung, or took too much memory. The reason says which.',
    },
  } as const,
})

const SourceManager = builder.enumType('SourceManager', {
  description: 'Who says what a source is.',
  values: {
    API: { value: 'api', description: 'Whoever may change it, through the API or the command line.' },
    CONFIG: { value: 'config', description: 'The configuration file of the server, and nobody else.' },
  },
})

export const Source = new NodeType('Source', 'source', {
  description: 'A plugin with its configuration: where facts come from.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    PRECEDENCE: { column: 'precedence', description: 'By precedence.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was made.' },
  },
  defaultOrder: { key: 'NAME' },
})

Source.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among sources.' }),
  plugin: t.column('plugin', { description: 'The id of the plugin that reads it.' }),
  precedence: t.column('precedence', {
    description: 'Where sources disagree about an attribute, the smaller number wins.',
  }),
  config: t.column('config', {
    visibleTo: 'ADMIN',
    description:
      'The settings of the plugin. Secrets stand in it as references: env:NAME, file:/path, or sealed:<field> for one that was handed in.',
  }),
  input: t.column('input', {
    visibleTo: 'ADMIN',
    description: 'The file, the directory or the address that is read, for a plugin that reads files.',
  }),
  schedule: t.column('schedule', {
    description:
      'When it is read, as a cron expression of five fields in its time zone; null: only when asked to.',
  }),
  timeZone: t.column('time_zone', { description: 'The time zone of the schedule, e.g. Europe/Oslo.' }),
  managedBy: t.column('managed_by', {
    type: SourceManager,
    description: 'Who says what it is.',
  }),
  deletionCheckIntervalSeconds: t.column('deletion_check_interval_seconds', {
    description:
      'Seconds between two times that a source which tells of changes alone is asked for all that it holds.',
  }),
  retirementGraceSeconds: t.column('retirement_grace_seconds', {
    description:
      'Seconds for which what is missing from a complete listing is waited for before its claim ends.',
  }),
  allowPrivateHosts: t.column('allow_private_hosts', {
    description: 'Whether its plugin may call addresses of private networks.',
  }),
  nextRuns: t.computed({
    type: ['DateTime'],
    requires: ['schedule', 'time_zone', 'status'],
    description:
      'When it is due next: the next three times; none without a schedule, or while it is not read.',
    resolve: ({ schedule, time_zone: timeZone, status }, { clock }) =>
      schedule === null || status !== 'ACTIVE' ? [] : nextTimes(schedule, timeZone, clock(), 3),
  }),
  status: t.column('status', { type: SourceStatus, description: 'Whether it is read.' }),
  statusCode: t.column('status_code', { description: 'Why it is not read, for programs.' }),
  statusReason: t.column('status_reason', { description: 'Why it is not read, for people.' }),
  ...t.lifecycle(),
}))

listField('sources', Source, 'All sources.')
oneField('source', Source)
