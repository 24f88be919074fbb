import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { oneField } from '../../graph/query.ts'
import { Source } from '../sources/graphql.ts'
import { ActionName } from '../sources/plugin-graphql.ts'

const ActionStatus = builder.enumType('SourceActionStatus', {
  description: 'Status of an action in an external system.',
  values: {
    QUEUED: { description: 'Waiting for a worker or for its next attempt.' },
    SUCCEEDED: { description: 'Carried out.' },
    FAILED: { description: 'Failed; errorMessage has the reason. The same request retries it.' },
  } as const,
})

export const SourceAction = new NodeType('SourceAction', 'source_action', {
  description:
    'An action that is carried out once in the system of a source: a ticket, a comment or survey invitations.',
  order: {
    CREATED_AT: { column: 'created_at', description: 'By the time of the request.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

SourceAction.fields((t) => ({
  source: t.related(Source, {
    by: 'source_id',
    description: 'Source in whose system the action is carried out.',
  }),
  action: t.column('action', { type: ActionName, description: 'Action.' }),
  input: t.column('input', { visibleTo: 'ADMINISTRATORS', description: 'Input of the action.' }),
  actor: t.column('actor', { description: 'Requester.' }),
  status: t.column('status', { type: ActionStatus, description: 'State of the action.' }),
  attempts: t.column('attempts', { description: 'Number of attempts.' }),
  retryAt: t.column('retry_at', {
    description: 'Time of the next attempt. Null unless a retry is scheduled.',
  }),
  errorCode: t.column('error_code', {
    description: 'Stable error code of the last attempt. Null if it did not fail.',
  }),
  errorMessage: t.column('error_message', {
    description: 'Error message of the last attempt. Null if it did not fail.',
  }),
  externalId: t.column('external_id', {
    description: 'External ID of the created object. Null if there is none.',
  }),
  url: t.column('url', { description: 'Address of the created object. Null if there is none.' }),
  finishedAt: t.column('finished_at', {
    description: 'Time at which the action succeeded or failed. Null before.',
  }),
  ...t.lifecycle(),
}))

Source.fields((t) => ({
  actions: t.children(SourceAction, {
    by: 'source_id',
    filter: 'action',
    description: 'Actions in the external system, latest first.',
  }),
}))

oneField('sourceAction', SourceAction)
