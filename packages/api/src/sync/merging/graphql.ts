import type { ObjectFieldBuilder } from '@pothos/core'
import { truncate } from '@throughline/plugin-kit'
import { recordAudit } from '../../access/audit.ts'
import { auditContextOf, limitRows, lockEntity, uuidOf } from '../../access/entity-writes.ts'
import { Asset } from '../../assets/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { mutation } from '../../graph/mutation.ts'
import { nodeRef, nodeRefs } from '../../graph/node-ref.ts'
import { NodeType } from '../../graph/node-type.ts'
import { entityField, listField, oneField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Person } from '../../people/graphql.ts'
import { Process } from '../../processes/graphql.ts'
import { Service } from '../../services/graphql.ts'
import { Team } from '../../teams/graphql.ts'
import type { SharedIdentifier } from '../reconciliation/duplicate-detection.ts'
import { Source } from '../sources/graphql.ts'
import { mergeAssets } from './merge.ts'
import { unmergeAssets } from './unmerge.ts'

const TaskStatus = builder.enumType('DuplicateTaskStatus', {
  description: 'Status of a de-duplication task.',
  values: {
    OPEN: { description: 'No decision yet.' },
    MERGED: { description: 'The assets were duplicates and have been merged.' },
    DISMISSED: { description: 'The assets are not duplicates.' },
    OBSOLETE: { description: 'The reason for the task no longer exists; no decision is needed.' },
  } as const,
})

export const DuplicateTask = new NodeType('DuplicateTask', 'duplicate_task', {
  description:
    'A de-duplication task: assets that may be duplicates because they share an identifier, one record matched several of them, or a record of one has come to contradict it; or teams, persons, services or processes whose names may mean one thing. Decided by mergeAssets or dismissDuplicate.',
  order: { CREATED_AT: { column: 'created_at', description: 'By the time of opening.' } },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

export const PendingRecord = new NodeType('PendingRecord', 'pending_record', {
  description: 'A record that matches several assets. It is held until its de-duplication task is decided.',
  order: { CREATED_AT: { column: 'created_at', description: 'By the time the record was first read.' } },
  defaultOrder: { key: 'CREATED_AT' },
})

export const AssetMerge = new NodeType('AssetMerge', 'asset_merge', {
  description: 'A merge of a duplicate asset into a survivor. unmergeAssets undoes it.',
  order: { MERGED_AT: { column: 'merged_at', description: 'By the time of the merge.' } },
  defaultOrder: { key: 'MERGED_AT', descending: true },
})

const SharedIdentifierRef = builder.objectRef<SharedIdentifier>('SharedIdentifier').implement({
  description: 'An identifier for which a de-duplication task was opened.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'Identifier kind, for example serial-number.' }),
    value: t.exposeString('value', { description: 'Identifier value, in the form in which it is compared.' }),
    environment: t.string({
      nullable: true,
      description:
        'Environment within which the identifier is unique. Null if it is unique in all environments.',
      resolve: ({ environment }) => environment ?? null,
    }),
  }),
})

DuplicateTask.fields((t) => ({
  status: t.column('state', { type: TaskStatus, description: 'Status of a de-duplication task.' }),
  assets: t.across(Asset, {
    through: 'duplicate_task_asset',
    from: 'task_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'Assets that may be duplicates.',
  }),
  teams: t.across(Team, {
    through: 'duplicate_task_entity',
    from: 'task_id',
    to: 'team_id',
    filter: 'team',
    description: 'Teams whose names may mean one team.',
  }),
  people: t.across(Person, {
    through: 'duplicate_task_entity',
    from: 'task_id',
    to: 'person_id',
    filter: 'person',
    description: 'Persons of one name of whom at least one has no e-mail address.',
  }),
  services: t.across(Service, {
    through: 'duplicate_task_entity',
    from: 'task_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services whose names may mean one service.',
  }),
  processes: t.across(Process, {
    through: 'duplicate_task_entity',
    from: 'task_id',
    to: 'process_id',
    filter: 'process',
    description: 'Processes whose names may mean one process.',
  }),
  identifiers: t.computed({
    type: [SharedIdentifierRef],
    cost: { points: 0, size: 5, perItem: 0 },
    requires: ['identifiers'],
    description: 'Identifiers that the assets share, or that a record which matched several of them has.',
    resolve: ({ identifiers }) => identifiers,
  }),
  contradictions: t.computed({
    type: [SharedIdentifierRef],
    requires: ['contradictions'],
    cost: { points: 0, size: 5, perItem: 0 },
    description:
      'Identifiers of both assets that contradict each other, such as two serial numbers, if a record left one asset for the other because of them. Otherwise empty.',
    resolve: ({ contradictions }) => contradictions,
  }),
  pendingRecords: t.children(PendingRecord, {
    by: 'task_id',
    filter: 'pendingRecord',
    description: 'Records that match several of the assets. They are stored when the assets are merged.',
  }),
  merges: t.children(AssetMerge, {
    by: 'task_id',
    filter: 'merge',
    description: 'Merges made by the decision, including those that were undone.',
  }),
  decidedAt: t.column('decided_at', {
    description: 'Time at which the task was decided or became obsolete. Null while it is open.',
  }),
  decidedBy: t.column('decided_by', { description: 'Actor who decided. Null while the task is open.' }),
  reason: t.column('reason', {
    description: 'Why the task was dismissed or became obsolete. Null if no reason was given.',
  }),
  ...t.lifecycle(),
}))

