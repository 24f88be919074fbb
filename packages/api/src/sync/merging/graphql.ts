import type { ObjectFieldBuilder } from '@pothos/core'
import { truncate } from '@throughline/plugin-kit'
import { recordAudit } from '../../access/audit.ts'
import { auditContextOf, limitRows, lockEntity, uuidOf } from '../../access/entity-writes.ts'
import { Asset } from '../../assets/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { mutation } from '../../graph/mutation.ts'
import { NodeType } from '../../graph/node-type.ts'
import { entityField, listField, oneField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import type { SharedIdentifier } from '../reconciliation/duplicate-detection.ts'
import { Source } from '../sources/graphql.ts'
import { mergeAssets } from './merge.ts'
import { unmergeAssets } from './unmerge.ts'

const TaskState = builder.enumType('DuplicateTaskState', {
  description: 'Whether somebody has decided.',
  values: {
    OPEN: { description: 'Nobody has, yet.' },
    MERGED: { description: 'The assets were one and the same, and are by now.' },
    DISMISSED: { description: 'The assets are different.' },
    OBSOLETE: { description: 'What they had in common is gone; there is nothing to decide any more.' },
  } as const,
})

export const DuplicateTask = new NodeType('DuplicateTask', 'duplicate_task', {
  description:
    'Assets that may be one and the same: they have identifiers in common, or a record met several of them. Merge them, or dismiss it.',
  order: { CREATED_AT: { column: 'created_at', description: 'By when it was opened.' } },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

export const PendingRecord = new NodeType('PendingRecord', 'pending_record', {
  description: 'A record that several assets answer to; it changes nothing until a person decides.',
  order: { CREATED_AT: { column: 'created_at', description: 'By when it was first met.' } },
  defaultOrder: { key: 'CREATED_AT' },
})

export const AssetMerge = new NodeType('AssetMerge', 'asset_merge', {
  description: 'That one asset was found to be another. It can be undone.',
  order: { MERGED_AT: { column: 'merged_at', description: 'By when it was done.' } },
  defaultOrder: { key: 'MERGED_AT', descending: true },
})

const SharedIdentifierRef = builder.objectRef<SharedIdentifier>('SharedIdentifier').implement({
  description: 'Something that several assets answer to.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'What sort of identifier, e.g. serial-number.' }),
    value: t.exposeString('value', { description: 'The identifier.' }),
    environment: t.string({
      nullable: true,
      description: 'The environment within which it is good; null where it is good everywhere.',
      resolve: ({ environment }) => environment ?? null,
    }),
  }),
})

DuplicateTask.fields((t) => ({
  state: t.column('state', { type: TaskState, description: 'Whether somebody has decided.' }),
  assets: t.across(Asset, {
    through: 'duplicate_task_asset',
    from: 'task_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'The assets that may be one.',
  }),
  identifiers: t.computed({
    type: [SharedIdentifierRef],
    requires: ['identifiers'],
    description: 'What they have in common, or what a record that met them says.',
    resolve: ({ identifiers }) => identifiers,
  }),
  pendingRecords: t.children(PendingRecord, {
    by: 'task_id',
    filter: 'pendingRecord',
    description: 'The records that met them, and are taken in once they are merged.',
  }),
  merges: t.children(AssetMerge, {
    by: 'task_id',
    filter: 'merge',
    description: 'The merges that decided it, those that were undone included.',
  }),
  decidedAt: t.column('decided_at', { description: 'When it was decided, or lapsed.' }),
  decidedBy: t.column('decided_by', { description: 'Who decided.' }),
  reason: t.column('reason', { description: 'Why it was dismissed, or lapsed.' }),
  ...t.lifecycle(),
}))

PendingRecord.fields((t) => ({
  task: t.related(DuplicateTask, { by: 'task_id', description: 'The task that it waits for.' }),
  source: t.related(Source, { by: 'source_id', description: 'The source that told it.' }),
  stream: t.column('stream', { description: 'The stream of the plugin that it came on.' }),
  scope: t.column('scope', { description: 'The scope of the source that it came from.' }),
  externalId: t.column('external_id', { description: 'What the source calls it.' }),
  createdAt: t.column('created_at', { description: 'When it was first met.' }),
}))

AssetMerge.fields((t) => ({
  survivor: t.related(Asset, { by: 'survivor_id', description: 'The asset that stayed.' }),
  duplicate: t.related(Asset, { by: 'duplicate_id', description: 'The asset that was found to be it.' }),
  task: t.related(DuplicateTask, { by: 'task_id', description: 'The task that it decided.' }),
  mergedAt: t.column('merged_at', { description: 'When it was done.' }),
  mergedBy: t.column('actor', { description: 'Who did it.' }),
  undoneAt: t.column('undone_at', { description: 'When it was undone; null while it stands.' }),
  undoneBy: t.column('undone_by', { description: 'Who undid it.' }),
  ...t.lifecycle(),
}))

Asset.fields((t) => ({
  duplicateTasks: t.across(DuplicateTask, {
    through: 'duplicate_task_asset',
    from: 'asset_id',
    to: 'task_id',
    filter: 'duplicateTask',
    description: 'Tasks to decide whether it is one with others.',
  }),
  merges: t.children(AssetMerge, {
    by: 'survivor_id',
    filter: 'merge',
    description: 'What was merged into it, the latest first.',
  }),
}))

listField('duplicateTasks', DuplicateTask, 'Assets that may be one and the same, the latest first.')
oneField('duplicateTask', DuplicateTask)

mutation('mergeAssets', {
  visibleTo: 'ADMIN',
  description:
    'Makes several assets one. What points to the duplicates points to the survivor from then on, and they retire; their sources go on with the survivor. unmergeAssets undoes it.',
  input: builder.inputType('MergeAssetsInput', {
    description: 'Which assets are one.',
    fields: (t) => ({
      survivor: t.id({ required: true, description: 'The asset that stays.' }),
      duplicates: t.idList({ required: true, description: 'The assets that it is as well; up to 100.' }),
      task: t.id({ description: 'The duplicate task that is decided by it.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { merged: number; asset: string; task: string | null }>) => ({
    merged: t.exposeInt('merged', { description: 'How many assets were merged into the survivor.' }),
    asset: entityField(Asset, { description: 'The survivor as it is now.', id: () => null }),
    task: entityField(DuplicateTask, {
      nullable: true,
      description: 'The task that was given.',
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.duplicates, 'duplicates', 100)
    const survivorId = uuidOf(input.survivor, 'Asset', 'survivor')
    const duplicateIds = input.duplicates.map((id) => uuidOf(id, 'Asset', 'duplicates'))
    const taskId = input.task == null ? null : uuidOf(input.task, 'DuplicateTask', 'task')
    if (taskId !== null) {
      const assets = await work.transaction
        .selectFrom('duplicate_task as t')
        .innerJoin('duplicate_task_asset as a', 'a.task_id', 't.id')
        .select('a.asset_id')
        .where('t.id', '=', taskId)
        .where('t.state', '=', 'OPEN')
        .execute()
      const involved = new Set(assets.map(({ asset_id }) => asset_id))
      if (![survivorId, ...duplicateIds].every((id) => involved.has(id))) {
        throw InvalidInput.at(['task'], 'is no open task about these assets')
      }
    }
    const writer = { at: work.context.clock(), auditContext: auditContextOf(work) }
    const merges = await mergeAssets(work.transaction, writer, { survivorId, duplicateIds, taskId })
    return { merged: merges.length, asset: survivorId, task: taskId }
  },
})

mutation('unmergeAssets', {
  visibleTo: 'ADMIN',
  description:
    'Takes merges back: the duplicates live again with what was theirs, and with what their sources have come to say since. What joined the survivor since stays there.',
  input: builder.inputType('UnmergeAssetsInput', {
    description: 'Which merges to undo.',
    fields: (t) => ({
      duplicates: t.idList({
        required: true,
        description: 'The assets that were merged into another; up to 100. Later merges go first.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { restoredIds: readonly string[] }>) => ({
    restoredIds: t.exposeIDList('restoredIds', {
      description: 'The assets that stand for themselves again.',
    }),
  }),
  run: async (input, work) => {
    limitRows(input.duplicates, 'duplicates', 100)
    const duplicateIds = input.duplicates.map((id) => uuidOf(id, 'Asset', 'duplicates'))
    await unmergeAssets(
      work.transaction,
      { at: work.context.clock(), auditContext: auditContextOf(work) },
      duplicateIds,
    )
    return { restoredIds: duplicateIds.map((id) => encodeGlobalId('Asset', id)) }
  },
})

mutation('dismissDuplicate', {
  visibleTo: 'ADMIN',
  description:
    'Says that the assets of a task are different. The task does not come back for them, and a record that meets them all goes on being set aside.',
  input: builder.inputType('DismissDuplicateInput', {
    description: 'Which task to dismiss.',
    fields: (t) => ({
      task: t.id({ required: true, description: 'The task.' }),
      reason: t.string({ description: 'How you know; for those who come after.' }),
      version: t.int({
        description: 'The version you have seen: refused when it is no longer the current one.',
      }),
    }),
  }),
  payload: () => ({
    task: entityField(DuplicateTask, { description: 'The task as it is now.', id: () => null }),
  }),
  run: async (input, work) => {
    const entity = { type: 'DuplicateTask', table: 'duplicate_task' } as const
    const before = await lockEntity(work, entity, { id: input.task, version: input.version })
    if (before.state !== 'OPEN') throw InvalidInput.at(['task'], 'is decided already')
    const reason = input.reason?.trim() ?? ''
    if (reason.length > 2000) throw InvalidInput.at(['reason'], 'has at most 2,000 characters')
    const auditContext = auditContextOf(work)
    const after = await work.transaction
      .updateTable('duplicate_task')
      .set({
        state: 'DISMISSED',
        decided_at: work.context.clock(),
        decided_by: truncate(auditContext.actor, 200),
        reason: reason === '' ? null : reason,
      })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await work.transaction.deleteFrom('pending_record').where('task_id', '=', before.id).execute()
    await recordAudit(work.transaction, auditContext, [
      {
        action: 'duplicate_task.dismiss',
        entityType: 'DuplicateTask',
        entityId: before.id,
        before,
        after,
      },
    ])
    return { task: before.id }
  },
})
