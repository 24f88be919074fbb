import { builder, Node } from '../../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../../graph/cost.ts'
import { ExplanationRef } from '../../graph/explanation-types.ts'
import { significant } from '../../graph/figures.ts'
import { NodeRef, resolveNode } from '../../graph/node-ref.ts'
import { loadNode } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { today } from '../../reasoning/today.ts'
import { settingsOf } from '../../settings/store.ts'
import { NAMED_NODES } from './facts-store.ts'
import { loadModelHealth } from './health-store.ts'
import { type ModelHealth, modelHealth } from './model-health.ts'
import type { NextBest } from './next-best.ts'
import type { GapNode, ModelStage, StageGapKind, StageHealth } from './stages.ts'
import { MODEL_STAGES } from './stages.ts'

const READERS = visibleTo('READERS')

const ModelStageRef = builder.enumType('ModelStage', {
  description: 'A stage of the model, in the order in which facts go through them.',
  values: {
    FOUND: { description: 'A source has confirmed a live asset within its schedule.' },
    OWNED: { description: 'A team owns a live service or asset.' },
    MAPPED: { description: 'A service needs a live asset, directly or through other assets.' },
    LINKED: { description: 'A live service leads to an active objective.' },
    WEIGHED: { description: 'A link to an active objective has a share or strength of its own.' },
  } as const satisfies Record<ModelStage, object>,
})

const StageGapKindRef = builder.enumType('ModelGapKind', {
  description: 'What a stage of the model lacks.',
  values: {
    NOTHING_RECORDED: { description: 'There are no live assets, no live services and no active objectives.' },
    SOURCE_NOT_READ: { description: 'A source has not confirmed live assets within its schedule.' },
    ASSET_WITHOUT_SOURCE: { description: 'No source reports a live asset.' },
    SERVICE_WITHOUT_OWNER: { description: 'No team owns a live service.' },
    ASSET_WITHOUT_OWNER: { description: 'No team owns a live asset.' },
    SERVICE_WITHOUT_ASSET: { description: 'A live technical service has no live asset below it.' },
    ASSET_WITHOUT_SERVICE: { description: 'No service needs a live asset, directly or through others.' },
    OBJECTIVE_WITHOUT_SERVICE: { description: 'No live service supports an active objective.' },
    SERVICE_WITHOUT_OBJECTIVE: { description: 'A live service leads to no active objective.' },
    LINK_WITHOUT_SHARE: { description: 'A default stands in for the share or strength of a link.' },
  } as const satisfies Record<StageGapKind, object>,
})

const rounded = (value: number | null) => (value === null ? null : significant(value))

