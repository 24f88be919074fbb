import { Asset } from '../assets/graphql.ts'
import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import { type CriticalityOf, criticality } from './criticality.ts'
import { loadServiceGraph, loadUpward } from './store.ts'
import { today } from './today.ts'

const CriticalityLevel = builder.enumType('CriticalityLevel', {
  description: 'Criticality of a service or asset: the value at risk if it fails.',
  values: {
    CRITICAL: { description: 'Value at risk of 0.40 or more, unless the settings say another threshold.' },
    HIGH: {
      description:
        'Value at risk of 0.20 or more, unless the settings say another threshold; or an objective of at least average weight loses 0.80 or more.',
    },
    MEDIUM: { description: 'Value at risk of 0.05 or more, unless the settings say another threshold.' },
    LOW: { description: 'Value at risk below the threshold of MEDIUM.' },
  } as const,
})

const CriticalityRef = builder.objectRef<CriticalityOf>('Criticality').implement({
  description: 'Criticality of a service or asset: the value at risk if only it fails.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    level: t.field({
      type: CriticalityLevel,
      description: 'Level of the value at risk.',
      resolve: ({ level }) => level,
    }),
    valueAtRisk: t.float({
      description: 'Value at risk: share of the weighted active objectives that is lost, from 0 to 1.',
      resolve: ({ valueAtRisk }) => significant(valueAtRisk),
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the value was computed.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

const criticalityOfServices: Batch<CriticalityOf> = async (context, ids) => {
  const settings = await settingsOf(context)
  const graph = await loadServiceGraph(context.db.kysely, { on: today(context, settings) })
  return ids.map((id) => criticality(graph, { type: 'Service', id }, settings.criticalityThresholds))
}

const criticalityOfAssets: Batch<CriticalityOf> = async (context, ids) => {
  const settings = await settingsOf(context)
  const graph = await loadUpward(context.db.kysely, { assets: ids }, { on: today(context, settings) })
  return ids.map((id) => criticality(graph, { type: 'Asset', id }, settings.criticalityThresholds))
}

const CRITICALITY = 'Criticality: value at risk if only this node fails, through all of its dependents.'

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
