import { auditContextOf, lockEntity } from '../../access/entity-writes.ts'
import { builder } from '../../graph/builder.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { mutation } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { pluginCatalog } from '../sources/plugin-catalog.ts'
import { SyncMode, SyncRun } from './graphql.ts'
import { cancelRun, requestRun } from './request.ts'

const payload = () => ({
  run: entityField(SyncRun, { description: 'Run after the mutation.', id: () => null }),
})

const PartInput = builder.inputType('ScopeSelectionInput', {
  description: 'A stream of a source, or one scope of it.',
  fields: (t) => ({
    stream: t.string({ required: true, description: 'Stream of the plugin.' }),
    scope: t.string({ description: 'Scope ID at the source. Defaults to every scope of the stream.' }),
  }),
})

mutation('syncSource', {
  visibleTo: 'RUN_STARTERS',
  description: 'Enqueues a run of a source. If an equal run is still queued, returns that run.',
  input: builder.inputType('SyncSourceInput', {
    description: 'Source to read, and how.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'ID of the source.' }),
      mode: t.field({ type: SyncMode, description: 'How the source is read. Defaults to INCREMENTAL.' }),
      selection: t.field({
        type: [PartInput],
        description: 'Streams and scopes to read. Defaults to the whole source.',
      }),
      approveRetirement: t.boolean({
        extensions: visibleTo('APPROVERS'),
        description:
          'Whether missing records may be retired even if they are more than 20% of a scope. Defaults to false.',
      }),
    }),
  }),
  payload,
  run: async (input, work) => {
    const { transaction, context } = work
    const { id } = await lockEntity(work, { type: 'Source', table: 'source' }, { id: input.id })
    const source = await transaction
      .selectFrom('source')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const parts = input.selection?.map(({ stream, scope }) =>
      scope == null ? { stream } : { stream, scope },
    )
    const run = await requestRun(transaction, pluginCatalog.from(context.provided), source, {
      mode: input.mode ?? 'INCREMENTAL',
      selection: parts ?? null,
      approveRetirement: input.approveRetirement ?? false,
      actor: auditContextOf(work).actor,
      at: context.clock(),
    })
    return { run: run.id }
  },
})

mutation('cancelSyncRun', {
  visibleTo: 'FEEDERS',
  description:
    'Cancels a run: at once if it is queued, otherwise at its next page. Pages committed before are kept.',
  input: builder.inputType('CancelSyncRunInput', {
    description: 'Run to cancel.',
    fields: (t) => ({ id: t.id({ required: true, description: 'ID of the run.' }) }),
  }),
  payload,
  run: async (input, work) => {
    const { id } = await lockEntity(work, { type: 'SyncRun', table: 'sync_run' }, { id: input.id })
    const stopped = await cancelRun(work.transaction, id, work.context.clock())
    if (!stopped) throw InvalidInput.at(['id'], 'has ended already')
    return { run: id }
  },
})
