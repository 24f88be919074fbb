import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { type Counts, countsFrom } from './counts.ts'

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

const SyncStatus = builder.enumType('SyncRunStatus', {
  description: 'How far a run has come, or how it ended.',
  values: {
    QUEUED: { description: 'Waiting for a process that works on it.' },
    RUNNING: { description: 'Still reading.' },
    WAITING: { description: 'Broken off by something that may pass; it goes on where it stood at retryAt.' },
    SUCCEEDED: { description: 'Read to the end.' },
    FAILED: { description: 'Broke off; what the pages before held is stored, and nothing was retired.' },
    REFUSED: { description: 'Read to the end, but too much would have been retired: nothing was.' },
    CANCELLED: { description: 'Stopped by somebody; what the pages before held is stored.' },
  } as const,
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

export const SyncRun = new NodeType('SyncRun', 'sync_run', {
  description: 'One reading of a source.',
  order: {
    STARTED_AT: { column: 'started_at', description: 'By when it began.' },
  },
  defaultOrder: { key: 'STARTED_AT', descending: true },
})

export const DeadLetter = new NodeType('DeadLetter', 'dead_letter', {
  description: 'A record of a source that could not be used. What it said last stays in the graph.',
  order: {
    CREATED_AT: { column: 'created_at', description: 'By when it was set aside.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

const SyncCounts = builder.objectRef<Counts & { recordType: string }>('SyncCounts').implement({
  description: 'What a run did with the records of one type.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    recordType: t.exposeString('recordType', { description: 'asset or relation.' }),
    found: t.exposeInt('found', { description: 'How many the source told of.' }),
    added: t.exposeInt('added', { description: 'How many were new, or had been gone.' }),
    changed: t.exposeInt('changed', { description: 'How many said something else than before.' }),
    unchanged: t.exposeInt('unchanged', { description: 'How many said the same as before.' }),
    retired: t.exposeInt('retired', { description: 'How many a complete listing no longer held.' }),
    rejected: t.exposeInt('rejected', { description: 'How many could not be used; see the dead letters.' }),
  }),
})

Source.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among sources.' }),
  plugin: t.column('plugin', { description: 'The id of the plugin that reads it.' }),
  precedence: t.column('precedence', {
    description: 'Where sources disagree about an attribute, the smaller number wins.',
  }),
  status: t.column('status', { type: SourceStatus, description: 'Whether it is read.' }),
  statusReason: t.column('status_reason', { description: 'Why it is paused.' }),
  runs: t.children(SyncRun, {
    by: 'source_id',
    filter: 'run',
    description: 'Its readings, the latest first.',
  }),
  deadLetters: t.children(DeadLetter, {
    by: 'source_id',
    filter: 'deadLetter',
    description: 'What of it could not be used.',
  }),
  ...t.lifecycle(),
}))

SyncRun.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source that was read.' }),
  status: t.column('status', { type: SyncStatus, description: 'How far it has come, or how it ended.' }),
  actor: t.column('actor', { description: 'Who had it read.' }),
  startedAt: t.column('started_at', { description: 'When it began.' }),
  finishedAt: t.column('finished_at', { description: 'When it ended; null while it runs.' }),
  counts: t.computed({
    type: [SyncCounts],
    requires: ['counts'],
    description: 'What it did, by type of record.',
    resolve: ({ counts }) =>
      Object.entries(countsFrom(counts)).map(([recordType, count]) => ({
        recordType,
        ...count,
      })),
  }),
  errorCode: t.column('error_code', { description: 'Why it failed or was refused, for programs.' }),
  errorMessage: t.column('error_message', { description: 'Why it failed or was refused, for people.' }),
  deadLetters: t.children(DeadLetter, {
    by: 'run_id',
    filter: 'deadLetter',
    description: 'What of it could not be used.',
  }),
  ...t.lifecycle(),
}))

DeadLetter.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source that told it.' }),
  run: t.related(SyncRun, { by: 'run_id', description: 'The run that met it.' }),
  stream: t.column('stream', { description: 'The stream of the plugin that it came on.' }),
  scope: t.column('scope', { description: 'The scope of the source that it came from.' }),
  externalId: t.column('external_id', { description: 'What the source calls it, where it can be told.' }),
  reason: t.column('reason', { description: 'Why it cannot be used, and what to do.' }),
  createdAt: t.column('created_at', { description: 'When it was set aside.' }),
}))

listField('sources', Source, 'All sources.')
oneField('source', Source)
listField('syncRuns', SyncRun, 'All readings of sources, the latest first.')
oneField('syncRun', SyncRun)
