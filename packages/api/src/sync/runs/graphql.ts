import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField, oneField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { type Counts, countsFrom } from '../records/counts.ts'
import { Source } from '../sources/graphql.ts'

const ScopeStatus = builder.enumType('SourceScopeStatus', {
  description: 'Result of the last run of a scope.',
  values: {
    OK: { description: 'Read completely, or being read for the first time.' },
    FAILED: { description: 'Failed; the next run resumes.' },
    GONE: { description: 'The scope no longer exists at the source. Its records are kept.' },
  } as const,
})

const SyncTrigger = builder.enumType('SyncRunTrigger', {
  description: 'What started a run.',
  values: {
    CLI: { description: 'A command that executed the run in its own process.' },
    MANUAL: { description: 'A user requested it.' },
    SCHEDULE: { description: 'The schedule of the source.' },
    WEBHOOK: { description: 'A webhook delivery that named scopes to read.' },
    PUSH: { description: 'Records sent by webhook or through the API.' },
  } as const,
})

export const SyncMode = builder.enumType('SyncRunMode', {
  description: 'How a source is read.',
  values: {
    INCREMENTAL: { description: 'Reads from the cursor of the last run.' },
    FULL: { description: 'Reads everything; ignores the cursor.' },
    DRY_RUN: { description: 'Reads everything, reports the changes and rolls back.' },
    REPLAY: { description: 'Maps the stored raw records again without calling the external system.' },
    RETRY_DEAD_LETTERS: { description: 'Retries the open dead letters.' },
  } as const,
})

const DifferenceOutcome = builder.enumType('SyncDifferenceOutcome', {
  description: 'Change that a run would make for a record.',
  values: {
    ADDED: { description: 'Would be created.' },
    CHANGED: { description: 'Would be updated.' },
    RETIRED: { description: 'Would be retired, because a full listing does not contain it.' },
    REJECTED: { description: 'Would be rejected; message has the reason.' },
  } as const,
})

const DeadLetterStatus = builder.enumType('DeadLetterStatus', {
  description: 'Status of a dead letter.',
  values: {
    OPEN: { description: 'Not stored.' },
    RESOLVED: { description: 'Stored by a later attempt.' },
  } as const,
})

const SyncStatus = builder.enumType('SyncRunStatus', {
  description: 'Status of a run.',
  values: {
    QUEUED: { description: 'Waiting for a worker.' },
    RUNNING: { description: 'Claimed by a worker.' },
    RETRY_SCHEDULED: {
      description: 'Interrupted by a transient failure. Resumes from its checkpoint at retryAt.',
    },
    SUCCEEDED: { description: 'Completed.' },
    FAILED: { description: 'Failed. Pages committed before are kept; nothing is retired.' },
    NEEDS_APPROVAL: {
      description:
        'Completed, but the retirement guard stopped the retirement of missing records. Run again with approval to retire them.',
    },
    CANCELLED: { description: 'Cancelled by a user. Pages committed before are kept.' },
  } as const,
})

export const SyncRun = new NodeType('SyncRun', 'sync_run', {
  description: 'A sync run: one execution of a source.',
  visibleTo: 'ANYONE',
  order: {
    STARTED_AT: { column: 'started_at', description: 'By the start time.' },
  },
  defaultOrder: { key: 'STARTED_AT', descending: true },
})

