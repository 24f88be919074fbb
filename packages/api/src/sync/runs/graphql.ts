import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField, oneField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { type Counts, countsFrom } from '../records/counts.ts'
import { Source } from '../sources/graphql.ts'

const ScopeState = builder.enumType('SourceScopeState', {
  description: 'How the last reading of a part ended.',
  values: {
    OK: { description: 'Well, or it is being read for the first time.' },
    FAILED: { description: 'It broke off; the next reading goes on.' },
    GONE: { description: 'The part does not exist any more; what it told stays.' },
  } as const,
})

const SyncTrigger = builder.enumType('SyncRunTrigger', {
  description: 'What a run came of.',
  values: {
    CLI: { description: 'A command, which carried it out itself.' },
    MANUAL: { description: 'Somebody asked for it.' },
    SCHEDULE: { description: 'The time of the source had come.' },
    WEBHOOK: { description: 'The other system told of news, which had to be read.' },
    PUSH: { description: 'The records themselves were sent, by the other system or through the API.' },
  } as const,
})

export const SyncMode = builder.enumType('SyncRunMode', {
  description: 'How a source is read.',
  values: {
    INCREMENTAL: { description: 'From where the last reading ended.' },
    FULL: { description: 'From the start, whatever was read before.' },
    DRY_RUN: { description: 'Everything is read and tried, and nothing kept but what would be different.' },
    REPLAY: { description: 'What is stored is mapped again; the other system is not asked.' },
    RETRY_DEAD_LETTERS: { description: 'What was set aside and is still open is tried again.' },
  } as const,
})

const DifferenceOutcome = builder.enumType('SyncDifferenceOutcome', {
  description: 'What a run would do with a record.',
  values: {
    ADDED: { description: 'It would be new.' },
    CHANGED: { description: 'It would say something else than before.' },
    RETIRED: { description: 'It would end, since a complete listing does not hold it.' },
    REJECTED: { description: 'It could not be used; the message says why.' },
  } as const,
})

const DeadLetterStatus = builder.enumType('DeadLetterStatus', {
  description: 'Whether a record still cannot be used.',
  values: {
    OPEN: { description: 'It cannot.' },
    RESOLVED: { description: 'It could be used later.' },
  } as const,
})

const SyncStatus = builder.enumType('SyncRunStatus', {
  description: 'How far a run has come, or how it ended.',
  values: {
    QUEUED: { description: 'Waiting for a process that works on it.' },
    RUNNING: { description: 'Still reading.' },
    RETRY_SCHEDULED: {
      description: 'Broken off by something that may pass; it goes on where it stood at retryAt.',
    },
    SUCCEEDED: { description: 'Read to the end.' },
    FAILED: { description: 'Broke off; what the pages before held is stored, and nothing was retired.' },
    NEEDS_APPROVAL: { description: 'Read to the end, but too much would have been retired: nothing was.' },
    CANCELLED: { description: 'Stopped by somebody; what the pages before held is stored.' },
  } as const,
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

export const SourceScope = new NodeType('SourceScope', 'source_scope', {
  description: 'A part of a source that is read, and fails, by itself: a project of a stream, say.',
  order: {
    STREAM: { column: 'stream', description: 'By stream.' },
    SCOPE: { column: 'scope', description: 'By scope.' },
  },
  defaultOrder: { key: 'STREAM' },
})

export const SyncDifference = new NodeType('SyncDifference', 'dry_run_change', {
  description: 'Something that a dry run found a real one would do.',
  order: {
    EXTERNAL_ID: { column: 'external_id', description: 'By what the source calls it.' },
  },
  defaultOrder: { key: 'EXTERNAL_ID' },
})

const SyncCounts = builder.objectRef<Counts & { recordType: string }>('SyncCounts').implement({
  description: 'What a run did with the records of one type.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    recordType: t.exposeString('recordType', { description: 'The type of record, e.g. asset or ticket.' }),
    found: t.exposeInt('found', { description: 'How many the source told of.' }),
    added: t.exposeInt('added', { description: 'How many were new, or had been gone.' }),
    changed: t.exposeInt('changed', { description: 'How many said something else than before.' }),
    unchanged: t.exposeInt('unchanged', { description: 'How many said the same as before.' }),
    retired: t.exposeInt('retired', { description: 'How many a complete listing no longer held.' }),
    rejected: t.exposeInt('rejected', { description: 'How many could not be used; see the dead letters.' }),
  }),
})

