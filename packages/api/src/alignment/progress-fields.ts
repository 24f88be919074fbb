import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { visibleTo } from '../graph/visibility.ts'
import { KeyResult, Objective } from '../objectives/graphql.ts'
import {
  keyResultProgress,
  type MeasuredKeyResult,
  type Progress,
  progressOf,
} from '../objectives/progress.ts'
import { settingsOf } from '../settings/store.ts'
import { loadKeyResults, loadProgress, type ProgressOptions } from './progress-store.ts'

const ProgressRef = builder.objectRef<Progress>('Progress').implement({
  description: 'How far something has come.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    value: t.float({
      nullable: true,
      resolve: ({ value }) => (value === null ? null : significant(value)),
      description: 'From 0 to 1; null where nothing is measured.',
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the value was computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

async function options(context: Context): Promise<ProgressOptions> {
  const { timeZone } = await settingsOf(context)
  return { now: context.clock(), timeZone }
}

const progressOfObjectives: Batch<Progress> = async (context, ids) => {
  const progress = progressOf(await loadProgress(context.db.kysely, ids, await options(context)))
  return ids.map((id) => progress(id))
}

const measuredKeyResults: Batch<MeasuredKeyResult> = async (context, ids) => {
  const rows = await loadKeyResults(context.db.kysely, ids, await options(context))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? new Error(`the key result ${id} went away`))
}

Objective.fields((t) => ({
  progress: t.computed({
    type: ProgressRef,
    requires: ['id'],
    description:
      'How far it has come: the weighted mean of its key results and of the objectives it is made of.',
    resolve: ({ id }, context) => batched(progressOfObjectives, context, id),
  }),
}))

/** Reads the latest sample of one metric. */
const MEASURED = { points: 2 } as const

KeyResult.fields((t) => ({
  current: t.computed({
    type: 'Float',
    requires: ['id'],
    cost: MEASURED,
    description: 'The value now: the latest sample of its metric, or what was entered by hand.',
    resolve: async ({ id }, context) => {
      const { current, isComputed } = await batched(measuredKeyResults, context, id)
      return isComputed ? significant(current) : current
    },
  }),
  progress: t.computed({
    type: ProgressRef,
    requires: ['id'],
    cost: MEASURED,
    description: 'How far it is on its way from start to target.',
    resolve: async ({ id }, context) => keyResultProgress(await batched(measuredKeyResults, context, id)),
  }),
}))