PendingRecord.fields((t) => ({
  task: t.related(DuplicateTask, {
    by: 'task_id',
    description: 'De-duplication task that must be decided first.',
  }),
  source: t.related(Source, { by: 'source_id', description: 'Source of the record.' }),
  stream: t.column('stream', { description: 'Stream of the plugin that the record was read from.' }),
  scope: t.column('scope', { description: 'Scope of the source that the record was read from.' }),
  externalId: t.column('external_id', { description: 'External ID: the key of the record in its source.' }),
  createdAt: t.column('created_at', { description: 'Time at which the record was first read.' }),
}))

AssetMerge.fields((t) => ({
  survivor: t.related(Asset, { by: 'survivor_id', description: 'Asset that was kept.' }),
  duplicate: t.related(Asset, {
    by: 'duplicate_id',
    description: 'Asset that was merged into the survivor.',
  }),
  task: t.related(DuplicateTask, {
    by: 'task_id',
    description: 'De-duplication task that was decided by the merge. Null if there was none.',
  }),
  mergedAt: t.column('merged_at', { description: 'Time of the merge.' }),
  mergedBy: t.column('actor', { description: 'Actor who merged.' }),
  undoneAt: t.column('undone_at', {
    description: 'Time at which the merge was undone. Null if it is in effect.',
  }),
  undoneBy: t.column('undone_by', { description: 'Actor who undid the merge. Null if it is in effect.' }),
  ...t.lifecycle(),
}))

Asset.fields((t) => ({
  duplicateTasks: t.across(DuplicateTask, {
    through: 'duplicate_task_asset',
    from: 'asset_id',
    to: 'task_id',
    filter: 'duplicateTask',
    description: 'De-duplication tasks that include this asset.',
  }),
  merges: t.children(AssetMerge, {
    by: 'survivor_id',
    filter: 'merge',
    description: 'Merges into this asset, latest first.',
  }),
}))

listField('duplicateTasks', DuplicateTask, 'All de-duplication tasks, latest first.')
oneField('duplicateTask', DuplicateTask)

mutation('mergeAssets', {
  visibleTo: 'MODELLERS',
  description:
    'Merges duplicate assets into a survivor. References to the duplicates are moved to the survivor, the duplicates are retired, and later records of their sources update the survivor. unmergeAssets undoes it.',
  input: builder.inputType('MergeAssetsInput', {
    description: 'Assets to merge.',
    fields: (t) => ({
      survivor: t.field(nodeRef('Asset', { required: true, description: 'Asset to keep.' })),
      duplicates: t.field(
        nodeRefs('Asset', { required: true, description: 'Assets to merge into the survivor; up to 100.' }),
      ),
      task: t.id({ description: 'De-duplication task that the merge decides. Optional.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { merged: number; asset: string; task: string | null }>) => ({
    merged: t.exposeInt('merged', { description: 'Number of assets merged into the survivor.' }),
    asset: entityField(Asset, { description: 'Survivor after the merge.', id: () => null }),
    task: entityField(DuplicateTask, {
      nullable: true,
      description: 'De-duplication task that was given. Null if none was.',
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.duplicates, 'duplicates', 100)
    const survivorId = input.survivor.id
    const duplicateIds = input.duplicates.map(({ id }) => id)
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
  visibleTo: 'MODELLERS',
  description:
    'Undoes merges. The duplicates are restored with their own claims and with later updates of their sources. References added to the survivor after the merge stay there.',
  input: builder.inputType('UnmergeAssetsInput', {
    description: 'Merges to undo.',
    fields: (t) => ({
      duplicates: t.field(
        nodeRefs('Asset', {
          required: true,
          description:
            'Assets that were merged into another; up to 100. Undo later merges of the same survivor first.',
        }),
      ),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { restoredIds: readonly string[] }>) => ({
    restoredIds: t.exposeIDList('restoredIds', {
      description: 'Assets that were restored.',
    }),
  }),
  run: async (input, work) => {
    limitRows(input.duplicates, 'duplicates', 100)
    const duplicateIds = input.duplicates.map(({ id }) => id)
    await unmergeAssets(
      work.transaction,
      { at: work.context.clock(), auditContext: auditContextOf(work) },
      duplicateIds,
    )
    return { restoredIds: duplicateIds.map((id) => encodeGlobalId('Asset', id)) }
  },
})

mutation('dismissDuplicate', {
  visibleTo: 'MODELLERS',
  description:
    'Decides that the assets, teams, persons, services or processes of a de-duplication task are not duplicates. The task is not opened again for them; a record that matches all of them becomes a dead letter.',
  input: builder.inputType('DismissDuplicateInput', {
    description: 'Task to dismiss.',
    fields: (t) => ({
      task: t.id({ required: true, description: 'De-duplication task.' }),
      reason: t.string({ description: 'Reason for the decision. Optional; up to 2,000 characters.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
    }),
  }),
  payload: () => ({
    task: entityField(DuplicateTask, { description: 'Task after the mutation.', id: () => null }),
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