Source.fields((t) => ({
  lastSuccessAt: t.expression({
    type: 'DateTime',
    nullable: true,
    description: 'When a reading of everything last ended well; null if none has.',
    sql: ({ row }) =>
      `(select max(r.finished_at) from sync_run r where r.source_id = ${row}.id and r.status = 'SUCCEEDED' and r.selection is null and r.mode in ('INCREMENTAL', 'FULL'))`,
  }),
  lagSeconds: t.expression({
    type: 'Float',
    nullable: true,
    description:
      'Seconds by which the part of it that is furthest behind lags: the time since it was last read to its end; null if no part ever was.',
    sql: ({ row }) =>
      `(select extract(epoch from min(c.succeeded_at))::float8 from source_scope c where c.source_id = ${row}.id and c.state <> 'GONE')`,
    read: (since, { clock }) => (since === null ? null : clock().getTime() / 1000 - Number(since)),
  }),
  scopes: t.children(SourceScope, {
    by: 'source_id',
    filter: 'scope',
    description: 'How far each of its parts has been read.',
  }),
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
}))

SyncRun.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source that was read.' }),
  status: t.column('status', { type: SyncStatus, description: 'How far it has come, or how it ended.' }),
  actor: t.column('actor', { description: 'Who had it read.' }),
  trigger: t.column('trigger', { type: SyncTrigger, description: 'What it came of.' }),
  mode: t.column('mode', { type: SyncMode, description: 'How the source is read.' }),
  selection: t.column('selection', {
    description: 'The parts that are read, as stream and scope; null is everything.',
  }),
  requestedAt: t.column('requested_at', { description: 'When it was asked for.' }),
  until: t.column('until', { description: 'What it reads up to: fixed when it begins.' }),
  attempt: t.column('attempt', { description: 'How often a process has taken it up.' }),
  consecutiveFailures: t.column('consecutive_failures', {
    description: 'Failures in a row that may pass by themselves.',
  }),
  retryAt: t.column('retry_at', { description: 'When it is tried again; null unless it waits for that.' }),
  cancelRequestedAt: t.column('cancel_requested_at', { description: 'When somebody asked it to stop.' }),
  worker: t.column('worker', { description: 'The process that works on it, or last did.' }),
  heartbeatAt: t.column('heartbeat_at', { description: 'When that process last gave a sign of life.' }),
  differences: t.children(SyncDifference, {
    by: 'run_id',
    filter: 'difference',
    description: 'What a real run would do; for a dry run alone.',
  }),
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
  status: t.column('status', { type: DeadLetterStatus, description: 'Whether it still cannot be used.' }),
  attempts: t.column('attempts', { description: 'How often it was tried.' }),
  resolvedAt: t.column('resolved_at', { description: 'When it could be used; null while it cannot.' }),
  raw: t.column('raw', {
    visibleTo: 'ADMIN',
    description: 'The record as the source told it, as JSON text.',
  }),
  createdAt: t.column('created_at', { description: 'When it was set aside.' }),
}))

SourceScope.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source.' }),
  stream: t.column('stream', { description: 'The stream of the plugin.' }),
  scope: t.column('scope', { description: 'The scope, as the source calls it.' }),
  title: t.column('title', {
    description: 'The scope, as people call it; null where the source does not say.',
  }),
  state: t.column('state', { type: ScopeState, description: 'How its last reading ended.' }),
  errorCode: t.column('error_code', { description: 'Why that broke off, for programs.' }),
  errorMessage: t.column('error_message', { description: 'Why that broke off, for people.' }),
  succeededAt: t.column('succeeded_at', { description: 'Up to which instant it was last read to its end.' }),
  deletionsCheckedAt: t.column('deletions_checked_at', {
    description: 'When the source was last asked for all that it holds.',
  }),
  cursor: t.column('cursor', { description: 'Where the next reading begins; null is at the start.' }),
  records: t.column('record_count', { description: 'How many records the last complete listing held.' }),
}))

SyncDifference.fields((t) => ({
  run: t.related(SyncRun, { by: 'run_id', description: 'The dry run.' }),
  stream: t.column('stream', { description: 'The stream of the plugin.' }),
  scope: t.column('scope', { description: 'The scope of the source.' }),
  externalId: t.column('external_id', { description: 'What the source calls the record.' }),
  outcome: t.column('outcome', { type: DifferenceOutcome, description: 'What would become of it.' }),
  message: t.column('message', { description: 'Why it could not be used; null otherwise.' }),
  attributes: t.column('attributes', {
    description:
      'Attribute by attribute what would change: current, proposed, effective and overridden with the rule.',
  }),
}))

listField('syncRuns', SyncRun, 'All readings of sources, the latest first.')
oneField('syncRun', SyncRun)