export const DeadLetter = new NodeType('DeadLetter', 'dead_letter', {
  description:
    'A record that failed mapping or validation, kept for retry. Its last stored version stays in effect.',
  visibleTo: 'FEEDERS',
  countVisibleTo: 'ANYONE',
  order: {
    CREATED_AT: { column: 'created_at', description: 'By the time of the failure.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

export const SourceScope = new NodeType('SourceScope', 'source_scope', {
  description: 'A partition of a stream that is read independently, for example one project.',
  visibleTo: 'ANYONE',
  order: {
    STREAM: { column: 'stream', description: 'By stream.' },
    SCOPE: { column: 'scope', description: 'By scope.' },
  },
  defaultOrder: { key: 'STREAM' },
})

export const SyncDifference = new NodeType('SyncDifference', 'dry_run_change', {
  description: 'A change that a dry run found and a real run would make.',
  visibleTo: 'FEEDERS',
  countVisibleTo: 'ANYONE',
  order: {
    EXTERNAL_ID: { column: 'external_id', description: 'By external ID.' },
  },
  defaultOrder: { key: 'EXTERNAL_ID' },
})

const SyncCounts = builder.objectRef<Counts & { recordType: string }>('SyncCounts').implement({
  description: 'Results of a run for one record type.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    recordType: t.exposeString('recordType', { description: 'Record type, for example asset or ticket.' }),
    found: t.exposeInt('found', { description: 'Number of records read.' }),
    added: t.exposeInt('added', { description: 'Number of records that are new or were missing before.' }),
    changed: t.exposeInt('changed', { description: 'Number of records that changed.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Number of records that did not change.' }),
    retired: t.exposeInt('retired', {
      description: 'Number of records missing from a full listing and retired.',
    }),
    rejected: t.exposeInt('rejected', { description: 'Number of records that became dead letters.' }),
  }),
})

Source.fields((t) => ({
  lastSuccessAt: t.expression({
    type: 'DateTime',
    nullable: true,
    description: 'End of the last successful run of the whole source. Null if none has succeeded.',
    sql: ({ row }) =>
      `(select max(r.finished_at) from sync_run r where r.source_id = ${row}.id and r.status = 'SUCCEEDED' and r.selection is null and r.mode in ('INCREMENTAL', 'FULL'))`,
  }),
  lagSeconds: t.expression({
    type: 'Float',
    nullable: true,
    description:
      'Seconds since the least recently synced scope completed. A scope that has never completed counts from its discovery. Null if no scope is known.',
    // The first 48 bits of a UUID of version 7 are its time in milliseconds.
    sql: ({ row }) =>
      `(select min(coalesce(extract(epoch from c.succeeded_at), ('x' || translate(left(c.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0))::float8 from source_scope c where c.source_id = ${row}.id and c.state <> 'GONE')`,
    read: (since, { clock }) => (since === null ? null : clock().getTime() / 1000 - Number(since)),
  }),
  scopes: t.children(SourceScope, {
    by: 'source_id',
    filter: 'scope',
    description: 'Scopes of the source, with their cursors.',
  }),
  runs: t.children(SyncRun, {
    by: 'source_id',
    filter: 'run',
    description: 'Runs of the source, latest first.',
  }),
  deadLetters: t.children(DeadLetter, {
    by: 'source_id',
    filter: 'deadLetter',
    description: 'Records that could not be stored.',
  }),
}))

SyncRun.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source that is read.' }),
  status: t.column('status', { type: SyncStatus, description: 'State of the run.' }),
  actor: t.column('actor', { description: 'Actor who requested the run.' }),
  trigger: t.column('trigger', { type: SyncTrigger, description: 'What started the run.' }),
  mode: t.column('mode', { type: SyncMode, description: 'How a source is read.' }),
  selection: t.column('selection', {
    description: 'Streams and scopes to read. Null if the whole source is read.',
  }),
  requestedAt: t.column('requested_at', { description: 'Time of the request.' }),
  until: t.column('until', {
    description: 'Upper bound of the modification times to read. Set when the run starts.',
  }),
  attempt: t.column('attempt', { description: 'Number of times a worker has claimed the run.' }),
  consecutiveFailures: t.column('consecutive_failures', {
    description: 'Number of consecutive transient failures.',
  }),
  retryAt: t.column('retry_at', {
    description: 'Time of the next attempt. Null unless a retry is scheduled.',
  }),
  cancelRequestedAt: t.column('cancel_requested_at', {
    description: 'Time at which cancellation was requested. Null if it was not.',
  }),
  worker: t.column('worker', {
    description: 'Worker that holds or last held the run. Null before the first attempt.',
  }),
  heartbeatAt: t.column('heartbeat_at', {
    description: 'Time of the last heartbeat of the worker. Null before the first attempt.',
  }),
  differences: t.children(SyncDifference, {
    by: 'run_id',
    filter: 'difference',
    description: 'Changes that a real run would make. Empty unless mode is DRY_RUN.',
  }),
  startedAt: t.column('started_at', { description: 'Start time. Null before the start.' }),
  finishedAt: t.column('finished_at', { description: 'End time. Null before the end.' }),
  counts: t.computed({
    type: [SyncCounts],
    cost: { points: 0, size: 5, perItem: 0 },
    requires: ['counts'],
    description: 'Results by record type.',
    resolve: ({ counts }) =>
      Object.entries(countsFrom(counts)).map(([recordType, count]) => ({
        recordType,
        ...count,
      })),
  }),
  errorCode: t.column('error_code', {
    description: 'Stable code of the last error. Null if there was none.',
  }),
  errorMessage: t.column('error_message', {
    description: 'Message of the last error. Null if there was none.',
  }),
  deadLetters: t.children(DeadLetter, {
    by: 'run_id',
    filter: 'deadLetter',
    description: 'Records that could not be stored.',
  }),
  ...t.lifecycle(),
}))

