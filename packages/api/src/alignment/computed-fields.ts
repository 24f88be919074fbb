import { Asset } from '../assets/graphql.ts'
import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { visibleTo } from '../graph/visibility.ts'
import { KeyResult, Objective } from '../objectives/graphql.ts'
import {
  keyResultProgress,
  type MeasuredKeyResult,
  type Progress,
  progressOf,
} from '../objectives/progress.ts'
import { Service } from '../services/graphql.ts'
import { type CriticalityOf, criticality } from './criticality.ts'
import { loadKeyResults, loadProgress } from './progress-store.ts'
import { loadServiceGraph, loadUpward } from './store.ts'

/** The day a request asks about when it names none: today, in UTC. */
export function today(context: Context): string {
  return context.clock().toISOString().slice(0, 10)
}

const CriticalityLevel = builder.enumType('CriticalityLevel', {
  description: 'How much of what the business wants hangs on something.',
  values: {
    CRITICAL: { description: 'Value at risk of 0.25 or more.' },
    HIGH: { description: 'Value at risk of 0.10 or more.' },
    MEDIUM: { description: 'Value at risk of 0.02 or more.' },
    LOW: { description: 'Value at risk below 0.02.' },
  } as const,
})

const CriticalityRef = builder.objectRef<CriticalityOf>('Criticality').implement({
  description: 'What the business loses when this fails alone.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    level: t.field({ type: CriticalityLevel, description: 'The level.', resolve: ({ level }) => level }),
    valueAtRisk: t.exposeFloat('valueAtRisk', {
      description:
        'The share of all active objectives that is at risk, from 0 to 1, weighted by what they are worth.',
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'Where it comes from.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

const ProgressRef = builder.objectRef<Progress>('Progress').implement({
  description: 'How far something has come.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'From 0 to 1; null where nothing is measured.',
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'Where it comes from.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

const criticalityOfServices: Batch<CriticalityOf> = async (context, ids) => {
  const graph = await loadServiceGraph(context.db.kysely, { on: today(context) })
  return ids.map((id) => criticality(graph, { type: 'Service', id }))
}

const criticalityOfAssets: Batch<CriticalityOf> = async (context, ids) => {
  const graph = await loadUpward(context.db.kysely, { assets: ids }, { on: today(context) })
  return ids.map((id) => criticality(graph, { type: 'Asset', id }))
}

const progressOfObjectives: Batch<Progress> = async (context, ids) => {
  const progress = progressOf(await loadProgress(context.db.kysely, ids, { now: context.clock() }))
  return ids.map((id) => progress(id))
}

const measuredKeyResults: Batch<MeasuredKeyResult> = async (context, ids) => {
  const rows = await loadKeyResults(context.db.kysely, ids, { now: context.clock() })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? new Error(`the key result ${id} went away`))
}

const CRITICALITY = 'How much of what the business wants hangs on it alone, through all that depends on it.'

Service.fields((t) => ({
  criticality: t.computed({
    type: CriticalityRef,
    requires: ['id'],
    description: CRITICALITY,
    resolve: ({ id }, context) => batched(criticalityOfServices, context, id),
  }),
}))

Asset.fields((t) => ({
  criticality: t.computed({
    type: CriticalityRef,
    requires: ['id'],
    description: CRITICALITY,
    resolve: ({ id }, context) => batched(criticalityOfAssets, context, id),
  }),
}))

Objective.fields((t) => ({
  progress: t.computed({
    type: ProgressRef,
    requires: ['id'],
    description:
      'How far it has come: the weighted mean of its key results and of the objectives it is made of.',
    resolve: ({ id }, context) => batched(progressOfObjectives, context, id),
  }),
}))

KeyResult.fields((t) => ({
  current: t.computed({
    type: 'Float',
    requires: ['id'],
    description: 'The value now: the latest sample of its metric, or what was entered by hand.',
    resolve: async ({ id }, context) => (await batched(measuredKeyResults, context, id)).current,
  }),
  progress: t.computed({
    type: ProgressRef,
    requires: ['id'],
    description: 'How far it is on its way from start to target.',
    resolve: async ({ id }, context) => keyResultProgress(await batched(measuredKeyResults, context, id)),
  }),
}))
