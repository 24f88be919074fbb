import { auditContextOf, lockEntity } from '../../access/entity-writes.ts'
import { builder } from '../../graph/builder.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { mutation } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { pluginCatalog } from '../sources/plugin-catalog.ts'
import { SyncMode, SyncRun } from './graphql.ts'
import { cancelRun, requestRun } from './request.ts'

const payload = () => ({
  run: entityField(SyncRun, { description: 'The run as it is now.', id: () => null }),
})

const PartInput = builder.inputType('ScopeSelectionInput', {
  description: 'A part of a source: a stream, or one scope of it.',
  fields: (t) => ({
    stream: t.string({ required: true, description: 'The stream of the plugin.' }),
    scope: t.string({ description: 'The scope, as the source calls it; every one if not said.' }),
  }),
})

mutation('syncSource', {
  visibleTo: 'ADMIN',
  description:
    'Has a source read by a process that works on it, as soon as one is free. Asked for again while it still waits, it gives the same run.',
  input: builder.inputType('SyncSourceInput', {
    description: 'Which source to read, and how.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'Which source.' }),
      mode: t.field({ type: SyncMode, description: 'How; NORMAL if not said.' }),
      selection: t.field({ type: [PartInput], description: 'Which parts; everything if not said.' }),
      approveRetirement: t.boolean({
        description: 'Lets a listing retire more than a fifth of what was there, or all of it.',
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
  visibleTo: 'ADMIN',
  description: 'Stops a run: at once while it waits, else at its next page. What was read by then stays.',
  input: builder.inputType('CancelSyncRunInput', {
    description: 'Which run to stop.',
    fields: (t) => ({ id: t.id({ required: true, description: 'Which run.' }) }),
  }),
  payload,
  run: async (input, work) => {
    const { id } = await lockEntity(work, { type: 'SyncRun', table: 'sync_run' }, { id: input.id })
    const stopped = await cancelRun(work.transaction, id, work.context.clock())
    if (!stopped) throw InvalidInput.at(['id'], 'has ended already')
    return { run: id }
  },
})