DeadLetter.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source of the record.' }),
  run: t.related(SyncRun, { by: 'run_id', description: 'Run that read the record.' }),
  stream: t.column('stream', { description: 'Stream of the plugin that the record was read from.' }),
  scope: t.column('scope', { description: 'Scope of the source that the record was read from.' }),
  externalId: t.column('external_id', {
    description: 'External ID of the record. Null if it could not be determined.',
  }),
  reason: t.column('reason', { description: 'Why the record was rejected, and the remedy.' }),
  status: t.column('status', { type: DeadLetterStatus, description: 'State of the dead letter.' }),
  attempts: t.column('attempts', { description: 'Number of attempts.' }),
  resolvedAt: t.column('resolved_at', {
    description: 'Time at which the record was stored. Null while the dead letter is open.',
  }),
  raw: t.column('raw', {
    visibleTo: 'ADMINISTRATORS',
    description: 'Raw record as received, as JSON text.',
  }),
  createdAt: t.column('created_at', { description: 'Time of the first failure.' }),
}))

SourceScope.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source.' }),
  stream: t.column('stream', { description: 'Stream of the plugin.' }),
  scope: t.column('scope', { description: 'Scope ID at the source.' }),
  title: t.column('title', {
    description: 'Display name of the scope. Null if the source has none.',
  }),
  status: t.column('state', { type: ScopeStatus, description: 'Result of the last run of the scope.' }),
  errorCode: t.column('error_code', {
    description: 'Stable error code of the last run. Null if it did not fail.',
  }),
  errorMessage: t.column('error_message', {
    description: 'Error message of the last run. Null if it did not fail.',
  }),
  succeededAt: t.column('succeeded_at', {
    description: 'Time up to which the scope was last read completely. Null if it never was.',
  }),
  deletionsCheckedAt: t.column('deletions_checked_at', {
    description: 'Time of the last deletion check. Null if there was none.',
  }),
  cursor: t.column('cursor', {
    description: 'Cursor that the next run starts from. Null if it starts from the beginning.',
  }),
  records: t.column('record_count', { description: 'Number of records in the last full listing.' }),
}))

SyncDifference.fields((t) => ({
  run: t.related(SyncRun, { by: 'run_id', description: 'Dry run that found the change.' }),
  stream: t.column('stream', { description: 'Stream of the plugin.' }),
  scope: t.column('scope', { description: 'Scope of the source.' }),
  externalId: t.column('external_id', { description: 'External ID of the record.' }),
  outcome: t.column('outcome', { type: DifferenceOutcome, description: 'Change that would be made.' }),
  message: t.column('message', { description: 'Why the record would be rejected. Null otherwise.' }),
  attributes: t.column('attributes', {
    description:
      'Changes by attribute: current and proposed value, effective claim and overridden claims with their rules.',
  }),
}))

listField('syncRuns', SyncRun, 'All sync runs, latest first.')
oneField('syncRun', SyncRun)
