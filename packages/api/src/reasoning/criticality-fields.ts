import type { TableName } from '@throughline/db'
import type { GraphQLResolveInfo } from 'graphql'
import { Asset } from '../assets/graphql.ts'
import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { COMPUTED_POINTS, cost } from '../graph/cost.ts'
import { columnOf } from '../graph/declaration.ts'
import type { Explanation } from '../graph/explanation.ts'
import { ExplanationRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { operatorsForEnum } from '../graph/filter-types.ts'
import type { NodeType } from '../graph/node-type.ts'
import { selectsField } from '../graph/selected-fields.ts'
import { selected } from '../graph/values.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import { type CriticalityOf, criticality } from './criticality.ts'
import { type FiguredType, KEPT_FIGURES, type KeptFigures } from './kept-figures.ts'
import { loadServiceGraph, loadUpward } from './store.ts'
import { today } from './today.ts'

export const CriticalityLevel = builder.enumType('CriticalityLevel', {
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

/** A criticality as it is shown: kept, or computed for this request and then with its explanation. */
interface ShownCriticality extends KeptFigures {
  readonly explanation: Explanation | null
}

const CriticalityRef = builder.objectRef<ShownCriticality>('Criticality').implement({
  description:
    'Criticality of a service or asset: the value at risk if only it fails. With explanation, all fields are computed for this request; without it, they are kept figures.',
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
    computedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Time at which the kept figures were computed. Null if they were computed for this request.',
      resolve: ({ computedAt }) => computedAt as never,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the value was computed.',
      extensions: cost({ points: COMPUTED_POINTS }),
      resolve: ({ explanation }) => {
        if (explanation === null) throw new Error('a kept criticality was asked for its explanation')
        return explanation
      },
    }),
  }),
})

const computed: Readonly<Record<FiguredType, Batch<CriticalityOf>>> = {
  Service: async (context, ids) => {
    const settings = await settingsOf(context)
    const graph = await loadServiceGraph(context.db.kysely, { on: today(context, settings) })
    return ids.map((id) => criticality(graph, { type: 'Service', id }, settings.criticalityThresholds))
  },
  Asset: async (context, ids) => {
    const settings = await settingsOf(context)
    const graph = await loadUpward(context.db.kysely, { assets: ids }, { on: today(context, settings) })
    return ids.map((id) => criticality(graph, { type: 'Asset', id }, settings.criticalityThresholds))
  },
}

/** What the statement of a list selects: `kept` is null where figures are asked for that agree with the graph as it is. */
interface Selected {
  readonly id: string
  readonly kept: KeptFigures | null
}

/** Kept figures, unless their explanation is asked for, a mutation is executed, or they are not computed yet. */
async function shownCriticality(
  type: FiguredType,
  { id, kept }: Selected,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ShownCriticality> {
  const isKept = kept?.computedAt != null && context.operation === undefined
  if (isKept && !selectsField(info, 'explanation')) return { ...kept, explanation: null }
  return { ...(await batched(computed[type], context, id)), computedAt: null }
}

const keptColumn = (alias: string, name: 'criticality' | 'value_at_risk' | 'computed_at') =>
  selected(alias, name, columnOf('node_figure', name))

function addFigures<T extends TableName>(node: NodeType<T>, type: FiguredType): void {
  const side = KEPT_FIGURES[type]
  node.fields((t) => ({
    criticality: t.expression({
      type: CriticalityRef,
      description:
        'Criticality: value at risk if only this node fails, through all of its dependents. Kept figures, which may be older than the last change, unless `exact` is true.',
      args: {
        exact: t.arg.boolean({
          required: true,
          defaultValue: false,
          description:
            'Whether the figures are computed for this request. Meant for a single node: each costs 10 points.',
        }),
      },
      cost: { points: 1, pointsIf: { argument: 'exact', points: COMPUTED_POINTS } },
      sql: ({ statement, row, argument }) => {
        if (argument('exact').value === true) return `json_build_object('id', ${row}."id", 'kept', null)`
        const kept = statement.alias()
        return `(select json_build_object('id', ${kept}."node_id", 'kept', json_build_object(
          'level', ${keptColumn(kept, 'criticality')}, 'valueAtRisk', ${keptColumn(kept, 'value_at_risk')},
          'computedAt', ${keptColumn(kept, 'computed_at')})) from node_figure ${kept} where ${kept}."node_id" = ${row}."id")`
      },
      read: (value, context, info) => shownCriticality(type, value as Selected, context, info),
    }),
  }))
  node.filterBySide('criticality', side, 'criticality', {
    type: operatorsForEnum(CriticalityLevel),
    description: 'By the kept level of criticality.',
    visibleTo: 'READERS',
  })
  node.filterBySide('valueAtRisk', side, 'value_at_risk', {
    fraction: true,
    description: 'By the kept value at risk, from 0 to 1.',
    visibleTo: 'READERS',
  })
  node.orderBy('VALUE_AT_RISK', {
    columns: [{ column: 'value_at_risk', side }],
    description: 'By the kept value at risk.',
    visibleTo: 'READERS',
  })
  node.orderBy('CRITICALITY', {
    columns: [
      { column: 'criticality_rank', side },
      { column: 'value_at_risk', side },
    ],
    description: 'By the kept level of criticality, LOW first, then by value at risk.',
    visibleTo: 'READERS',
  })
}

addFigures(Service, 'Service')
addFigures(Asset, 'Asset')
