import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { oneField } from '../../graph/query.ts'
import { Source } from '../sources/graphql.ts'
import { ActionName } from '../sources/plugin-graphql.ts'

const ActionStatus = builder.enumType('SourceActionStatus', {
  description: 'How far something is that is to be done in another system.',
  values: {
    QUEUED: { description: 'It waits for a process that works on it, or to be tried again.' },
    SUCCEEDED: { description: 'It is done.' },
    FAILED: { description: 'It could not be done; the error says why. Asked for again, it is tried again.' },
  } as const,
})

export const SourceAction = new NodeType('SourceAction', 'source_action', {
  description: "Something that is done in a source's system, once: a ticket, a comment, a survey.",
  order: {
    CREATED_AT: { column: 'created_at', description: 'By when it was asked for.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

SourceAction.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source in whose system it is done.' }),
  action: t.column('action', { type: ActionName, description: 'What is done.' }),
  input: t.column('input', { visibleTo: 'ADMIN', description: 'What it is done with.' }),
  actor: t.column('actor', { description: 'Who asked for it.' }),
  status: t.column('status', { type: ActionStatus, description: 'How far it is.' }),
  attempts: t.column('attempts', { description: 'How often it was tried.' }),
  retryAt: t.column('retry_at', { description: 'When it is tried again; null unless it waits for that.' }),
  errorCode: t.column('error_code', { description: 'Why it could not be done last, for programs.' }),
  errorMessage: t.column('error_message', { description: 'Why it could not be done last, for people.' }),
  externalId: t.column('external_id', { description: 'What the other system calls what was made.' }),
  url: t.column('url', { description: 'Where to see it there.' }),
  finishedAt: t.column('finished_at', { description: 'When it was done or given up; null before.' }),
  ...t.lifecycle(),
}))

Source.fields((t) => ({
  actions: t.children(SourceAction, {
    by: 'source_id',
    filter: 'action',
    description: 'What was to be done in its system, the latest first.',
  }),
}))

oneField('sourceAction', SourceAction)