const StageHealthRef = builder.objectRef<StageHealth>('ModelStageHealth').implement({
  description: 'How complete one stage of the model is.',
  extensions: READERS,
  fields: (t) => ({
    stage: t.field({ type: ModelStageRef, description: 'The stage.', resolve: ({ stage }) => stage }),
    count: t.exposeInt('count', { description: 'Number of rows that have reached the stage.' }),
    total: t.exposeInt('total', { description: 'Number of rows that the stage is about.' }),
    share: t.float({
      nullable: true,
      description:
        '`count` divided by `total`, from 0 to 1. Null if `total` is 0; the explanation has the reason.',
      resolve: ({ share }) => rounded(share),
    }),
    weightShare: t.float({
      nullable: true,
      description:
        'Share of the weight at stake that has reached the stage, from 0 to 1: value at risk of FOUND, OWNED and MAPPED, weight of objectives of LINKED and WEIGHED. Null if no weight is at stake; the explanation has the reason.',
      resolve: ({ weightShare }) => rounded(weightShare),
    }),
    oldestFactAgeSeconds: t.float({
      nullable: true,
      description:
        'Seconds since the oldest fact of the stage was last changed or confirmed. Null without facts.',
      resolve: ({ ages }) => ages.oldest,
    }),
    medianFactAgeSeconds: t.float({
      nullable: true,
      description:
        'Median of the seconds since the facts of the stage were last changed or confirmed. Null without facts.',
      resolve: ({ ages }) => ages.median,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'What was counted, and why a share is missing.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

const GapNodeRef = builder.objectRef<GapNode>('ModelRepairNode').implement({
  description: 'A row that a repair is about.',
  extensions: READERS,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name or title.' }),
    weight: t.float({
      nullable: true,
      description: 'Its weight in the stage, from 0 to 1. Null if the stage does not weigh such rows.',
      resolve: ({ weight }) => rounded(weight),
    }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The row. Null if it has been deleted since.',
      resolve: (node, _args, context, info) => loadNode(context, info, node),
    }),
  }),
})

const NextBestRef = builder.objectRef<NextBest>('ModelRepair').implement({
  description: 'The repair that improves the model the most.',
  extensions: READERS,
  fields: (t) => ({
    kind: t.field({ type: StageGapKindRef, description: 'What is missing.', resolve: ({ kind }) => kind }),
    stage: t.field({
      type: ModelStageRef,
      description: 'The stage that it is missing in.',
      resolve: ({ stage }) => stage,
    }),
    count: t.exposeInt('count', { description: 'Number of rows that lack it.' }),
    weightGain: t.float({
      nullable: true,
      description:
        'Part of the weight of the stage that the repair covers, from 0 to 1. Null if it covers no weight.',
      resolve: ({ weightGain }) => rounded(weightGain),
    }),
    shareGain: t.float({
      nullable: true,
      description:
        'Part of the rows of the stage that the repair covers, from 0 to 1. Null if the stage does not count such rows.',
      resolve: ({ shareGain }) => rounded(shareGain),
    }),
    nodes: t.field({
      type: [GapNodeRef],
      extensions: cost({ size: NAMED_NODES }),
      description: `The first ${NAMED_NODES} rows that lack it, the weightiest first; assets that no service needs, the dearest first.`,
      resolve: ({ nodes }) => nodes,
    }),
    mutations: t.field({
      type: ['String'],
      extensions: cost({ size: 3, perItem: 0 }),
      description: 'Names of the mutations that repair it.',
      resolve: ({ mutations }) => mutations,
    }),
    command: t.exposeString('command', {
      description: 'A command line that repairs it. Parts in angle brackets are to be filled in.',
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'What was found, why it comes first, and what to do.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

const ModelHealthRef = builder.objectRef<ModelHealth>('ModelHealth').implement({
  description: 'How complete and fresh the model is.',
  extensions: READERS,
  fields: (t) => ({
    stages: t.field({
      type: [StageHealthRef],
      extensions: cost({ size: MODEL_STAGES.length }),
      description: 'All stages, in their order.',
      resolve: ({ stages }) => stages,
    }),
    nextBest: t.field({
      type: NextBestRef,
      nullable: true,
      description:
        'The repair that covers the largest part of the weight of a stage or, if no repair covers weight, of its rows. Null if nothing is missing.',
      resolve: ({ nextBest }) => nextBest,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'The shares of the stages, and the weakest of them.',
      resolve: ({ explanation }) => explanation,
    }),
  }),
})

builder.queryField('modelHealth', (t) =>
  t.field({
    type: ModelHealthRef,
    description:
      'How complete the model is: per stage the share by number and by weight at stake, the age of the facts, and the next best repair.',
    extensions: { ...READERS, ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      owner: t.arg({
        type: NodeRef,
        description:
          'Counts only what this team, or a team below it, owns: assets, services, and objectives. Links belong to the owner of their service or process.',
      }),
    },
    resolve: async (_root, { owner }, context): Promise<ModelHealth> => {
      const settings = await settingsOf(context)
      const facts = await loadModelHealth(context.db.kysely, {
        now: context.clock(),
        on: today(context, settings),
        thresholds: settings.criticalityThresholds,
        timeZone: settings.timeZone,
        team:
          owner == null ? undefined : (await resolveNode(context.db.kysely, owner, ['Team'], ['owner'])).id,
      })
      return modelHealth(facts)
    },
  }),
)
