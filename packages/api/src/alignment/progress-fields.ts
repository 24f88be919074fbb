import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { visibleTo } from '../graph/visibility.ts'
import { KeyResult, Objective } from '../objectives/graphql.ts'
import type { Progress } from '../objectives/key-result-facts.ts'
import { keyResultProgress, type MeasuredKeyResult } from '../objectives/key-results.ts'
import { progressOf } from '../objectives/progress.ts'
import { settingsOf } from '../settings/store.ts'
import type { ProgressOptions } from './key-results/facts-store.ts'
import { loadKeyResults, loadProgress } from './progress-store.ts'

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

/** Reads the samples of one metric, the events of one SLO, or the answers to some surveys. */
const MEASURED = { points: 4 } as const

KeyResult.fields((t) => ({
  current: t.computed({
    type: 'Float',
    nullable: true,
    requires: ['id'],
    cost: MEASURED,
    description:
      'The value now: the latest sample of its metric, the attainment of its SLO, the last score of surveys that may be shown, or else what was entered by hand. Null where there is none.',
    resolve: async ({ id }, context) => {
      const { current, isComputed } = await batched(measuredKeyResults, context, id)
      return isComputed && current !== null ? significant(current) : current
    },
  }),
  progress: t.computed({
    type: ProgressRef,
    requires: ['id'],
    cost: MEASURED,
    description:
      'Of REACH, how far it is on its way from start to target; of MAINTAIN, the share of the measured periods in which it was kept.',
    resolve: async ({ id }, context) => keyResultProgress(await batched(measuredKeyResults, context, id)),
  }),
}))
