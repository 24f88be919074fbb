import type { ObjectFieldBuilder } from '@pothos/core'
import { limitRows } from '../access/entity-writes.ts'
import { GapKindRef } from '../alignment/gaps-query.ts'
import { builder, type Types } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { significant } from '../graph/figures.ts'
import { mutation } from '../graph/mutation.ts'
import { selectsPayloadField } from '../graph/selected-fields.ts'
import { visibleTo } from '../graph/visibility.ts'
import { CriticalityLevel } from '../reasoning/criticality-fields.ts'
import {
  type CriticalityChange,
  criticalityChanges,
  type GapChange,
  gapChanges,
  type ModelState,
} from './effect.ts'
import { isPreviewed, MOST_NODES, modelState } from './effect-store.ts'
import { type BatchResult, runBatch } from './run-batch-store.ts'

/** Mutations in one batch, and ids in the lists of their inputs. */
const MOST = 2_500

interface Effect {
  readonly criticality: readonly CriticalityChange[]
  readonly gaps: readonly GapChange[]
}

const CriticalityChangeRef = builder.objectRef<CriticalityChange>('CriticalityChange').implement({
  description: 'A service or asset whose criticality level a batch changes.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    type: t.exposeString('type', { description: 'Service or Asset.' }),
    name: t.exposeString('name', { description: 'Name of the node.' }),
    before: t.field({
      type: CriticalityLevel,
      nullable: true,
      description: 'Level before the batch. Null if the batch creates the node.',
      resolve: ({ before }) => before?.level ?? null,
    }),
    after: t.field({
      type: CriticalityLevel,
      nullable: true,
      description: 'Level after the batch. Null if the batch deletes the node.',
      resolve: ({ after }) => after?.level ?? null,
    }),
    valueAtRiskBefore: t.float({
      nullable: true,
      description: 'Value at risk before the batch, from 0 to 1. Null if the batch creates the node.',
      resolve: ({ before }) => (before === null ? null : significant(before.valueAtRisk)),
    }),
    valueAtRiskAfter: t.float({
      nullable: true,
      description: 'Value at risk after the batch, from 0 to 1. Null if the batch deletes the node.',
      resolve: ({ after }) => (after === null ? null : significant(after.valueAtRisk)),
    }),
  }),
})

const GapChangeRef = builder.objectRef<GapChange>('GapChange').implement({
  description: 'A kind of gaps whose number a batch changes.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: GapKindRef, description: 'The kind.', resolve: ({ kind }) => kind as never }),
    before: t.exposeInt('before', { description: 'Number of gaps before the batch.' }),
    after: t.exposeInt('after', { description: 'Number of gaps after the batch.' }),
  }),
})

const EffectRef = builder.objectRef<Effect>('BatchEffect').implement({
  description: 'What a batch changes in criticality and gaps.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    criticality: t.field({
      type: [CriticalityChangeRef],
      extensions: cost({ size: 20 }),
      description: 'Services and assets whose level changes, services first, by name.',
      resolve: ({ criticality }) => criticality,
    }),
    gaps: t.field({
      type: [GapChangeRef],
      extensions: cost({ size: 12 }),
      description: 'Kinds of gaps whose number changes, in the order of the gap report.',
      resolve: ({ gaps }) => gaps,
    }),
  }),
})

const ResultRef = builder.objectRef<BatchResult>('BatchResult').implement({
  description: 'Result of one mutation of a batch.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    key: t.exposeString('key', { nullable: true, description: 'Key of the mutation. Null if it has none.' }),
    createdId: t.exposeID('createdId', {
      nullable: true,
      description: 'ID of the created row. Null for a mutation that creates none.',
    }),
  }),
})

const BatchMutationInput = builder.inputType('BatchMutationInput', {
  description: 'One mutation of a batch.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the mutation, for example createService.' }),
    input: t.field({
      type: 'JSON',
      required: true,
      description:
        'Input of the mutation. In a field of type ID, "$shop" stands for the row that an earlier mutation with the key shop creates.',
    }),
    key: t.string({ description: 'Key by which later mutations refer to the created row. Optional.' }),
  }),
})

interface Payload extends Readonly<Record<string, unknown>> {
  readonly executed: readonly BatchResult[]
  readonly effect: Effect | null
}

mutation('applyMutations', {
  visibleTo: 'MODELLERS',
  description:
    'Runs up to 2,500 mutations of the model in one transaction, in their order: all of them, or none if one fails. Each takes the roles that it takes by itself. With dryRun, effect previews what they change.',
  input: builder.inputType('ApplyMutationsInput', {
    description: 'Mutations to run together.',
    fields: (t) => ({
      mutations: t.field({
        type: [BatchMutationInput],
        required: true,
        description:
          'Mutations, up to 2,500, with up to 2,500 entries in the lists of their inputs altogether.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, Payload>) => ({
    executed: t.field({
      type: [ResultRef],
      extensions: cost({ size: 'page' }),
      description: 'Results, in the order of the mutations.',
      resolve: ({ executed }) => executed,
    }),
    effect: t.field({
      type: EffectRef,
      extensions: cost({ points: 2 * ANALYSIS_POINTS }),
      nullable: true,
      description: `What the batch changes in criticality and gaps. Null in an organisation with more than ${MOST_NODES.toLocaleString('en')} services and assets.`,
      resolve: ({ effect }) => effect,
    }),
  }),
  run: async ({ mutations }, work, _before, info) => {
    limitRows(mutations, 'mutations', MOST)
    limitRows(
      mutations.flatMap(({ input }) => listed(input)),
      'mutations',
      MOST,
    )
    const { transaction, context } = work
    const isAsked = selectsPayloadField(info, 'ApplyMutationsPayload', 'effect')
    if (!isAsked || !(await isPreviewed(transaction))) {
      return { executed: await runBatch(mutations, work, info), effect: null }
    }
    const before = await modelState(transaction, context)
    const executed = await runBatch(mutations, work, info)
    return { executed, effect: effectOf(before, await modelState(transaction, context)) }
  },
})

function effectOf(before: ModelState, after: ModelState): Effect {
  return { criticality: criticalityChanges(before, after), gaps: gapChanges(before, after) }
}

/** The entries of the lists of an input. */
function listed(input: unknown): unknown[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.values(input).flatMap((value) => (Array.isArray(value) ? value : []))
}
